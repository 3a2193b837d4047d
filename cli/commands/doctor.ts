/** `braid doctor`: looks at all that a run needs, and says how to mend what is missing. Nothing is run and nothing is written. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import { listRuns } from '../../shared/io/journal/run-refs.ts';
import { CONFIG_FILE, PLAN_FILE } from '../../shared/io/load-plan.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { Config } from '../../shared/plan/config.ts';
import { type Diagnostic, hasErrors } from '../../shared/plan/diagnostic.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { type CheckUp, checkUpJson, checkUpText } from '../../shared/report/check-up.ts';
import { CommandProblem, EXIT } from '../exit-code.ts';
import { explanationOf } from '../explain.ts';
import { openRunIn, type RepoOption } from '../open.ts';
import {
  columnsOf,
  type OutputOptions,
  requireWritable,
  streams,
  wantsColour,
  writeJson,
} from '../output.ts';
import { findGround } from '../target.ts';
import { loadHere } from './run.ts';

/** So many of the newest runs are looked at. */
const RUNS = 10;

export async function doctorCommand(
  options: RepoOption & OutputOptions & { readonly config?: string },
): Promise<number> {
  requireWritable(options);
  const found = await examine(options);
  const { words } = streams(options);
  words.write(checkUpText(found, { width: columnsOf(words), colour: wantsColour(words) }));
  await writeJson(options, checkUpJson(found));
  return found.some(({ verdict }) => verdict === 'bad') ? EXIT.incomplete : EXIT.done;
}

async function examine({ repo, config }: RepoOption & { readonly config?: string }): Promise<CheckUp[]> {
  const node = good('Node', process.version);
  let repository: Repository;
  try {
    repository = await openRepository(repo);
  } catch (error) {
    const { message, hint } = explanationOf(error);
    return [node, bad('repository', message, hint)];
  }
  const { version } = await gitVersion(repository);
  const loaded = await loadHere(repository, join(repository.workTree ?? '', PLAN_FILE), config ?? null);
  const hasPlan = repository.workTree !== null && existsSync(join(repository.workTree, PLAN_FILE));
  const plan = hasPlan ? loaded.plan : null;
  return [
    node,
    good('git', version),
    good('repository', repository.workTree ?? repository.commonDir),
    good('task trees', repository.cache),
    ...configuration(loaded, {
      file: config ?? CONFIG_FILE,
      isThere: config !== undefined || existsSync(join(repository.workTree ?? '', CONFIG_FILE)),
    }),
    ...(hasPlan ? planned(loaded) : [note('plan', `there is no ${PLAN_FILE}`, '`braid init` writes one')]),
    ...(loaded.config === null ? [] : await ground(repository, loaded.config)),
    ...(loaded.config === null ? [] : verification(loaded.config)),
    ...(loaded.config === null ? [] : await backends(loaded.config, plan)),
    ...(await openRuns(repository)),
  ];
}

async function gitVersion({ porcelain }: Repository): Promise<{ readonly version: string }> {
  const { major, minor, patch } = await porcelain.version();
  return { version: [major, minor, patch].join('.') };
}

interface Loaded {
  readonly config: Config | null;
  readonly diagnostics: readonly Diagnostic[];
}

function configuration(
  { config, diagnostics }: Loaded,
  { file, isThere }: { readonly file: string; readonly isThere: boolean },
): CheckUp[] {
  const own = diagnostics.filter(each => each.file === file);
  if (config === null) return [bad('configuration', ...firstOf(own.length > 0 ? own : diagnostics))];
  return [good('configuration', isThere ? file : 'there is no file, so the defaults hold')];
}

function planned({ diagnostics }: Loaded): CheckUp[] {
  const wrong = diagnostics.filter(({ file }) => file.endsWith(PLAN_FILE));
  return hasErrors(wrong) ? [bad('plan', ...firstOf(wrong))] : [good('plan', PLAN_FILE)];
}

/** The first problem, and where all of them are told. */
function firstOf(diagnostics: readonly Diagnostic[]): [found: string, hint: string] {
  const [first] = diagnostics;
  const place = first === undefined ? '' : `${first.file}:${first.line}: ${first.message}`;
  return [place, `\`braid plan ${PLAN_FILE}\` shows every problem with its line`];
}

/** Where a run would start and land. */
async function ground(repository: Repository, config: Config): Promise<CheckUp[]> {
  try {
    const { target, remarks } = await findGround(repository, config);
    const lands =
      target.kind === 'branch'
        ? good('target', `results land on ${target.branch}`)
        : note('target', `results stay on a branch of the run: ${target.reason}`, null);
    return [
      lands,
      ...remarks.map(remark =>
        bad('work tree', remark, 'commit or stash them: results land on a clean tree'),
      ),
    ];
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    return [bad('target', error.message, error.hint)];
  }
}

function verification({ merge }: Config): CheckUp[] {
  if (merge.verify.length > 0) return [good('verification', merge.verify.join(', then '))];
  const hint = 'name your tests as `merge.verify`, such as [npm ci, npm test]';
  return [note('verification', 'none is configured: results land unverified', hint)];
}

/** Those that a task may go to; one that is only a fallback is worth a note. */
async function backends({ routing, merge, backends: known }: Config, plan: Plan | null): Promise<CheckUp[]> {
  const own = plan?.tasks.flatMap(({ backend }) => backend ?? []) ?? [];
  const isDefaultUsed = plan === null || plan.tasks.some(({ backend }) => backend === null);
  const ruled = routing.enabled ? routing.rules.flatMap(({ backend }) => backend ?? []) : [];
  const needed = new Set([
    ...(isDefaultUsed ? [routing.defaultBackend] : []),
    ...ruled,
    ...own,
    ...(merge.resolver ?? []),
  ]);
  const spare = routing.fallback.filter(name => !needed.has(name));
  return Promise.all(
    [...needed, ...spare].map(async (name): Promise<CheckUp> => {
      const config = known[name];
      if (config === undefined)
        return bad(`backend ${name}`, 'it is not declared', 'declare it under `backends:`');
      const health = await makeBackend(name, config).health();
      if (health.kind === 'usable') {
        return good(`backend ${name}`, [config.kind, health.version].filter(text => text !== null).join(' '));
      }
      const { reason, hint } = health;
      return needed.has(name) ? bad(`backend ${name}`, reason, hint) : note(`backend ${name}`, reason, hint);
    }),
  );
}

async function openRuns(repository: Repository): Promise<CheckUp[]> {
  const runs = (await listRuns(repository)).slice(0, RUNS);
  const states = await Promise.all(runs.map(async run => (await openRunIn(repository, run)).state));
  return states
    .filter(({ finishedAt }) => finishedAt === null)
    .map(({ run }) =>
      note(`run ${run}`, 'it is not finished', `\`braid status ${run}\` shows how it stands`),
    );
}

function good(what: string, found: string): CheckUp {
  return { what, verdict: 'good', found, hint: null };
}

function bad(what: string, found: string, hint: string | null): CheckUp {
  return { what, verdict: 'bad', found, hint };
}

function note(what: string, found: string, hint: string | null): CheckUp {
  return { what, verdict: 'note', found, hint };
}
