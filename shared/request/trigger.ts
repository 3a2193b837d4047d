/**
 * What an event of GitHub's asks for, on every host. Nothing of them is believed beyond
 * their shape: who may ask is GitHub's to say, and texts are data.
 */
import { z } from 'zod';
import type { Sha } from '../plan/plan.ts';
import { type Command, parseComment } from './command.ts';

export type Trigger =
  | AskedByLabel
  | AskedByComment
  | AskedByDispatch
  | AskedOnTag
  | AskedByRequest
  | AskedByClosing
  | {
      readonly kind: 'push';
      readonly actor: string;
      readonly before: Sha | null;
      readonly after: Sha;
      readonly branch: string;
    }
  | { readonly kind: 'schedule' }
  /** Not for Braid. */
  | { readonly kind: 'ignored'; readonly reason: string };

/** When somebody asked, by GitHub's clock, in milliseconds since 1970: a webhook may come days later. Null: it does not say. */
export type AskedAt = number | null;

export interface AskedByLabel {
  readonly kind: 'label';
  readonly actor: string;
  readonly label: string;
  readonly pullRequest: number;
  /** The head when the label was set: what came later is not read. */
  readonly commit: Sha;
  readonly askedAt: AskedAt;
}

export interface AskedByComment {
  readonly kind: 'comment';
  readonly actor: string;
  readonly pullRequest: number;
  readonly comment: number;
  readonly command: Command;
  readonly askedAt: AskedAt;
}

export interface AskedByDispatch {
  readonly kind: 'dispatch';
  readonly actor: string;
  readonly branch: string;
  readonly commit: Sha;
  /** Null: the usual one. */
  readonly planFile: string | null;
  readonly command: Command;
  /** Of a command about a run that exists. */
  readonly run: string | null;
}

/** A dispatch on a tag, which has nothing that a result could be brought to. */
export interface AskedOnTag {
  readonly kind: 'tag';
  readonly actor: string;
  readonly tag: string;
  readonly commit: Sha;
}

/** A button, or a call of Braid's own API. */
export interface AskedByRequest {
  readonly kind: 'request';
  readonly actor: string;
  readonly pullRequest: number;
  readonly command: Command;
  /** Null: the usual one. */
  readonly planFile: string | null;
  /** Of a command about a run that exists. */
  readonly run: string | null;
}

/** A pull request was closed or merged. */
export interface AskedByClosing {
  readonly kind: 'closing';
  readonly actor: string;
  readonly pullRequest: number;
  readonly askedAt: AskedAt;
}

export interface Occurrence {
  /** `GITHUB_EVENT_NAME` */
  readonly name: string;
  readonly payload: unknown;
  /** `refs/heads/main` */
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
}

const sha = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/)
  .transform(value => value as Sha);
const sender = z.object({ login: z.string() });
/** What was asked is done without it. */
const time = z.iso
  .datetime({ offset: true })
  .transform(text => Date.parse(text))
  .nullable()
  .catch(null);

const ofPullRequest = z.object({
  action: z.string(),
  label: z.object({ name: z.string() }).optional(),
  number: z.number().int().positive(),
  pull_request: z.object({ head: z.object({ sha }), updated_at: time }),
  sender,
});

const commented = z.object({
  action: z.string(),
  comment: z.object({ id: z.number(), body: z.string(), created_at: time }),
  issue: z.object({ number: z.number().int().positive(), pull_request: z.unknown().optional() }),
  sender,
});

const pushed = z.object({
  before: z.string(),
  after: z.string(),
  deleted: z.boolean().optional(),
  sender,
});

const dispatched = z.object({
  inputs: z.record(z.string(), z.unknown()).nullish(),
  sender,
});

/** Throws where the payload is not of the event's shape: then it is not GitHub that sent it. */
export function readTrigger(occurrence: Occurrence): Trigger {
  const { name, payload } = occurrence;
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return byPullRequest(ofPullRequest.parse(payload));
    case 'issue_comment':
      return byComment(commented.parse(payload));
    case 'workflow_dispatch':
      return byDispatch(occurrence, dispatched.parse(payload));
    case 'push':
      return byPush(occurrence, pushed.parse(payload));
    case 'schedule':
      return { kind: 'schedule' };
    default:
      return ignored(`Braid does nothing at the event \`${name}\``);
  }
}

function byPullRequest({
  action,
  label,
  number,
  pull_request,
  sender,
}: z.infer<typeof ofPullRequest>): Trigger {
  const { head, updated_at: askedAt } = pull_request;
  const asked = { actor: sender.login, pullRequest: number, askedAt };
  if (action === 'closed') return { kind: 'closing', ...asked };
  if (action !== 'labeled' || label === undefined) return ignored('no label was set');
  return { kind: 'label', ...asked, label: label.name, commit: head.sha };
}

function byComment({ action, comment, issue, sender }: z.infer<typeof commented>): Trigger {
  if (action !== 'created') return ignored('the comment is not new');
  if (issue.pull_request == null) return ignored('the comment is not on a pull request');
  const command = parseComment(comment.body);
  if (command === null) return ignored('the comment is not for Braid');
  return {
    kind: 'comment',
    actor: sender.login,
    pullRequest: issue.number,
    comment: comment.id,
    command,
    askedAt: comment.created_at,
  };
}

function byDispatch(
  { ref, sha: commit }: Occurrence,
  { inputs, sender }: z.infer<typeof dispatched>,
): Trigger {
  const input = (name: string) => {
    const value = inputs?.[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) {
    const tag = ref.replace(/^refs\/tags\//, '');
    return { kind: 'tag', actor: sender.login, tag, commit: sha.parse(commit) };
  }
  const said = input('command') ?? 'run';
  return {
    kind: 'dispatch',
    actor: sender.login,
    branch,
    commit: sha.parse(commit),
    planFile: input('plan'),
    command: parseComment(`/braid ${said}`) ?? { kind: 'unknown', said },
    run: input('run'),
  };
}

function byPush({ ref }: Occurrence, { before, after, deleted, sender }: z.infer<typeof pushed>): Trigger {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined || deleted) return ignored('no branch was pushed');
  if (branch.startsWith('braid/')) return ignored('the branch is one of Braid’s own');
  const from = /^0+$/.test(before) ? null : sha.parse(before);
  return { kind: 'push', actor: sender.login, before: from, after: sha.parse(after), branch };
}

function ignored(reason: string): Trigger {
  return { kind: 'ignored', reason };
}
