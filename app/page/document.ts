/** The frame of every page: what it may load, and what is above the run. No text of others decides anything in it. */
import { type Html, html, NOTHING, when } from '../../shared/report/page/html.ts';
import type { Answer } from '../http/answer.ts';
import { FOLLOW_SCRIPT, PAGE_ICON, STYLE_SHEET } from './assets.ts';

const HERE = ["'self'"];

function policy(formsLeadTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `form-action ${formsLeadTo.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export interface Page {
  readonly title: string;
  readonly bar: Html;
  readonly main: Html;
  /** Where its events are, and the number of the last one that it shows; null: nothing will change. */
  readonly live: { readonly events: string; readonly after: number } | null;
  /** Whether it is a run, to be followed; a notice needs no script. */
  readonly script: boolean;
}

export interface Serving {
  readonly status: number;
  /** Of a private repository nothing is kept, by nobody. */
  readonly isPrivate: boolean;
  readonly headers?: Answer['headers'];
  /** Here, unless it is said. */
  readonly formsLeadTo?: readonly string[];
}

export function pageAnswer(page: Page, serving: Serving): Answer {
  const { status, isPrivate, headers = {}, formsLeadTo = HERE } = serving;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(formsLeadTo),
      'cache-control': isPrivate ? 'private, no-store' : 'public, no-cache',
      'referrer-policy': 'same-origin',
      vary: 'cookie',
      ...headers,
    },
    body: documentOf(page),
  };
}

function documentOf({ title, bar, main, live, script }: Page): string {
  const data = live === null ? NOTHING : html` data-events="${live.events}" data-after="${live.after}"`;
  return html`<!doctype html>
<html lang="en"${data}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${PAGE_ICON.path}">
<link rel="stylesheet" href="${STYLE_SHEET.path}">
${when(script, () => html`<script src="${FOLLOW_SCRIPT.path}" defer></script>`)}
</head>
<body>
<header class="top">${bar}</header>
<main>
${main}
</main>
</body>
</html>
`.html;
}
