/** One task of the page: a line that opens to everything that is known about it. */
import type { Sha } from '../../plan/plan.ts';
import { commitUrl, compareUrl, isOnSite, type Site } from '../github/links.ts';
import type { AttemptView } from '../summary/attempt-view.ts';
import type { Cover } from '../summary/candidate.ts';
import { conflictRows } from '../summary/conflict-rows.ts';
import type { TaskView } from '../summary/task-view.ts';
import { ending, lastLines } from '../text/visible.ts';
import { duration, grouped, moment, money, plural, shortSha } from '../units.ts';
import { anchor } from './graph.ts';
import { type Html, html, prose, when } from './html.ts';
import { icon } from './icons.ts';

const MOST_FILES = 100;
const TAIL_LINES = 60;
const LONGEST_TEXT = 8000;

export function taskDetails(task: TaskView, site: Site | null): Html {
  const took = task.durationMs === null ? '' : duration(task.durationMs);
  const cost = task.costUsd === null ? '' : money(task.costUsd);
  // The anchor is inside: browsers open a closed section for a link to something in it.
  return html`<details class="task" data-key="${task.id}">
<summary>${icon(task)}<b>${task.id}</b><span class="title">${task.title}</span><span class="label ${task.tone}">${task.label}</span><span class="numbers">${took}</span><span class="numbers">${cost}</span></summary>
<div class="body" id="${anchor(task.id)}">
${situation(task, site)}
${facts(task, site)}
${attempts(task)}
${conflict(task)}
${outputs(task, site)}
${files(task.files)}
${when(task.notes !== null, () => html`<h3>Notes that the task left, unchecked</h3>${output(task.notes ?? '')}`)}
</div>
</details>
`;
}

/** Why it is where it is, and what to do: also the card of a task that needs someone. */
export function situation(task: TaskView, site: Site | null): Html {
  const kept =
    task.keptOn === null
      ? html``
      : html`<p class="next">Work kept on ${branch(task.keptOn, task.base, site)}</p>`;
  return html`${when(task.reason !== '', () => html`<p class="reason">${prose(task.reason)}</p>`)}${when(
    task.next !== null,
    () => html`<p class="next"><span class="arrow">→</span> ${prose(task.next ?? '')}</p>`,
  )}${kept}`;
}

function facts(task: TaskView, site: Site | null): Html {
  const { tokens } = task;
  const sum =
    tokens.input === null && tokens.output === null ? null : (tokens.input ?? 0) + (tokens.output ?? 0);
  const rows: readonly (readonly [string, Html | null])[] = [
    ['backend', html`${route(task)}${turns(task)}`],
    ['why here', task.why.length === 0 ? null : prose(task.why.join('; '))],
    ['needs', task.needs.length === 0 ? null : links(task.needs)],
    ['after', task.after.length === 0 ? null : links(task.after)],
    ['epic', task.epic === null ? null : html`${task.epic}`],
    ['paths', task.paths.length === 0 ? null : html`${task.paths.map(path => html`<code>${path}</code> `)}`],
    [
      'its checks',
      task.verify.length === 0 ? null : html`${task.verify.map(each => html`<code>${each}</code> `)}`,
    ],
    ['started', task.startedAt === null ? null : html`${moment(task.startedAt)}`],
    ['started from', commit(task.base, site)],
    ['its commit', commit(task.commit, site)],
    ['merged as', commit(task.mergeCommit, site)],
    ['verified in', task.verifiedIn === null ? null : cover(task.verifiedIn, task.id, site)],
    ['tokens', sum === null ? null : html`${grouped(sum)}`],
    ['log', task.log === null ? null : place(task.log, site)],
    ['beside it', task.strays === null ? null : html`${task.strays}`],
    ['tree', task.tree === null ? null : html`<code>${task.tree}</code>`],
  ];
  const shown = rows.flatMap(([name, value]) =>
    value === null ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`],
  );
  return html`<dl>${shown}</dl>`;
}

/** What it was tested together with. */
function cover({ name, commit: sha, at, durationMs, trial }: Cover, task: string, site: Site | null): Html {
  const alone = name === task;
  const tries =
    trial === 1
      ? ''
      : `, the ${plural(trial - 1, 'verification')} before it ${trial === 2 ? 'was' : 'were'} not`;
  return html`${commit(sha, site)}, ${alone ? 'merged alone' : html`the merge of ${name}`}: green after ${duration(durationMs)}, ${moment(at)}${tries}`;
}

function turns({ attempts: all }: TaskView): string {
  const count = all.length === 1 ? (all[0]?.turns ?? null) : null;
  return count === null ? '' : `, ${plural(count, 'turn')}`;
}

function links(ids: readonly string[]): Html {
  return html`${ids.map(id => html`${link(id)} `)}`;
}

export function link(id: string): Html {
  return html`<a href="#${anchor(id)}">${id}</a>`;
}

export function commit(sha: Sha | null, site: Site | null): Html | null {
  if (sha === null) return null;
  const digits = html`<code title="${sha}">${shortSha(sha)}</code>`;
  return site === null ? digits : html`<a href="${commitUrl(site, sha)}">${digits}</a>`;
}

/** With what it adds to its base. */
function branch(name: string, base: Sha | null, site: Site | null): Html {
  const code = html`<code>${name}</code>`;
  return site === null || base === null ? code : html`<a href="${compareUrl(site, base, name)}">${code}</a>`;
}

/** A link where it lies on this site, in this repository; anything else is a name. */
function place(log: string, site: Site | null): Html {
  return isOnSite(site, log) ? html`<a href="${log}">on GitHub</a>` : html`<code>${log}</code>`;
}

function attempts({ id, attempts: all }: TaskView): Html {
  if (all.length < 2) return html``;
  const rows = all.map(
    attempt =>
      html`<tr><td>${icon(attempt)} ${attempt.number}</td><td>${route(attempt)}</td><td>${prose(attempt.reason === '' ? (attempt.outcome ?? 'running') : attempt.reason)}</td><td class="numbers">${attempt.durationMs === null ? '' : duration(attempt.durationMs)}</td><td class="numbers">${attempt.turns === null ? '' : plural(attempt.turns, 'turn')}</td><td class="numbers">${attempt.costUsd === null ? '' : money(attempt.costUsd)}</td></tr>`,
  );
  return html`<h3>Tries</h3><div class="scroll" tabindex="0" role="group" aria-label="Tries of ${id}"><table>${rows}</table></div>`;
}

function route({ backend, model }: Pick<AttemptView, 'backend' | 'model'>): string {
  return model === null ? backend : `${backend} · ${model}`;
}

function conflict({ id, conflict: clash, status }: TaskView): Html {
  if (clash === null) return html``;
  const rows = conflictRows(clash).map(
    row =>
      html`<tr><td><code>${row.path}</code></td><td>${row.kind}</td><td>${row.ours}</td><td>${row.theirs}</td><td>${row.with}</td></tr>`,
  );
  return html`<h3>${status === 'merged' ? 'An earlier try collided' : 'Conflict'}</h3>
<div class="scroll" tabindex="0" role="group" aria-label="Conflict of ${id}"><table class="clash"><tr><th>file</th><th>kind</th><th>lines merged</th><th>its lines</th><th>with</th></tr>${rows}</table></div>`;
}

function outputs({ failure, tail, status, log }: TaskView, site: Site | null): Html {
  const own =
    status === 'merged' || tail.trim() === '' ? html`` : html`<h3>The end of its output</h3>${output(tail)}`;
  if (failure === null) return own;
  return html`<h3><code>${failure.command}</code>: ${failure.problem}</h3>${output(failure.tail)}${logOf(failure.log === log ? undefined : failure.log, site)}${own}`;
}

export function logOf(log: string | undefined, site: Site | null): Html {
  return log === undefined ? html`` : html`<p class="note">Its log: ${place(log, site)}</p>`;
}

export function output(text: string): Html {
  return html`<pre tabindex="0">${ending(lastLines(text, TAIL_LINES).join('\n'), LONGEST_TEXT)}</pre>`;
}

function files(paths: readonly string[]): Html {
  if (paths.length === 0) return html``;
  const more = paths.length - MOST_FILES;
  const items = paths.slice(0, MOST_FILES).map(path => html`<li><code>${path}</code></li>`);
  return html`<h3>${plural(paths.length, 'file')} changed</h3><ul class="files">${items}${when(more > 0, () => html`<li>… and ${more} more</li>`)}</ul>`;
}
