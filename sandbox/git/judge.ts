/** Whether a ref may be moved: what GitHub refuses, in its words. The same for a push and for the REST calls. */
import { isGood } from '../state/check.ts';
import type { Identity } from '../state/identity.ts';
import type { Protection } from '../state/protection.ts';
import type { Repository } from '../state/repository.ts';
import type { RefCommand } from './packet.ts';

export interface Refusal {
  readonly ref: string;
  /** As git prints it in brackets: `! [remote rejected] main -> main (…)`. */
  readonly reason: string;
  /** For the person, without `remote: `; empty where the reason says it all. */
  readonly lines: readonly string[];
  /** `permission` is a 403 over REST, `rule` a 422. */
  readonly kind: 'permission' | 'rule';
}

const WORKFLOWS = '.github/workflows';

/** What is refused of a push, in its order. */
export async function judge(
  repository: Repository,
  identity: Identity,
  commands: readonly RefCommand[],
): Promise<readonly Refusal[]> {
  // Mostly none is touched, which one question tells of all refs.
  const touched = await newWorkflow(repository, identity, commands);
  const refusals: Refusal[] = [];
  for (const command of commands) {
    const workflow = touched === null ? null : await newWorkflow(repository, identity, [command]);
    const refusal = await judgeOne(repository, identity, command, workflow);
    if (refusal !== null) refusals.push(refusal);
  }
  return refusals;
}

async function judgeOne(
  repository: Repository,
  identity: Identity,
  command: RefCommand,
  workflow: string | null,
): Promise<Refusal | null> {
  if (command.ref.startsWith('refs/pull/'))
    return { ref: command.ref, reason: 'deny updating a hidden ref', lines: [], kind: 'rule' };
  if (workflow !== null) {
    const reason = `refusing to allow a GitHub App to create or update workflow \`${workflow}\` without \`workflows\` permission`;
    return { ref: command.ref, reason, lines: [], kind: 'permission' };
  }
  const branch = /^refs\/heads\/(.*)$/.exec(command.ref)?.[1];
  const protection = branch === undefined ? undefined : repository.protections.get(branch);
  if (protection === undefined) return null;
  const broken = await brokenRules(repository, identity, command, protection);
  if (broken.length === 0) return null;
  return {
    ref: command.ref,
    reason: 'protected branch hook declined',
    lines: [
      `error: GH006: Protected branch update failed for ${command.ref}.`,
      ...broken.map(rule => `error: ${rule}`),
    ],
    kind: 'rule',
  };
}

/** The first workflow file that a new commit of these touches, where the identity may not do that. */
async function newWorkflow(
  repository: Repository,
  identity: Identity,
  commands: readonly RefCommand[],
): Promise<string | null> {
  const added = commands.flatMap(({ to }) => to ?? []);
  if (added.length === 0 || !(identity.kind === 'job' || identity.kind === 'installation')) return null;
  // A job's token never has it, whatever its workflow file says.
  if (identity.kind === 'installation' && identity.grants.workflows === 'write') return null;
  const options = ['log', '--format=', '--name-only', '--diff-merges=first-parent', '--root', '-z'];
  const touched = await repository.git.git.run([...options, ...added, '--not', '--all', '--', WORKFLOWS]);
  return (
    touched
      .split('\0')
      .find(path => path !== '')
      ?.trim() ?? null
  );
}

async function brokenRules(
  repository: Repository,
  identity: Identity,
  { from, to }: RefCommand,
  protection: Protection,
): Promise<readonly string[]> {
  if (to === null) return ['Cannot delete this branch'];
  const { git } = repository;
  if (from !== null && !(await git.history.isAncestor(from, to))) return ['Cannot force-push to this branch'];
  const broken: string[] = [];
  const { pushers } = protection;
  const login = 'account' in identity ? identity.account.login : '';
  if (pushers !== null && !pushers.includes(login))
    broken.push("You're not authorized to push to this branch.");
  for (const name of protection.requiredChecks) {
    const runs = [...repository.checkRuns.values()].filter(run => run.headSha === to && run.name === name);
    const latest = runs.at(-1);
    if (latest === undefined || !isGood(latest)) broken.push(`Required status check "${name}" is expected.`);
  }
  if (protection.linearHistory && (await hasMerge(repository, from, to)))
    broken.push('This branch must not contain merge commits.');
  return broken;
}

async function hasMerge({ git }: Repository, from: string | null, to: string): Promise<boolean> {
  const range = from === null ? [to] : [to, `^${from}`];
  return (await git.git.run(['rev-list', '--merges', '--max-count=1', ...range])).trim() !== '';
}
