/** Pull requests. */
import { z } from 'zod';
import { causeOf } from '../../changes/cause.ts';
import { openPull, setPullState } from '../../changes/pulls.ts';
import { mergeability } from '../../git/mergeability.ts';
import { invalid, json, notFound } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { fileShape } from '../../shapes/commit.ts';
import { pullShape } from '../../shapes/pull.ts';
import type { Shape } from '../../shapes/schema.ts';
import type { PullRequest } from '../../state/pull.ts';
import type { Repository } from '../../state/repository.ts';
import { findRepository } from '../../state/world.ts';
import { forRepository, reads, writes } from '../route.ts';

const NewPull = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().default(false),
});
const ChangedPull = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
});

export const pullRoutes: readonly Route[] = [
  forRepository('GET', '/pulls', reads('pull_requests'), list),
  forRepository('POST', '/pulls', writes('read', 'pull_requests'), create),
  forRepository('GET', '/pulls/:number', reads('pull_requests'), async (call, repository) =>
    json(await fullPull(call, repository, existingPull(call, repository))),
  ),
  forRepository('PATCH', '/pulls/:number', writes('write', 'pull_requests'), async (call, repository) => {
    const pull = existingPull(call, repository);
    const { title, body, state } = call.read(ChangedPull);
    pull.title = title ?? pull.title;
    if (body !== undefined) pull.body = body;
    if (state !== undefined)
      await setPullState(call.world, repository, pull, { state, by: causeOf(call.identity) });
    return json(await fullPull(call, repository, pull));
  }),
  forRepository('GET', '/pulls/:number/files', reads('pull_requests'), async (call, repository) => {
    const pull = existingPull(call, repository);
    const base = await repository.git.commit(`refs/heads/${pull.base}`);
    const from = base === null ? null : await repository.git.history.mergeBase(base, pull.headSha);
    const files = from === null ? [] : await repository.git.history.changes(from, pull.headSha);
    return call.page(files, file => fileShape(call.world, repository, file));
  }),
];

export function existingPull(call: Call, repository: Repository): PullRequest {
  const pull = repository.pulls.get(call.number('number'));
  if (pull === undefined) throw notFound();
  return pull;
}

async function list(call: Call, repository: Repository) {
  const state = call.query('state') ?? 'open';
  const head = call.query('head');
  const base = call.query('base');
  const pulls = [...repository.pulls.values()]
    .filter(pull => state === 'all' || pull.state === state)
    .filter(pull => head === null || head === `${pull.head.repository.owner.login}:${pull.head.branch}`)
    .filter(pull => base === null || base === pull.base)
    .toReversed();
  const bases = new Map<string, string | null>();
  for (const { base: name } of pulls)
    if (!bases.has(name)) bases.set(name, await repository.git.commit(`refs/heads/${name}`));
  return call.page(pulls, pull => pullShape(call.world, repository, pull, bases.get(pull.base) ?? null));
}

async function create(call: Call, repository: Repository) {
  const wanted = call.read(NewPull);
  const [branch = '', owner = repository.owner.login] = wanted.head.split(':').toReversed();
  const head =
    owner === repository.owner.login ? repository : findRepository(call.world, `${owner}/${repository.name}`);
  const headSha = (await head?.git.commit(`refs/heads/${branch}`)) ?? null;
  if (head === null || headSha === null) throw invalid('PullRequest', 'head', 'is invalid');
  const baseSha = await repository.git.commit(`refs/heads/${wanted.base}`);
  if (baseSha === null) throw invalid('PullRequest', 'base', 'is invalid');
  const open = [...repository.pulls.values()].find(
    pull =>
      pull.state === 'open' &&
      pull.head.repository === head &&
      pull.head.branch === branch &&
      pull.base === wanted.base,
  );
  if (open !== undefined)
    throw invalid('PullRequest', 'head', `A pull request already exists for ${owner}:${branch}.`);
  if (head === repository && (await repository.git.history.isAncestor(headSha, baseSha)))
    throw invalid('PullRequest', 'head', `No commits between ${wanted.base} and ${branch}`);
  const pull = await openPull(
    call.world,
    repository,
    { ...wanted, head: { repository: head, branch }, body: wanted.body ?? null },
    causeOf(call.identity),
  );
  return json(await fullPull(call, repository, pull), 201);
}

/** `mergeable` is null for the first who asks after a change: that means not known yet. */
async function fullPull(
  call: Call,
  repository: Repository,
  pull: PullRequest,
): Promise<Shape<'pull-request'>> {
  const baseSha = await repository.git.commit(`refs/heads/${pull.base}`);
  const shape = pullShape(call.world, repository, pull, baseSha);
  if (pull.state === 'closed') return { ...shape, mergeable: null, mergeable_state: 'unknown' };
  const found = await mergeability(repository, pull);
  const told = found?.told ?? false;
  if (found !== null) found.told = true;
  const mergeable = told && found !== null ? found.commit !== null : null;
  return {
    ...shape,
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
  };
}
