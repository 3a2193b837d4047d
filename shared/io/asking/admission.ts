/** Who may ask for what, as GitHub knows it: never inferred from a name. What is refused costs nothing. */
import type { Sha } from '../../plan/plan.ts';
import type { Refusal } from '../../report/github/refusal.ts';
import { type Command, parseLabel } from '../../request/command.ts';
import type {
  AskedByComment,
  AskedByDispatch,
  AskedByLabel,
  AskedByRequest,
  Trigger,
} from '../../request/trigger.ts';

export interface PullRequestSight {
  readonly state: 'open' | 'closed' | 'merged';
  readonly head: { readonly sha: Sha; readonly branch: string; readonly repository: string | null };
  readonly base: { readonly branch: string };
  readonly fork: boolean;
  readonly author: string;
  /** Whether it conflicts with its base; null: that is not known. */
  readonly conflicting: boolean | null;
}

/** What has to be asked of GitHub. */
export interface Doorkeeper {
  permission(login: string): Promise<string>;
  pullRequest(number: number): Promise<PullRequestSight | null>;
}

export interface Admitted {
  readonly kind: 'admitted';
  readonly command: Command;
  readonly actor: string;
  readonly pullRequest: number | null;
  /** The plan is read there, and there alone. */
  readonly commit: Sha;
  /** The head of the pull request; without one the branch that was dispatched or pushed. */
  readonly branch: string;
  /** Where the head of the pull request is now; null: there is none. */
  readonly head: Sha | null;
  /** The base that the pull request cannot be merged into; null: none that is known. */
  readonly conflictsWith: string | null;
  /** What the plan's change is measured against: the base of the pull request, or what was there before a push. */
  readonly since: { readonly branch: string } | { readonly commit: Sha } | null;
  readonly planFile: string | null;
  readonly run: string | null;
  /** Of a comment, for an answer at once. */
  readonly comment: number | null;
  /** What the reader should know from the start. */
  readonly remarks: readonly string[];
}

export type Admission =
  | Admitted
  | { readonly kind: 'ignored'; readonly reason: string }
  | ({ readonly kind: 'refused'; readonly refusal: Refusal } & RefusedQuestion);

interface RefusedQuestion {
  readonly pullRequest: number | null;
  readonly comment: number | null;
  /** Where it is shown; null: it is not known which one was meant. */
  readonly commit: Sha | null;
}

const MAY_WRITE: readonly string[] = ['write', 'maintain', 'admin'];
/** Of a pull request that is not open: what starts nothing. */
const ALWAYS: readonly Command['kind'][] = ['cancel', 'status', 'help'];
const DEPENDABOT = 'dependabot[bot]';

export interface AdmissionOptions {
  readonly github: Doorkeeper;
  readonly labelPrefix: string;
}

/** A schedule asks for nothing itself: it is not for here. */
export async function admit(
  trigger: Exclude<Trigger, { kind: 'schedule' }>,
  { github, labelPrefix }: AdmissionOptions,
): Promise<Admission> {
  switch (trigger.kind) {
    case 'ignored':
      return trigger;
    case 'label': {
      const command = parseLabel(trigger.label, labelPrefix);
      if (command === null) return ignored(`the label \`${trigger.label}\` is not one of Braid’s`);
      return ofPullRequest({ ...trigger, command }, github);
    }
    case 'comment':
      return ofPullRequest(trigger, github);
    case 'request': {
      const admission = await ofPullRequest(trigger, github);
      const { run, planFile } = trigger;
      return admission.kind === 'admitted' ? { ...admission, run, planFile } : admission;
    }
    case 'dispatch':
      return ofDispatch(trigger, github);
    case 'tag': {
      const { actor, tag, commit } = trigger;
      return refused((await notAllowed(actor, github)) ?? { kind: 'on-a-tag', tag }, { commit });
    }
    case 'push': {
      const { actor, after, before, branch } = trigger;
      const refusal = await notAllowed(actor, github);
      if (refusal !== null) return refused(refusal, { commit: after });
      const since = before === null ? null : { commit: before };
      return { ...nothing, command: { kind: 'run' }, actor, commit: after, branch, since };
    }
  }
}

const nothing = {
  kind: 'admitted',
  pullRequest: null,
  head: null,
  conflictsWith: null,
  since: null,
  planFile: null,
  run: null,
  comment: null,
  remarks: [],
} as const;

async function ofDispatch(trigger: AskedByDispatch, github: Doorkeeper): Promise<Admission> {
  const { actor, branch, commit, planFile, command, run } = trigger;
  const refusal = await notAllowed(actor, github);
  if (refusal !== null) return refused(refusal, { commit });
  if (command.kind === 'unknown') return refused({ kind: 'no-command', said: command.said }, { commit });
  return { ...nothing, command, actor, commit, branch, planFile, run };
}

async function ofPullRequest(
  asked: (AskedByLabel & { readonly command: Command }) | AskedByComment | AskedByRequest,
  github: Doorkeeper,
): Promise<Admission> {
  const { actor, pullRequest: number, command } = asked;
  const comment = asked.kind === 'comment' ? asked.comment : null;
  const asOf = asked.kind === 'label' ? asked.commit : null;
  const refuse = (refusal: Refusal, commit = asOf) =>
    refused(refusal, { pullRequest: number, comment, commit });
  if (actor === DEPENDABOT) return refuse({ kind: 'dependabot' });
  const pull = await github.pullRequest(number);
  if (pull === null) return ignored(`there is no pull request ${number}`);
  const refusal = await notAllowed(actor, github);
  const commit = asOf ?? pull.head.sha;
  if (refusal !== null) return refuse(refusal, commit);
  if (pull.fork) return refuse({ kind: 'fork', head: pull.head.repository ?? 'a deleted fork' }, commit);
  if (pull.state !== 'open' && !ALWAYS.includes(command.kind))
    return refuse({ kind: 'closed', merged: pull.state === 'merged' }, commit);
  if (command.kind === 'unknown') return refuse({ kind: 'no-command', said: command.said }, commit);
  return {
    ...nothing,
    ...{ command, actor, pullRequest: number, commit, comment },
    branch: pull.head.branch,
    head: pull.head.sha,
    conflictsWith: pull.conflicting === true ? pull.base.branch : null,
    since: { branch: pull.base.branch },
    remarks:
      commit === pull.head.sha
        ? []
        : [`the pull request has moved on since ${commit.slice(0, 7)}: what came later is not read`],
  };
}

/** Null: it may. */
async function notAllowed(actor: string, github: Doorkeeper): Promise<Refusal | null> {
  const has = await github.permission(actor);
  return MAY_WRITE.includes(has) ? null : { kind: 'not-allowed', actor, has };
}

function ignored(reason: string): Admission {
  return { kind: 'ignored', reason };
}

function refused(
  refusal: Refusal,
  { commit, pullRequest = null, comment = null }: Partial<RefusedQuestion>,
): Admission {
  return { kind: 'refused', refusal, pullRequest, comment, commit: commit ?? null };
}
