/** Who asks, and may they: found out before anything else is said, so that a stranger learns nothing. */
import type { IncomingMessage } from 'node:http';
import { parseRunName } from '../../shared/request/run-name.ts';
import type { Operation, Parameters } from './operations.ts';
import type { Access, Permission, Person, RecordedRun, Repository, Runs } from './ports.ts';
import { BAD_TOKEN, NO_TOKEN, noRepository, noRun, type Problem } from './problems.ts';

export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly person: Person; readonly token: string };

type Found<Value> = { readonly kind: 'found'; readonly value: Value };
type Refused = { readonly kind: 'refused'; readonly problem: Problem };
export type Outcome<Value> = Found<Value> | Refused;

/** A token that is not good is refused whatever it is used for: otherwise it would tell what exists. */
export async function callerOf(
  request: IncomingMessage,
  access: Access,
  { needs, from }: { readonly needs: 'read' | 'write'; readonly from: string },
): Promise<Outcome<Caller>> {
  const { authorization } = request.headers;
  if (authorization === undefined)
    return needs === 'read' ? found({ kind: 'anonymous' }) : { kind: 'refused', problem: NO_TOKEN };
  const [, token] = /^(?:bearer|token) ([\x21-\x7e]{1,1024})$/i.exec(authorization) ?? [];
  const person = token === undefined ? null : await access.holder(token, from);
  if (token === undefined || person === null) return { kind: 'refused', problem: BAD_TOKEN };
  return found({ kind: 'person', person, token });
}

/** What an operation is about. */
export type Subject =
  | { readonly kind: 'repository'; readonly repository: Repository }
  | { readonly kind: 'run'; readonly recorded: RecordedRun };

export async function subjectOf(
  { runs, access }: { readonly runs: Runs; readonly access: Access },
  {
    operation: { needs },
    parameters,
    caller,
    from,
  }: { operation: Operation; parameters: Parameters; caller: Caller; from: string },
): Promise<Outcome<Subject>> {
  const asked = needs === 'write' ? 'write' : 'read';
  if (parameters.run === undefined) {
    const name = `${parameters.owner ?? ''}/${parameters.repo ?? ''}`;
    const rules = { access, needs: asked, unknown: noRepository(name) } as const;
    const outcome = await admit(caller, await runs.repository(name, from), rules);
    return outcome.kind === 'refused'
      ? outcome
      : { kind: 'found', value: { kind: 'repository', repository: outcome.value } };
  }
  const recorded = await findRun(runs, parameters.run);
  const rules = { access, needs: asked, unknown: noRun(parameters.run) } as const;
  const outcome = await admit(caller, recorded?.repository ?? null, rules);
  if (outcome.kind === 'refused' || recorded === null)
    return outcome.kind === 'refused' ? outcome : { kind: 'refused', problem: noRun(parameters.run) };
  return { kind: 'found', value: { kind: 'run', recorded } };
}

/** Whether the run of a caller who was let in is theirs to see still: asked again without reading anything of it. */
export async function maySeeStill(
  { runs, access }: { readonly runs: Runs; readonly access: Access },
  caller: Caller,
  { run, repository }: RecordedRun,
): Promise<boolean> {
  const rules = { access, needs: 'read', unknown: noRun(run) } as const;
  return (await admit(caller, await runs.again(repository), rules)).kind === 'found';
}

/** `unknown` is the answer to whom the repository is none of their business, and where there is none. */
async function admit(
  caller: Caller,
  repository: Repository | null,
  { access, needs, unknown }: { readonly access: Access; readonly needs: 'read' | 'write'; unknown: Problem },
): Promise<Outcome<Repository>> {
  if (repository === null) return { kind: 'refused', problem: unknown };
  if (needs === 'read' && !repository.private) return found(repository);
  if (caller.kind === 'anonymous') return { kind: 'refused', problem: unknown };
  const permission = await access.byToken(caller.token, repository);
  if (permission === 'none' && repository.private) return { kind: 'refused', problem: unknown };
  if (needs === 'read' || permission === 'write') return found(repository);
  return { kind: 'refused', problem: notAllowed(caller.person, repository, permission) };
}

function notAllowed({ login }: Person, { fullName }: Repository, permission: Permission): Problem {
  return {
    status: 403,
    code: 'not-allowed',
    title: 'write permission is needed',
    detail: `With this token \`${login}\` has ${permission} permission in \`${fullName}\`. Braid starts, cancels and retries for people with write permission only.`,
    hint: 'Ask someone with write permission, or send a token that shows that it may write: a classic one with the scope `repo`, as `gh auth token` prints it, or one that you got by signing in to this App. Fine-grained ones, and those of other Apps, do not show it.',
  };
}

function found<Value>(value: Value): Found<Value> {
  return { kind: 'found', value };
}

async function findRun(runs: Runs, name: string): Promise<RecordedRun | null> {
  const run = parseRunName(name);
  return run === null ? null : runs.find(run);
}
