/** What a page shows of a run, from the answer to the footnote; the same for a file on a disk and for a page that is served. */
import type { Site } from '../github/links.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { moment, plural } from '../units.ts';
import { ganttSection } from './gantt.ts';
import { anchor, graphSection } from './graph.ts';
import { type Html, html, NOTHING, prose, when } from './html.ts';
import { icon, iconSprite } from './icons.ts';
import { commit, link, logOf, output, situation, taskDetails } from './task.ts';

/** Cards before the rest is left to the list of all tasks. */
const MOST_CARDS = 24;
/** So many that only wait for others have a card of their own: they would hide those that need someone. */
const MOST_SKIPPED_CARDS = 3;

/** `site`: where commits and branches can be looked at; null: nowhere. */
export function runParts(summary: Summary, site: Site | null): Html {
  return html`${iconSprite()}
${header(summary)}
${failure(summary, site)}
${graphSection(summary)}
${attention(summary, site)}
${ganttSection(summary)}
${taskList(summary.tasks, site)}
${footer(summary, site)}`;
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
function failure({ failure: failed }: Summary, site: Site | null): Html {
  if (failed === null) return NOTHING;
  return html`<section aria-labelledby="failure" data-key="failure">
<h2 id="failure"><code>${failed.command}</code>: ${failed.problem}</h2>
${when(failed.tail.trim() !== '', () => output(failed.tail))}
${logOf(failed.log, site)}
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
  let from = 0;
  const bars = kinds.map(({ look, count }) => {
    const share = (count / tasks.length) * 100;
    const bar = html`<rect class="${look.tone}" x="${from.toFixed(2)}%" y="-2" width="${share.toFixed(2)}%" height="14"/>`;
    from += share;
    return bar;
  });
  const names = kinds.map(
    ({ look, count }) => html`<span class="${look.tone}">${icon(look)}<b>${count} ${look.label}</b></span>`,
  );
  return html`<svg class="progress" width="100%" height="10" aria-hidden="true">${bars}</svg><div class="tally">${names}</div>`;
}

function rank({ tone }: TaskView): number {
  return ['good', 'busy', 'bad', 'warn', 'quiet'].indexOf(tone);
}

function attention({ attention: tasks, attentionTitle }: Summary, site: Site | null): Html {
  if (tasks.length === 0) return NOTHING;
  const skipped = tasks.filter(task => task.status === 'skipped');
  const gathered = skipped.length > MOST_SKIPPED_CARDS ? skipped : [];
  const carded = tasks.filter(task => !gathered.includes(task));
  const more = carded.length - MOST_CARDS;
  return html`<section aria-labelledby="attention" data-key="attention">
<h2 id="attention">${attentionTitle}</h2>
<div class="needs">${carded.slice(0, MOST_CARDS).map(task => card(task, site))}</div>
${when(more > 0, () => html`<p class="note">… and ${more} more in the list of all tasks.</p>`)}
${when(gathered.length > 0, () => gatheredSkips(gathered))}
</section>`;
}

function card(task: TaskView, site: Site | null): Html {
  return html`<article class="card ${task.tone}" data-key="${task.id}"><h3>${icon(task)}<a href="#${anchor(task.id)}">${task.id}</a><span class="label">${task.label}</span></h3>${situation(task, site)}</article>
`;
}

/** They come by themselves with what they need. */
function gatheredSkips(tasks: readonly TaskView[]): Html {
  const names = tasks.map((task, index) => html`${index === 0 ? '' : ', '}${link(task.id)}`);
  return html`<p class="card skips">${tasks.slice(0, 1).map(icon)}<span><b>${tasks.length} skipped</b>, each comes with what it needs: ${names}</span></p>`;
}

function taskList(tasks: readonly TaskView[], site: Site | null): Html {
  if (tasks.length === 0) return NOTHING;
  return html`<section aria-labelledby="tasks" data-key="tasks">
<h2 id="tasks">All tasks <span class="count">${tasks.length}</span></h2>
<div class="card">${tasks.map(task => taskDetails(task, site))}</div>
</section>`;
}

function footer(
  { run, mode, planFile, base, startedAt, finishedAt, totals }: Summary,
  site: Site | null,
): Html {
  const end = finishedAt === null ? 'still running' : `finished ${moment(finishedAt)}`;
  return html`<footer>
<p>${prose(mode.reasons.length === 0 ? mode.how : `${mode.how}: ${mode.reasons.join('; ')}`)}</p>
<p>Run <code>${run}</code> of <code>${planFile}</code> on ${commit(base, site)} · started ${moment(startedAt)} · ${end} · ${plural(totals.verifications, 'verification')}</p>
</footer>`;
}
