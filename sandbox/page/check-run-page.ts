/** One check run: its title, what it says, and its annotations on lines of files. */
import { type Html, html, when } from '../../shared/report/page/html.ts';
import { shortSha } from '../../shared/report/units.ts';
import type { Answer } from '../http/answer.ts';
import type { CheckAnnotation } from '../state/check.ts';
import { badge, encoded, pageAnswer, took, wordOf } from './layout.ts';
import { markdown } from './markdown.ts';
import type { Place } from './pages.ts';

export function checkRunPage({ world, repository }: Place, id: number): Answer | null {
  const check = repository.checkRuns.get(id);
  if (check === undefined) return null;
  const { output, annotations, headSha } = check;
  const home = `/${repository.fullName}`;
  const time = took(check.startedAt, check.completedAt, world.now());
  const rows = annotations.map(each => annotationRow(`${home}/blob/${headSha}`, each));
  const buttons = check.actions.map(
    ({ label, description }) => html` <button disabled title="${description}">${label}</button>`,
  );
  const body = html`<h1>${badge(check)} ${check.name}</h1>
<p class="soft">${wordOf(check)} on <a href="${home}/commit/${headSha}"><code>${shortSha(headSha)}</code></a> · ${time}${details(check.detailsUrl)}${buttons}</p>
<article class="card"><header><b>${output.title ?? check.name}</b></header><div class="markdown">${markdown(output.summary ?? '')}${markdown(output.text ?? '')}</div></article>
${when(rows.length > 0, () => html`<h2>Annotations</h2><section class="card">${rows}</section>`)}`;
  return pageAnswer(repository, { title: check.name, body, busy: check.status !== 'completed' });
}

/** The address is whatever the check run's maker said. */
function details(url: string | null): Html {
  return html`${when(url !== null && /^https?:\/\//.test(url), () => html` · <a href="${url}">details</a>`)}`;
}

const TONES = { notice: 'busy', warning: 'warn', failure: 'bad' } as const;

function annotationRow(blobs: string, annotation: CheckAnnotation): Html {
  const { path, start_line: from, end_line: to, annotation_level: level, title, message } = annotation;
  const lines = from === to ? `${from}` : `${from}-${to}`;
  return html`<div class="row annotation"><span class="${TONES[level]}">${level}</span> <a href="${blobs}/${encoded(path)}#L${from}"><code>${path}:${lines}</code></a><div><b>${title ?? ''}</b> ${message}</div></div>`;
}
