/** Commits, comparisons and files. */
import { json, notFound } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { commitShape, fileShape } from '../../shapes/commit.ts';
import { repositoryUrl } from '../../shapes/repository.ts';
import type { Shape } from '../../shapes/schema.ts';
import type { Repository } from '../../state/repository.ts';
import { findRepository, type World } from '../../state/world.ts';
import { forRepository, reads } from '../route.ts';

/** GitHub compares at most this many commits and files at once. */
const COMPARED = 250;

export const commitRoutes: readonly Route[] = [
  forRepository('GET', '/commits', reads('contents'), async (call, repository) => {
    const sha = await existingCommit(repository, call.query('sha') ?? repository.defaultBranch);
    const commits = await repository.git.history.commits([sha], 1000);
    return call.page(commits, commit => commitShape(call.world, repository, commit));
  }),
  forRepository('GET', '/commits/:ref', reads('contents'), async (call, repository) => {
    const sha = await existingCommit(repository, call.text('ref'));
    const [commit] = await repository.git.history.commits([sha], 1);
    if (commit === undefined) throw notFound();
    const [parent] = commit.parents;
    const files = parent === undefined ? [] : await repository.git.history.changes(parent, sha);
    return json({
      ...commitShape(call.world, repository, commit),
      files: files.map(file => fileShape(call.world, repository, file)),
    });
  }),
  forRepository('GET', '/compare/*', reads('contents'), async (call, repository) => {
    const [base = '', head = ''] = call.text('*').split('...');
    const from = await existingCommit(repository, base);
    const to = await existingCommit(await sideOf(call.world, repository, head), head.replace(/^.*:/, ''));
    return json(await compare(call.world, repository, from, to));
  }),
  forRepository('GET', '/contents/*', reads('contents'), contents),
];

/** A branch, a tag, `heads/main` or an id. */
export async function existingCommit({ git }: Repository, name: string): Promise<string> {
  const short = name.replace(/^refs\//, '');
  for (const candidate of [`refs/heads/${short}`, `refs/tags/${short}`, `refs/${short}`, short]) {
    const sha = await git.commit(candidate);
    if (sha !== null) return sha;
  }
  throw notFound();
}

/** `owner:branch` is the branch of that owner's fork. */
async function sideOf(world: World, repository: Repository, name: string): Promise<Repository> {
  const owner = /^([^:]+):/.exec(name)?.[1];
  if (owner === undefined || owner === repository.owner.login) return repository;
  const fork = findRepository(world, `${owner}/${repository.name}`);
  if (fork === null) throw notFound();
  // So that both sides can be compared in one place; nothing points at what is fetched.
  await repository.git.git.run([
    'fetch',
    '--quiet',
    '--no-write-fetch-head',
    fork.git.directory,
    name.replace(/^.*:/, ''),
  ]);
  return fork;
}

async function compare(
  world: World,
  repository: Repository,
  from: string,
  to: string,
): Promise<Shape<'commit-comparison'>> {
  const { git } = repository;
  const base = await git.history.mergeBase(from, to);
  if (base === null) throw notFound();
  const ahead = await git.history.commits([`${from}..${to}`], COMPARED);
  const behind = await git.history.commits([`${to}..${from}`], COMPARED);
  const files = await git.history.changes(base, to);
  const [mergeBase] = await git.history.commits([base], 1);
  return {
    status:
      ahead.length === 0
        ? behind.length === 0
          ? 'identical'
          : 'behind'
        : behind.length === 0
          ? 'ahead'
          : 'diverged',
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.toReversed().map(commit => commitShape(world, repository, commit)),
    files: files.slice(0, COMPARED).map(file => fileShape(world, repository, file)),
    ...(mergeBase === undefined ? {} : { merge_base_commit: commitShape(world, repository, mergeBase) }),
  };
}

async function contents(call: Call, repository: Repository) {
  const path = call.text('*');
  const ref = await existingCommit(repository, call.query('ref') ?? repository.defaultBranch);
  const bytes = await repository.git.bytes(ref, path);
  if (bytes === null) throw notFound();
  const sha = (await repository.git.object(`${ref}:${path}`)) ?? '';
  const answer: Shape<'content-file'> = {
    type: 'file',
    name: path.replace(/^.*\//, ''),
    path,
    sha,
    size: bytes.byteLength,
    encoding: 'base64',
    content: Buffer.from(bytes).toString('base64'),
    url: `${repositoryUrl(call.world, repository)}/contents/${encodeURI(path)}`,
  };
  return json(answer);
}
