/**
 * Workflow runs whose jobs are played in this process: each task's commit is made on its base and handed over as the action hands it
 * over, as an artifact with a bundle and a result. No agent, no step and no process of a runner is started.
 */
import { readFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { RunnerHost, RunReport, RunRequest } from '../../sandbox/runner/host.ts';
import { repositoryOf, type World } from '../../sandbox/state/world.ts';
import { workflowRunner } from '../../sandbox/workflow-runner.ts';
import type { Runner } from '../../sandbox/workflows/runner.ts';
import { type Git, sealedGit } from '../../shared/io/git.ts';
import { BUNDLE_FILE, RESULT_FILE } from '../../shared/io/handover/arrivals.ts';
import { artifactName } from '../../shared/io/handover/from-jobs.ts';
import { attemptText } from '../../shared/io/handover/handed-over.ts';
import { isDispatch, parseMatrix } from '../../shared/io/handover/hop.ts';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { attemptRef } from '../../shared/io/journal/run-refs.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import { openRepository } from '../../shared/io/repository.ts';
import { parseRunName } from '../../shared/request/run-name.ts';
import type { DispatchEffect } from '../../shared/run/effect.ts';
import type { Started } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';

/** `world`: of the embedded GitHub, which is there when the first workflow run is. */
export function lightRunner(world: () => World): Runner {
  return {
    ...workflowRunner(),
    startWorkflow: (request, host) => ({
      done: play(world(), request, host),
      cancel: () => {},
      kill: () => {},
    }),
  };
}

interface Played {
  readonly state: Started;
  readonly git: Git;
  readonly folder: string;
}

async function play(world: World, request: RunRequest, host: RunnerHost): Promise<RunReport> {
  const { repository, inputs, runId, runAttempt } = request;
  const { directory: bare } = repositoryOf(world, repository).git;
  const run = parseRunName(inputs.run ?? '');
  if (run === null) throw new Error('expected the name of a run');
  const state = replay((await openGitJournal(await openRepository(bare), run).read()).events);
  if (state === null) throw new Error(`expected the journal of ${run} in ${repository}`);
  const entries = parseMatrix(inputs.matrix ?? '') ?? [];
  const effects = wantedEffects(state)
    .filter(isDispatch)
    .filter(({ task, attempt }) => entries.some(each => each.task === task && each.attempt === attempt));
  const folder = await mkdtemp(join(tmpdir(), 'braid-light-'));
  try {
    const git = sealedGit(folder, folder, { GIT_DIR: folder });
    await git.run(['init', '--bare', '--quiet']);
    await appendFile(join(folder, 'objects/info/alternates'), `${join(bare, 'objects')}\n`);
    const played = { state, git, folder };
    await commitAll(played, effects);
    for (const effect of effects)
      await host.putArtifact(
        ...([repository, runId, artifactName({ run, ...effect }, runAttempt)] as const),
        await handedOver(played, effect),
      );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { conclusion: 'success', jobs: [], problems: [] };
}

/** A file for each task, which is all of its work. */
async function commitAll({ state, git }: Played, effects: readonly DispatchEffect[]): Promise<void> {
  const commits = effects.map(({ task, attempt, base }) => {
    const ref = attemptRef(state.run, task, attempt);
    const who = `committer Braid <braid@example.invalid> ${Math.floor(Date.now() / 1000)} +0000`;
    const file = `M 100644 inline work/${task}.txt\n${data(`${task}\n`.repeat(40))}`;
    return `commit ${ref}\n${who}\n${data(`Do ${task}`)}\nfrom ${base.commit}\n${file}\n`;
  });
  await git.run(['fast-import', '--quiet'], { input: commits.join('\n') });
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

async function handedOver({ state, git, folder }: Played, effect: DispatchEffect): Promise<Uint8Array> {
  const { task, attempt, base } = effect;
  const { run } = state;
  const ref = attemptRef(run, task, attempt);
  const bundle = join(folder, `${task}.bundle`);
  await git.run(['bundle', 'create', '--quiet', '--version=2', bundle, ref, `^${base.commit}`]);
  const commit = (await readFile(join(folder, ref), 'utf8')).trim();
  const at = Date.now();
  const evidence = {
    ...notBegun({ kind: 'exited', code: 0 }),
    commit: commit as DispatchEffect['base']['commit'],
  };
  const result = attemptText({ run, task, attempt, startedAt: at, endedAt: at, evidence });
  return zipSync({ [RESULT_FILE]: Buffer.from(result), [BUNDLE_FILE]: readFileSync(bundle) });
}
