/** The page of a run: what the report shows, with links to GitHub, as it is now. */
import { home, pullRequestUrl, type Site } from '../../shared/report/github/links.ts';
import { html, NOTHING, when } from '../../shared/report/page/html.ts';
import { runParts } from '../../shared/report/page/parts.ts';
import { moment } from '../../shared/report/units.ts';
import type { Chronicle } from '../api/chronicle.ts';
import type { JobSight, Person, RecordedRun } from '../api/ports.ts';
import { summarizeLive } from '../live/summarize-live.ts';
import type { Page } from './document.ts';

export interface Sight {
  readonly chronicle: Chronicle;
  /** Of the attempts under way. */
  readonly jobs: readonly JobSight[];
  /** Without a slash at its end: `https://github.com`. */
  readonly serverUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Who looks at a private one; null: nobody had to say. */
  readonly person: Person | null;
}

export function runPage(recorded: RecordedRun, { chronicle, jobs, serverUrl, now, person }: Sight): Page {
  const { state, isOver, count } = chronicle;
  const { run, repository } = recorded;
  const summary = summarizeLive(state, jobs, now);
  const site: Site = { serverUrl, repository: repository.fullName, detailsUrl: null };
  const pull = state.origin?.pullRequest ?? null;
  const asOf = html`<noscript>as of ${moment(now)}, <a href="">reload</a></noscript>`;
  const bar = html`<a class="skip" href="#tasks">Skip to the list of tasks</a>
<b>Braid</b><a href="${home(site)}">${repository.fullName}</a>${pull === null ? NOTHING : html`<a href="${pullRequestUrl(site, pull)}">pull request #${pull}</a>`}
<span class="end"><span id="connection"></span>${when(!isOver, () => asOf)}${person === null ? NOTHING : html`<span>signed in as ${person.login}</span><form method="post" action="/logout"><button>Sign out</button></form>`}</span>
<p class="said" id="said" role="status"></p>`;
  return {
    title: `${summary.headline.count} · ${summary.plan}`,
    bar,
    main: runParts(summary, site),
    live: isOver ? null : { events: `/runs/${run}/events`, after: count },
    script: true,
  };
}
