/** Workflow runs: the list, one run with its jobs, and a job's log. */
import { type Html, html, when } from '../../shared/report/page/html.ts';
import { moment } from '../../shared/report/units.ts';
import type { Answer } from '../http/answer.ts';
import type { Repository } from '../state/repository.ts';
import type { Job, WorkflowRun } from '../state/workflow-run.ts';
import { badge, pageAnswer, took, wordOf } from './layout.ts';
import { markdown } from './markdown.ts';
import type { Place } from './pages.ts';

export function runListPage({ world, repository }: Place): Answer {
  const runs = [...repository.runs.values()];
  const body = html`<h1>Workflow runs</h1>${runRows(repository, runs, world.now())}`;
  return pageAnswer(repository, { title: 'Workflow runs', body, busy: runs.some(isBusy) });
}

export function runRows({ fullName }: Repository, runs: readonly WorkflowRun[], now: Date): Html {
  const rows = runs.map(run => {
    const jobs = run.jobs.filter(({ conclusion }) => conclusion !== 'skipped');
    const marks = jobs.map(job => html`<span title="${job.name}">${badge(job)}</span>`);
    const time = took(run.createdAt, isBusy(run) ? null : run.updatedAt, now);
    return html`<a class="row" href="/${fullName}/actions/runs/${run.id}">${badge(run)} <b>${run.number}</b> <span>${run.title}</span> <span class="soft">${run.event.name.replaceAll('_', ' ')}</span><span class="marks">${marks}</span><span class="soft end">${time}</span></a>`;
  });
  return html`<section class="card">${rows}</section>`;
}

export function runPage({ world, repository }: Place, id: number): Answer | null {
  const run = repository.runs.get(id);
  if (run === undefined) return null;
  const now = world.now();
  const problems = run.problems.map(problem => html`<li>${problem}`);
  const jobs = run.jobs.map(job => jobRow(`/${repository.fullName}/actions/runs/${id}`, job, now));
  const body = html`<h1>${badge(run)} ${run.title} <span class="soft">#${run.number}</span></h1>
<p class="soft">${wordOf(run)} · ${run.event.name.replaceAll('_', ' ')} by ${run.actor.login} · ${moment(run.createdAt.getTime())} · ${took(run.createdAt, isBusy(run) ? null : run.updatedAt, now)}</p>
${when(problems.length > 0, () => html`<ul class="bad">${problems}</ul>`)}
<section class="card">${jobs}</section>
${run.jobs.map(summaryOf)}
${artifactsOf(run)}`;
  return pageAnswer(repository, { title: run.title, body, busy: isBusy(run) });
}

export function jobPage({ world, repository }: Place, id: number, jobId: number): Answer | null {
  const run = repository.runs.get(id);
  const job = run?.jobs.find(each => each.id === jobId);
  if (run === undefined || job === undefined) return null;
  const steps = (job.report?.steps ?? []).map(
    ({ name, conclusion }) =>
      html`<div class="row">${badge({ status: 'completed', conclusion })} <span>${name}</span></div>`,
  );
  const log = job.report?.log ?? 'The log is there when the job has ended.';
  const body = html`<h1>${badge(job)} ${job.name}</h1>
<p class="soft">${wordOf(job)} · ${took(job.startedAt, job.completedAt, world.now())} · in <a href="/${repository.fullName}/actions/runs/${id}">${run.title} #${run.number}</a></p>
<p class="soft">The token of this job may: ${permissionsOf(job)}</p>
${when(steps.length > 0, () => html`<section class="card">${steps}</section>`)}
<h2>Log</h2>
<pre class="log">${log.trimEnd().split('\n').map(logLine)}</pre>`;
  return pageAnswer(repository, { title: job.name, body, busy: job.status !== 'completed' });
}

function jobRow(base: string, job: Job, now: Date): Html {
  const time = job.conclusion === 'skipped' ? 'skipped' : took(job.startedAt, job.completedAt, now);
  return html`<a class="row" href="${base}/job/${job.id}">${badge(job)} <span>${job.name}</span><span class="soft end">${time}</span></a>`;
}

function summaryOf({ name, report }: Job): Html {
  const summaries = report?.summaries ?? [];
  return html`${when(
    summaries.length > 0,
    () =>
      html`<article class="card"><header><b>${name}</b> summary</header><div class="markdown">${markdown(summaries.join('\n\n'))}</div></article>`,
  )}`;
}

function artifactsOf({ artifacts }: WorkflowRun): Html {
  const rows = artifacts.map(
    ({ name, zip }) =>
      html`<div class="row"><code>${name}</code><span class="soft end">${zip.length} bytes</span></div>`,
  );
  return html`${when(rows.length > 0, () => html`<h2>Artifacts</h2><section class="card">${rows}</section>`)}`;
}

function permissionsOf({ report }: Job): string {
  const named = Object.entries(report?.permissions ?? {}).filter(([, level]) => level !== 'none');
  return named.map(([scope, level]) => `${level} ${scope}`).join(', ') || 'nothing';
}

/** GitHub shows groups that can be opened; here all are open. */
function logLine(line: string): Html {
  const [, kind, rest = ''] = /^##\[(\w+)\](.*)$/.exec(line) ?? [];
  if (kind === 'endgroup') return html``;
  if (kind === 'group') return html`<b>${rest}</b>\n`;
  if (kind === 'error') return html`<span class="bad">${rest}</span>\n`;
  return html`${line}\n`;
}

function isBusy({ status }: WorkflowRun): boolean {
  return status !== 'completed';
}
