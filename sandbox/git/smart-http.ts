/** Git over HTTP: who may fetch and push, what a push must not do, and what follows from it. */
import { execa } from 'execa';
import { causeOf } from '../changes/cause.ts';
import { refMoved } from '../changes/refs.ts';
import { mayRead, refusalFor } from '../http/access.ts';
import type { Identity } from '../state/identity.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { type BackendAnswer, runBackend } from './http-backend.ts';
import { judge, type Refusal } from './judge.ts';
import { type PushRequest, readPush, writeRefusal } from './packet.ts';

export interface GitRequest {
  readonly method: string;
  /** `/info/refs`, `/git-upload-pack`, `/git-receive-pack`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly protocol: string | undefined;
  /** Unpacked, where it came compressed. */
  readonly body: Buffer;
}

/** `owner/name` and the rest of a path that belongs to git; null: it does not. */
export function gitPath(path: string): { repository: string; rest: string } | null {
  const found = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/.exec(path);
  const [, repository, rest] = found ?? [];
  return repository === undefined || rest === undefined ? null : { repository, rest };
}

export async function serveGit(
  world: World,
  name: string,
  identity: Identity,
  request: GitRequest,
): Promise<BackendAnswer> {
  const repository = world.repositories.get(name.toLowerCase());
  const pushes = request.path === '/git-receive-pack' || request.query.get('service') === 'git-receive-pack';
  if (identity.kind === 'anonymous' && (pushes || repository === undefined || repository.private))
    return {
      ...plain(401, 'Authentication required'),
      headers: { 'www-authenticate': 'Basic realm="GitHub"' },
    };
  if (repository === undefined || !mayFetch(identity, repository)) return plain(404, 'Repository not found.');
  const refused = pushes ? pushRefusal(identity, repository) : null;
  if (refused !== null) return plain(403, refused);
  if (request.path !== '/git-receive-pack') return backend(repository, identity, request);
  return receive(world, repository, identity, request);
}

function mayFetch(identity: Identity, repository: Repository): boolean {
  if (!mayRead(identity, repository)) return false;
  return (
    refusalFor(identity, repository, {
      kind: 'repository',
      grants: ['contents'],
      level: 'read',
      role: 'read',
    }) === null
  );
}

function pushRefusal(identity: Identity, repository: Repository): string | null {
  const login = 'account' in identity ? identity.account.login : 'anonymous';
  const needs = { kind: 'repository', grants: ['contents'], level: 'write', role: 'write' } as const;
  return refusalFor(identity, repository, needs) === null
    ? null
    : `Permission to ${repository.fullName}.git denied to ${login}.`;
}

async function receive(
  world: World,
  repository: Repository,
  identity: Identity,
  request: GitRequest,
): Promise<BackendAnswer> {
  const push = readPush(request.body);
  // The objects are kept even when the push is refused; nothing points at them.
  if (push.pack.length > 0) await keepObjects(repository, push.pack);
  const refusals = await judge(repository, identity, push.commands);
  if (refusals.length > 0) return refusePush(push, refusals);
  const answer = await backend(repository, identity, request);
  const refs = new Map((await repository.git.refs('refs/')).map(({ name, sha }) => [name, sha]));
  for (const command of push.commands)
    if ((refs.get(command.ref) ?? null) === command.to && command.from !== command.to)
      await refMoved(world, repository, command, causeOf(identity));
  return answer;
}

async function keepObjects({ git }: Repository, pack: Buffer): Promise<void> {
  await execa('git', ['unpack-objects', '-q'], {
    cwd: git.directory,
    env: git.environment,
    extendEnv: false,
    input: pack,
    reject: false,
  });
}

function refusePush(push: PushRequest, refusals: readonly Refusal[]): BackendAnswer {
  const reasons = new Map(refusals.map(refusal => [refusal.ref, refusal.reason]));
  const remote = refusals.flatMap(refusal => refusal.lines).map(line => `${line}\n`);
  return {
    status: 200,
    headers: { 'content-type': 'application/x-git-receive-pack-result', 'cache-control': 'no-cache' },
    body: writeRefusal(push, reasons, remote.join('')),
  };
}

async function backend(
  repository: Repository,
  identity: Identity,
  { method, path, query, contentType, protocol, body }: GitRequest,
): Promise<BackendAnswer> {
  const user = 'account' in identity ? identity.account.login : 'anonymous';
  return runBackend(repository.git, {
    method,
    path,
    query: query.toString(),
    contentType,
    protocol,
    body,
    user,
  });
}

function plain(status: number, text: string): BackendAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}
