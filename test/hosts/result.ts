/** What a run left in a repository, whoever drove it. */
import { execa } from 'execa';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { openRepository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { reportJson } from '../../shared/report/json.ts';
import { summarize } from '../../shared/report/summary.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Report } from '../cli/rig.ts';
import { CONFIG_FILE, PLAN_FILE } from './scenario.ts';
import type { Outcome } from './told.ts';

/** They name places of their host, or are only on one. */
const OWN: readonly string[] = [CONFIG_FILE, PLAN_FILE, '.github/workflows/braid.yml'];

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return (await execa('git', args, { cwd: folder })).stdout;
}

/** From the journal, as the command line prints it. */
export async function reportIn(folder: string): Promise<Report> {
  const name = await git(folder, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/braid/');
  const repository = await openRepository(folder, process.env);
  const { events } = await openGitJournal(repository, name as RunId).read();
  const state = replay(events);
  if (state === null) throw new Error(`there is no run in ${folder}`);
  return JSON.parse(JSON.stringify(reportJson(summarize(state, state.finishedAt ?? Date.now())))) as Report;
}

/** `target`: the branch that the run was asked on. */
export async function outcomeIn(
  folder: string,
  { reports, target }: { readonly reports: readonly Report[]; readonly target: string },
): Promise<Outcome> {
  const run = reports.at(-1)?.run;
  const result = run?.landed ?? run?.integration ?? null;
  const isMerged = result !== null && result !== run?.base;
  const at = run?.landed == null ? 'integration' : run.target === target ? 'target' : run.target;
  const listing = result === null ? '' : await git(folder, 'ls-tree', '-r', result);
  const blobs = listing.split('\n').flatMap(line => {
    const [blob, path] = line.split('\t');
    return path === undefined || OWN.includes(path) ? [] : [[path, blob ?? ''] as const];
  });
  const tree = Object.fromEntries(blobs);
  const read = (path: string) => readAt(folder, `${result}:${path}`);
  const readOf = (task: string, path: string) =>
    readAt(folder, `refs/heads/braid/${run?.id}/${task}:${path}`);
  if (isMerged && at !== 'integration') await expectLanded(folder, run?.target ?? '', result);
  return { reports, tree, read, readOf, at: isMerged ? at : null };
}

/** What the report says is what the repository has. */
async function expectLanded(folder: string, branch: string, commit: string): Promise<void> {
  const tip = await git(folder, 'rev-parse', `refs/heads/${branch}`);
  if (tip !== commit) throw new Error(`the report says that ${branch} is at ${commit}, it is at ${tip}`);
}

/** `place`: a commit and a path. Null: there is no such file. */
async function readAt(folder: string, place: string): Promise<string | null> {
  const shown = await execa('git', ['show', place], { cwd: folder, reject: false, stripFinalNewline: false });
  return shown.exitCode === 0 ? shown.stdout : null;
}
