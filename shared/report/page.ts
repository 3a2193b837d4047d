/** The report of a run as one HTML page that needs nothing else: no script, no font, no network. A pure string. */
import { ganttSection } from './page/gantt.ts';
import { anchor, graphSection } from './page/graph.ts';
import { type Html, html, NOTHING, prose, when } from './page/html.ts';
import { icon, iconSprite } from './page/icons.ts';
import { STYLE } from './page/style.ts';
import { logOf, output, situation, taskDetails } from './page/task.ts';
import type { TaskView } from './summary/task-view.ts';
import type { Summary } from './summary.ts';
import { moment, plural, shortSha } from './units.ts';

/** Nothing is loaded and no script runs; only the page's own style is allowed. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** Cards before the rest is left to the list of all tasks. */
const MOST_CARDS = 24;

export function reportPage(summary: Summary): string {
  const { plan, count } = summary.headline;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${plan}: ${count}</title>
<style>${style()}</style>
</head>
<body>
${iconSprite()}
<main>
${header(summary)}
${failure(summary)}
${graphSection(summary)}
${attention(summary)}
${ganttSection(summary)}
${taskList(summary.tasks)}
${footer(summary)}
</main>
</body>
</html>
`;
  return page.html;
}

/** The style is the page's own text and holds no escape. */
function style(): Html {
  return { html: STYLE };
}

function header(summary: Summary): Html {
  const { next } = summary;
  const { plan, count, place } = summary.headline;
  return html`<header>
<p class="eyebrow">${plan}</p>
<h1>${count.charAt(0).toUpperCase()}${count.slice(1)}</h1>
<p class="place">${prose(place)}</p>
${when(next.length > 0, () => html`<p class="next">Next: ${next.map(command => html`<code>${command}</code> `)}</p>`)}
${progress(summary.tasks)}
${when(
  summary.remarks.length > 0,
  () => html`<div class="remarks">${summary.remarks.map(remark => html`<p>${prose(remark)}</p>`)}</div>`,
)}
</header>`;
}

/** What stands in everybody's way. */
function failure({ failure: failed }: Summary): Html {
  if (failed === null) return NOTHING;
  return html`<section aria-labelledby="failure">
<h2 id="failure"><code>${failed.command}</code>: ${failed.problem}</h2>
${when(failed.tail.trim() !== '', () => output(failed.tail))}
${logOf(failed.log)}
</section>`;
}

/** One stretch for each status, in the order of `tally`, with a legend that names and counts them. */
function progress(tasks: readonly TaskView[]): Html {
  if (tasks.length === 0) return NOTHING;
  const groups = new Map<string, TaskView[]>();
  for (const task of [...tasks].sort((a, b) => rank(a) - rank(b))) {
    groups.set(task.label, [...(groups.get(task.label) ?? []), task]);
  }
  const kinds = [...groups.values()].flatMap(members =>
    members[0] ? [{ look: members[0], count: members.length }] : [],
  );
  const bars = kinds.map(({ look, count }) => html`<span class="${look.tone}" style="flex:${count}"></span>`);
  const names = kinds.map(
    ({ look, count }) => html`<span class="${look.tone}">${icon(look)}<b>${count} ${look.label}</b></span>`,
  );
  return html`<div class="progress" aria-hidden="true">${bars}</div><div class="tally">${names}</div>`;
}

function rank({ tone }: TaskView): number {
  return ['good', 'busy', 'bad', 'warn', 'quiet'].indexOf(tone);
}

function attention({ attention: tasks, attentionTitle }: Summary): Html {
  if (tasks.length === 0) return NOTHING;
  const cards = tasks.slice(0, MOST_CARDS).map(
    task => html`<article class="card ${task.tone}"><h3>${icon(task)}<a href="#${anchor(task.id)}">${task.id}</a><span class="label">${task.label}</span></h3>${situation(task)}</article>
`,
  );
  const more = tasks.length - cards.length;
  return html`<section aria-labelledby="attention">
<h2 id="attention">${attentionTitle}</h2>
<div class="needs">${cards}</div>
${when(more > 0, () => html`<p class="note">… and ${more} more in the list of all tasks.</p>`)}
</section>`;
}

function taskList(tasks: readonly TaskView[]): Html {
  if (tasks.length === 0) return NOTHING;
  return html`<section aria-labelledby="tasks">
<h2 id="tasks">All tasks <span class="count">${tasks.length}</span></h2>
<div class="card">${tasks.map(taskDetails)}</div>
</section>`;
}

function footer({ run, mode, planFile, base, startedAt, finishedAt, totals }: Summary): Html {
  const end = finishedAt === null ? 'still running' : `finished ${moment(finishedAt)}`;
  return html`<footer>
<p>${mode.how}${mode.reasons.length === 0 ? '' : `: ${mode.reasons.join('; ')}`}</p>
<p>Run <code>${run}</code> of <code>${planFile}</code> on <code title="${base}">${shortSha(base)}</code> · started ${moment(startedAt)} · ${end} · ${plural(totals.verifications, 'verification')}</p>
</footer>`;
}
