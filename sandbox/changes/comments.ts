/** Comments on pull requests. */
import { commentShape } from '../shapes/comment.ts';
import { issueShape } from '../shapes/pull.ts';
import type { Cause } from '../state/happening.ts';
import type { Comment, PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

export interface CommentText {
  readonly body: string;
  readonly viaApp: number | null;
  readonly by: Cause;
}

export function addComment(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { body, viaApp, by }: CommentText,
): Comment {
  const comment: Comment = {
    id: world.nextId(),
    number: pull.number,
    author: by.account,
    viaApp,
    createdAt: world.now(),
    updatedAt: world.now(),
    body,
    reactions: [],
  };
  repository.comments.set(comment.id, comment);
  commentHappened(world, repository, comment, { action: 'created', by });
  return comment;
}

export function editComment(
  world: World,
  repository: Repository,
  comment: Comment,
  { body, by }: { body: string; by: Cause },
): void {
  const before = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  commentHappened(world, repository, comment, {
    action: 'edited',
    by,
    more: { changes: { body: { from: before } } },
  });
}

export function deleteComment(world: World, repository: Repository, comment: Comment, by: Cause): void {
  repository.comments.delete(comment.id);
  commentHappened(world, repository, comment, { action: 'deleted', by });
}

function commentHappened(
  world: World,
  repository: Repository,
  comment: Comment,
  { action, by, more = {} }: { action: string; by: Cause; more?: Readonly<Record<string, unknown>> },
): void {
  const pull = repository.pulls.get(comment.number) ?? null;
  if (pull === null) return;
  world.announce({
    name: 'issue_comment',
    action,
    repository,
    payload: {
      issue: issueShape(world, repository, pull),
      comment: commentShape(world, repository, comment),
      ...more,
    },
    by,
    onlyTo: null,
    pushed: null,
    // A comment event carries no head: its workflows run on the default branch.
    pull: null,
  });
}
