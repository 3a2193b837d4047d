/** Pages that show no run, and say why. What stands for a run that there is not is the same for one that is nobody's business. */
import { html, prose, when } from '../../shared/report/page/html.ts';
import type { Person } from '../api/ports.ts';
import type { Problem } from '../api/problems.ts';
import type { Page } from './document.ts';

const BRAID = 'Braid';

interface Notice {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly to: string; readonly label: string };
}

/** Somebody has to say first who looks. */
export function signInNotice(path: string): Page {
  return notice({
    title: 'Who is looking?',
    text: 'There is no public run here. If it is in a private repository, it is shown to those who may read that repository.',
    link: { to: `/login?to=${encodeURIComponent(path)}`, label: 'Sign in with GitHub' },
  });
}

export function noRunNotice(person: Person | null): Page {
  const unless = person === null ? '' : `, or \`${person.login}\` may not read its repository`;
  return notice({
    title: 'No such run',
    text: `There is no run at this address${unless}. Runs are linked from the check runs and the comment of their pull request.`,
  });
}

export function refusedNotice(said: string): Page {
  return notice({
    title: 'Not signed in',
    text: `${said} Nothing was changed: open the page of the run and sign in again.`,
  });
}

/** What is the cause outside of Braid is said; all else is told to the log alone. */
export function troubleNotice({ status, title, detail, hint }: Problem): Page {
  switch (status) {
    case 429:
      return notice({
        title: 'Too many sign-ins failed',
        text: `From here came many that GitHub did not accept. ${hint ?? ''}`,
      });
    case 503:
      return notice({
        title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`,
        text: `${detail} ${hint ?? ''}`,
      });
    default:
      return notice({ title: 'Internal error', text: 'Braid has a bug here. Its log says more.' });
  }
}

export function wrongMethodNotice(allowed: string): Page {
  return notice({ title: 'Wrong method', text: `This address expects ${allowed}.` });
}

/** Nothing is listed: whoever comes without a run has no business here. */
export function startNotice(): Page {
  return notice({
    title: BRAID,
    text: 'Runs plans of coding tasks in parallel and weaves the results into one tested change. Each run has a page, linked from the check runs and the comment of its pull request.',
  });
}

function notice({ title, text, link }: Notice): Page {
  const main = html`<div class="notice"><h1>${title}</h1><p>${prose(text)}</p>${when(
    link !== undefined,
    () => html`<p><a class="button" href="${link?.to ?? ''}">${link?.label ?? ''}</a></p>`,
  )}</div>`;
  return {
    title: title === BRAID ? BRAID : `${title} · ${BRAID}`,
    bar: html`<b>Braid</b>`,
    main,
    live: null,
    script: false,
  };
}
