import type { Comment, Reaction } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { appShape } from './app.ts';
import { repositoryUrl } from './repository.ts';
import { instant, type Shape } from './schema.ts';

export function commentShape(world: World, repository: Repository, comment: Comment): Shape<'issue-comment'> {
  const url = repositoryUrl(world, repository);
  const app = comment.viaApp === null ? undefined : world.apps.get(comment.viaApp);
  const count = (content: Reaction['content']): number =>
    comment.reactions.filter(reaction => reaction.content === content).length;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    body: comment.body,
    user: accountShape(world, comment.author),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    author_association: 'CONTRIBUTOR',
    performed_via_github_app: app === undefined ? null : appShape(world, app),
    url: `${url}/issues/comments/${comment.id}`,
    issue_url: `${url}/issues/${comment.number}`,
    html_url: `${world.serverUrl}/${repository.fullName}/pull/${comment.number}#issuecomment-${comment.id}`,
    reactions: {
      total_count: comment.reactions.length,
      '+1': count('+1'),
      '-1': count('-1'),
      laugh: count('laugh'),
      confused: count('confused'),
      heart: count('heart'),
      hooray: count('hooray'),
      rocket: count('rocket'),
      eyes: count('eyes'),
    },
  };
}

export function reactionShape(world: World, reaction: Reaction): Shape<'reaction'> {
  return {
    id: reaction.id,
    content: reaction.content,
    user: accountShape(world, reaction.author),
    created_at: instant(reaction.createdAt),
  };
}
