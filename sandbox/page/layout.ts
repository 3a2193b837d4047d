/** What all pages share: the frame, the marks of what is good and bad, and what a browser may do here. */
import { type Html, html } from '../../shared/report/page/html.ts';
import { duration } from '../../shared/report/units.ts';
import type { Answer } from '../http/answer.ts';
import type { CheckConclusion, CheckStatus } from '../state/check.ts';
import type { Repository } from '../state/repository.ts';

/** Texts of tasks are on these pages: whatever gets into the markup, only the two scripts of this server run. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Mermaid draws with style attributes.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** Something on it is still going on: readers without scripts get it anew. */
  readonly busy?: boolean;
  readonly status?: number;
}

export function pageAnswer(repository: Repository | null, parts: PageParts): Answer {
  const { title, body, busy = false, status = 200 } = parts;
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_page/page.css">
${busy ? html`<noscript><meta http-equiv="refresh" content="2"></noscript>` : null}
<script src="/_page/mermaid.js" defer></script>
<script src="/_page/browser.js" defer></script>
${repository === null ? null : navigation(repository)}
<main>
${body}
</main>
<footer>A GitHub that lives on this machine alone, for as long as the command that started it runs.</footer>
</html>
`;
  return { status, headers: HEADERS, body: page.html };
}

export function missingPage(path: string): Answer {
  const body = html`<h1>Not found</h1><p>There is nothing at <code>${path}</code>. <a href="/">Go to the start</a></p>`;
  return pageAnswer(null, { title: 'Not found', body, status: 404 });
}

function navigation(repository: Repository): Html {
  const home = `/${repository.fullName}`;
  const pulls = [...repository.pulls.values()].map(
    ({ number }) => html`<a href="${home}/pull/${number}">Pull request #${number}</a>`,
  );
  return html`<nav><b>${repository.fullName}</b> <a href="${home}/tree/${encoded(repository.defaultBranch)}">Code</a> ${pulls} <a href="${home}/actions">Actions</a></nav>`;
}

/** The path of a file or the name of a branch, for an address. */
export function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

export interface Ending {
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
}

const MARKS: Readonly<Record<CheckConclusion, readonly [mark: string, tone: string]>> = {
  success: ['✔', 'good'],
  failure: ['✘', 'bad'],
  timed_out: ['✘', 'bad'],
  action_required: ['!', 'warn'],
  neutral: ['■', 'quiet'],
  cancelled: ['–', 'quiet'],
  skipped: ['–', 'quiet'],
};

export function markOf({ status, conclusion }: Ending): readonly [mark: string, tone: string] {
  if (conclusion !== null) return MARKS[conclusion];
  return status === 'queued' ? ['○', 'quiet'] : ['◐', 'busy'];
}

/** A sign and, for those who do not see it, the word. */
export function badge(ending: Ending): Html {
  const [mark, tone] = markOf(ending);
  return html`<span class="mark ${tone}" title="${wordOf(ending)}">${mark}</span>`;
}

export function wordOf({ status, conclusion }: Ending): string {
  return (conclusion ?? status).replaceAll('_', ' ');
}

/** Of what has ended, or has only begun. */
export function took(from: Date | null, to: Date | null, now: Date): string {
  return from === null ? '' : duration((to ?? now).getTime() - from.getTime());
}
