/** Pull requests as issues: their comments, and reactions to those. */
import { z } from 'zod';
import { causeOf } from '../../changes/cause.ts';
import { addComment, deleteComment, editComment } from '../../changes/comments.ts';
import { json, noContent, notFound, Refused } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { commentShape, reactionShape } from '../../shapes/comment.ts';
import { issueShape } from '../../shapes/pull.ts';
import { atLeast } from '../../state/account.ts';
import { appOf } from '../../state/identity.ts';
import { type Comment, REACTIONS, type Reaction } from '../../state/pull.ts';
import { type Repository, roleOf } from '../../state/repository.ts';
import { forRepository, reads, writes } from '../route.ts';
import { existingPull } from './pulls.ts';

const Body = z.object({ body: z.string() });
const NewReaction = z.object({ content: z.enum(REACTIONS) });
/** Characters; GitHub's limit of a comment. */
const LONGEST_BODY = 65_536;
/** Whoever may read a repository may comment; an App needs one of the two. */
const READ = reads('issues', 'pull_requests');
const WRITE = writes('read', 'issues', 'pull_requests');

export const commentRoutes: readonly Route[] = [
  forRepository('GET', '/issues/:number', READ, (call, repository) =>
    json(issueShape(call.world, repository, existingPull(call, repository))),
  ),
  forRepository('GET', '/issues/:number/comments', READ, (call, repository) => {
    const { number } = existingPull(call, repository);
    const comments = [...repository.comments.values()].filter(comment => comment.number === number);
    return call.page(comments, comment => commentShape(call.world, repository, comment));
  }),
  forRepository('POST', '/issues/:number/comments', WRITE, (call, repository) => {
    const pull = existingPull(call, repository);
    const viaApp = appOf(call.identity)?.id ?? null;
    const comment = addComment(call.world, repository, pull, {
      body: readBody(call),
      viaApp,
      by: causeOf(call.identity),
    });
    return json(commentShape(call.world, repository, comment), 201);
  }),
  forRepository('GET', '/issues/comments/:id', READ, (call, repository) =>
    json(commentShape(call.world, repository, existingComment(call, repository))),
  ),
  forRepository('PATCH', '/issues/comments/:id', WRITE, (call, repository) => {
    const comment = existingComment(call, repository);
    mustBeAllowed(call, repository, comment);
    editComment(call.world, repository, comment, { body: readBody(call), by: causeOf(call.identity) });
    return json(commentShape(call.world, repository, comment));
  }),
  forRepository('DELETE', '/issues/comments/:id', WRITE, (call, repository) => {
    const comment = existingComment(call, repository);
    mustBeAllowed(call, repository, comment);
    deleteComment(call.world, repository, comment, causeOf(call.identity));
    return noContent;
  }),
  forRepository('POST', '/issues/comments/:id/reactions', WRITE, react),
];

function existingComment(call: Call, repository: Repository): Comment {
  const comment = repository.comments.get(call.number('id'));
  if (comment === undefined) throw notFound();
  return comment;
}

/** Another's comment is changed only by someone who may write. */
function mustBeAllowed({ identity }: Call, repository: Repository, comment: Comment): void {
  if (identity.kind !== 'user' || comment.author === identity.account) return;
  if (!atLeast(roleOf(repository, identity.account.login), 'write'))
    throw new Refused(403, 'Must have admin rights to Repository.');
}

function readBody(call: Call): string {
  const { body } = call.read(Body);
  if (body.trim() === '') throw refusedBody("can't be blank");
  if (body.length > LONGEST_BODY) throw refusedBody(`is too long (maximum is ${LONGEST_BODY} characters)`);
  return body;
}

function refusedBody(why: string): Refused {
  const message = `Body ${why}`;
  return new Refused(422, 'Validation Failed', {
    errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
  });
}

/** 200 where the same one is there already. */
function react(call: Call, repository: Repository) {
  const comment = existingComment(call, repository);
  const { content } = call.read(NewReaction);
  const { account } = causeOf(call.identity);
  const known = comment.reactions.find(
    reaction => reaction.author === account && reaction.content === content,
  );
  if (known !== undefined) return json(reactionShape(call.world, known));
  const reaction: Reaction = {
    id: call.world.nextId(),
    author: account,
    content,
    createdAt: call.world.now(),
  };
  comment.reactions.push(reaction);
  return json(reactionShape(call.world, reaction), 201);
}
