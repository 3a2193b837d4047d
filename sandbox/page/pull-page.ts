/** A pull request: what is said, and how its checks and workflow runs stand. */
import { type Html, html, NOTHING, when } from '../../shared/report/page/html.ts';
import { moment, shortSha } from '../../shared/report/units.ts';
import type { Answer } from '../http/answer.ts';
import type { CheckRun } from '../state/check.ts';
import type { Comment, PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import { badge, encoded, pageAnswer, wordOf } from './layout.ts';
import { markdown } from './markdown.ts';
import type { Place } from './pages.ts';
import { runRows } from './run-pages.ts';

export function pullPage({ world, repository }: Place, number: number): Answer | null {
  const pull = repository.pulls.get(number);
  if (pull === undefined) return null;
  const comments = [...repository.comments.values()].filter(comment => comment.number === number);
  const runs = [...repository.runs.values()];
  const body = html`${header(repository, pull)}
${said({ login: pull.author.login, at: pull.createdAt, edited: null, body: pull.body ?? '' })}
${comments.map(comment => said({ ...commentWords(comment) }))}
<h2>Checks</h2>
${checksOf(repository, pull)}
${when(runs.length > 0, () => html`<h2>Workflow runs</h2>${runRows(repository, runs, world.now())}`)}`;
  const busy = runs.some(({ status }) => status !== 'completed');
  return pageAnswer(repository, { title: `${pull.title} · #${number}`, body, busy });
}

function header({ fullName }: Repository, pull: PullRequest): Html {
  const state = pull.mergedAt === null ? pull.state : 'merged';
  const labels = pull.labels.map(name => html` <span class="label">${name}</span>`);
  return html`<h1>${pull.title} <span class="soft">#${pull.number}</span></h1>
<p class="soft"><span class="state">${state}</span> ${pull.author.login} wants to merge <code><a href="/${fullName}/tree/${encoded(pull.head.branch)}">${pull.head.branch}</a></code> at <code><a href="/${fullName}/commit/${pull.headSha}">${shortSha(pull.headSha)}</a></code> into <code><a href="/${fullName}/tree/${encoded(pull.base)}">${pull.base}</a></code>${labels}</p>`;
}

interface Said {
  readonly login: string;
  readonly at: Date;
  readonly edited: Date | null;
  readonly body: string;
}

function commentWords({ author, createdAt, updatedAt, body }: Comment): Said {
  const edited = updatedAt.getTime() === createdAt.getTime() ? null : updatedAt;
  return { login: author.login, at: createdAt, edited, body };
}

function said({ login, at, edited, body }: Said): Html {
  const change = edited === null ? NOTHING : html` · edited ${moment(edited.getTime()).slice(11)}`;
  return html`<article class="card"><header><b>${login}</b> <span class="soft">${moment(at.getTime())}${change}</span></header><div class="markdown">${markdown(body)}</div></article>`;
}

/** Those of the head are what GitHub shows; Braid's earlier ones stay on the commit at which it was asked. */
function checksOf(repository: Repository, pull: PullRequest): Html {
  const jobs = new Set([...repository.runs.values()].flatMap(run => run.jobs.map(job => job.checkRunId)));
  const own = [...repository.checkRuns.values()].filter(({ id }) => !jobs.has(id));
  const shas = [pull.headSha, ...new Set(own.map(({ headSha }) => headSha))].filter(
    (sha, index, all) => all.indexOf(sha) === index,
  );
  const groups = shas.map(sha => {
    const checks = own.filter(({ headSha }) => headSha === sha);
    const where = sha === pull.headSha ? 'On the head,' : 'Before, on';
    const link = html`<a href="/${repository.fullName}/commit/${sha}"><code>${shortSha(sha)}</code></a>`;
    const rows = checks.map(check => checkRow(repository, check));
    return html`<section class="card"><header>${where} ${link}</header>${
      rows.length === 0 ? html`<p class="row soft">None yet.</p>` : rows
    }</section>`;
  });
  return html`${groups}`;
}

function checkRow({ fullName }: Repository, check: CheckRun): Html {
  return html`<a class="row" href="/${fullName}/runs/${check.id}">${badge(check)} <b>${check.name}</b> <span>${check.output.title ?? ''}</span><span class="soft end">${wordOf(check)}</span></a>`;
}
