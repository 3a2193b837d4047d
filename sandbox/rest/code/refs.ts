/** References and git's objects. */
import { z } from 'zod';
import { causeOf } from '../../changes/cause.ts';
import { refMoved } from '../../changes/refs.ts';
import { judge } from '../../git/judge.ts';
import type { RefCommand } from '../../git/packet.ts';
import { json, noContent, notFound, Refused } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { gitCommitShape, refShape } from '../../shapes/commit.ts';
import type { Repository } from '../../state/repository.ts';
import { forRepository, reads, writes } from '../route.ts';

const NewRef = z.object({ ref: z.string(), sha: z.string() });
const MovedRef = z.object({ sha: z.string(), force: z.boolean().default(false) });

export const refRoutes: readonly Route[] = [
  forRepository('GET', '/git/ref/*', reads('contents'), async (call, repository) => {
    const wanted = `refs/${call.text('*')}`;
    const ref = (await repository.git.refs(wanted)).find(({ name }) => name === wanted);
    if (ref === undefined) throw notFound();
    return json(refShape(call.world, repository, ref));
  }),
  forRepository('GET', '/git/matching-refs/*', reads('contents'), async (call, repository) => {
    const refs = await repository.git.refs(`refs/${call.text('*')}`);
    return call.page(refs, ref => refShape(call.world, repository, ref));
  }),
  forRepository('POST', '/git/refs', writes('write', 'contents'), createRef),
  forRepository('PATCH', '/git/refs/*', writes('write', 'contents'), updateRef),
  forRepository('DELETE', '/git/refs/*', writes('write', 'contents'), async (call, repository) => {
    const ref = `refs/${call.text('*')}`;
    const from = await existingRef(repository, ref);
    await allow(call, repository, { ref, from, to: null });
    await repository.git.deleteRef(ref);
    await refMoved(call.world, repository, { ref, from, to: null }, causeOf(call.identity));
    return noContent;
  }),
  forRepository('GET', '/git/commits/:sha', reads('contents'), async (call, repository) => {
    const sha = call.text('sha');
    const known = await repository.git.objectType(sha);
    const [commit] = known === 'commit' ? await repository.git.history.commits([sha], 1) : [];
    if (commit === undefined) throw notFound();
    return json(gitCommitShape(call.world, repository, commit));
  }),
];

async function createRef(call: Call, repository: Repository) {
  const { ref, sha } = call.read(NewRef);
  if (!/^refs\/[^/]+\/./.test(ref))
    throw new Refused(422, "Reference name must start with 'refs' and contain at least two slashes.");
  await mustExist(repository, sha);
  if ((await repository.git.ref(ref)) !== null) throw new Refused(422, 'Reference already exists');
  const command: RefCommand = { ref, from: null, to: sha };
  await allow(call, repository, command);
  return json(await move(call, repository, command), 201);
}

async function updateRef(call: Call, repository: Repository) {
  const ref = `refs/${call.text('*')}`;
  const { sha, force } = call.read(MovedRef);
  await mustExist(repository, sha);
  const from = await existingRef(repository, ref);
  if (!force && !(await repository.git.history.isAncestor(from, sha)))
    throw new Refused(422, 'Update is not a fast forward');
  const command: RefCommand = { ref, from, to: sha };
  await allow(call, repository, command);
  return json(await move(call, repository, command));
}

async function existingRef({ git }: Repository, name: string): Promise<string> {
  const sha = await git.ref(name);
  if (sha === null) throw new Refused(422, 'Reference does not exist');
  return sha;
}

async function mustExist({ git }: Repository, sha: string): Promise<void> {
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw new Refused(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  if ((await git.objectType(sha)) === null) throw new Refused(422, 'Object does not exist');
}

async function allow(call: Call, repository: Repository, command: RefCommand): Promise<void> {
  const [refusal] = await judge(repository, call.identity, [command]);
  if (refusal === undefined) return;
  if (refusal.kind === 'permission') throw new Refused(403, 'Resource not accessible by integration');
  throw new Refused(422, refusal.lines.at(-1)?.replace(/^error: /, '') ?? refusal.reason);
}

async function move(call: Call, repository: Repository, command: RefCommand) {
  const { ref, from, to } = command;
  if (to === null) throw new Error('A ref that is to be deleted is not moved');
  const moved = await repository.git.updateRef(ref, to, from);
  if (!moved)
    throw new Refused(422, from === null ? 'Reference already exists' : 'Reference cannot be updated');
  if (from !== to) await refMoved(call.world, repository, command, causeOf(call.identity));
  const type = (await repository.git.objectType(to)) ?? 'commit';
  return refShape(call.world, repository, { name: ref, sha: to, type });
}
