/**
 * Why Braid did not do what it was asked to, in words: one message for the comment, the job summary and the check run. Each says
 * what is the case, and what to do next.
 */
import { assertNever } from '../../assert.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { Part } from '../markdown/parts.ts';
import { clip, prose } from '../markdown.ts';
import { NOTHING_SPENT } from '../preview/preview-view.ts';
import { type AskedLate, askedLateWords } from '../text/asked-late.ts';
import { type VoidLimit, voidLimitWords } from '../text/time-limits.ts';
import { plural, shortSha, some } from '../units.ts';
import { diagnosticPart } from './diagnostics.ts';
import type { Site } from './links.ts';

export type Refusal =
  /** `commit`: where the files were read. */
  | { readonly kind: 'invalid-plan'; readonly commit: Sha; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'no-plan'; readonly commit: Sha; readonly planFile: string }
  /** The person may not: `has` is what GitHub answered, such as `read`. */
  | { readonly kind: 'not-allowed'; readonly actor: string; readonly has: string }
  | { readonly kind: 'fork'; readonly head: string }
  | { readonly kind: 'dependabot' }
  | { readonly kind: 'closed'; readonly merged: boolean }
  | { readonly kind: 'conflicting'; readonly base: string }
  /** The commit that was asked for is no longer part of the branch. */
  | { readonly kind: 'head-rewritten'; readonly asked: Sha; readonly head: Sha }
  | { readonly kind: 'on-a-tag'; readonly tag: string }
  | ({ readonly kind: 'time-limits' } & VoidLimit)
  | ({ readonly kind: 'asked-late' } & AskedLate)
  | { readonly kind: 'already-running'; readonly run: RunId }
  | { readonly kind: 'nothing-to-retry'; readonly run: RunId }
  | { readonly kind: 'nothing-to-cancel'; readonly run: RunId }
  /** Null: this pull request has had none. */
  | { readonly kind: 'no-run'; readonly run: string | null }
  | {
      readonly kind: 'no-task';
      readonly run: RunId;
      readonly task: string;
      readonly tasks: readonly TaskId[];
    }
  | { readonly kind: 'no-command'; readonly said: string };

export interface RefusalWords {
  /** "the plan has 2 errors" */
  readonly title: string;
  /** A sentence each, with names in backticks. */
  readonly what: string;
  readonly next: string;
}

const NAMED = 8;

export function refusalWords(refusal: Refusal): RefusalWords {
  switch (refusal.kind) {
    case 'invalid-plan':
      return invalidPlan(refusal.diagnostics);
    case 'no-plan':
      return {
        title: 'the plan is gone',
        what: `There is no \`${refusal.planFile}\` at \`${shortSha(refusal.commit)}\`.`,
        next: 'Add the plan to this branch, then say `/braid run`.',
      };
    case 'not-allowed':
    case 'fork':
    case 'dependabot':
      return permissionWords(refusal);
    case 'closed':
    case 'conflicting':
    case 'head-rewritten':
    case 'on-a-tag':
      return placeWords(refusal);
    case 'already-running':
    case 'nothing-to-retry':
    case 'nothing-to-cancel':
    case 'no-run':
    case 'no-task':
      return runWords(refusal);
    case 'time-limits':
      return voidLimitWords(refusal);
    case 'asked-late':
      return askedLateWords(refusal);
    case 'no-command':
      return {
        title: 'no such command',
        what: `\`${refusal.said}\` is no command of Braid’s.`,
        next: '`/braid help` lists them.',
      };
    default:
      return assertNever(refusal);
  }
}

function invalidPlan(diagnostics: readonly Diagnostic[]): RefusalWords {
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  const errors = wrong.length;
  const files = [...new Set(wrong.map(({ file }) => `\`${file}\``))];
  const subject = `${some(files, NAMED)} ${files.length === 1 ? 'has' : 'have'}`;
  return {
    title: `the plan has ${plural(errors, 'error')}`,
    what: `${subject} ${plural(errors, 'error')}, so nothing was run.`,
    next: 'Correct the lines below, push, then say `/braid run`.',
  };
}

type PermissionRefusal = Extract<Refusal, { kind: 'not-allowed' | 'fork' | 'dependabot' }>;

function permissionWords(refusal: PermissionRefusal): RefusalWords {
  switch (refusal.kind) {
    case 'not-allowed':
      return {
        title: 'write permission is needed',
        what: `\`${refusal.actor}\` has ${refusal.has} permission here. Braid starts, cancels and retries for people with write permission only.`,
        next: 'Ask someone with write permission to say it.',
      };
    case 'fork':
      return {
        title: 'pull requests from forks are not run',
        what: `This branch is in \`${refusal.head}\`: for a fork Braid would run code of others with this repository’s rights.`,
        next: 'Someone with write permission can push the branch to this repository and open a pull request from there.',
      };
    case 'dependabot':
      return {
        title: 'events of Dependabot are not run',
        what: 'GitHub gives workflows that Dependabot starts a token that can only read.',
        next: 'Someone with write permission can say `/braid run` on the pull request.',
      };
    default:
      return assertNever(refusal);
  }
}

type PlaceRefusal = Extract<Refusal, { kind: 'closed' | 'conflicting' | 'head-rewritten' | 'on-a-tag' }>;

function placeWords(refusal: PlaceRefusal): RefusalWords {
  switch (refusal.kind) {
    case 'closed':
      return refusal.merged
        ? {
            title: 'this pull request is merged',
            what: 'What is merged has no branch to land on.',
            next: 'Open a new pull request with the plan.',
          }
        : {
            title: 'this pull request is closed',
            what: 'A closed pull request is not run.',
            next: 'Reopen it, then say `/braid run`.',
          };
    case 'conflicting':
      return {
        title: `this pull request conflicts with ${refusal.base}`,
        what: `Its branch cannot be merged into \`${refusal.base}\` as it is, so nothing built on it could be either.`,
        next: `Merge \`${refusal.base}\` into the branch, then say \`/braid run\`.`,
      };
    case 'head-rewritten':
      return {
        title: 'the branch was rewritten',
        what: `It was asked for \`${shortSha(refusal.asked)}\`, which is no longer part of the branch: that is at \`${shortSha(refusal.head)}\` now. A run would bring back what was taken off it.`,
        next: 'Look at the new commits, then say `/braid run` again.',
      };
    case 'on-a-tag':
      return {
        title: 'a tag cannot be run',
        what: `\`${refusal.tag}\` is a tag, and the result of a run needs a branch to go to.`,
        next: 'Choose a branch in `Run workflow`.',
      };
    default:
      return assertNever(refusal);
  }
}

type RunRefusal = Extract<
  Refusal,
  { kind: 'already-running' | 'nothing-to-retry' | 'nothing-to-cancel' | 'no-run' | 'no-task' }
>;

function runWords(refusal: RunRefusal): RefusalWords {
  switch (refusal.kind) {
    case 'already-running':
      return {
        title: 'a run is under way',
        what: `\`${refusal.run}\` is running for this branch, and a branch has one run at a time.`,
        next: 'Wait for its end, or say `/braid cancel`.',
      };
    case 'nothing-to-retry':
      return {
        title: 'nothing to retry',
        what: `All tasks of \`${refusal.run}\` are in.`,
        next: '`/braid run` starts the plan anew.',
      };
    case 'nothing-to-cancel':
      return {
        title: 'nothing to cancel',
        what: `\`${refusal.run}\` has ended.`,
        next: '`/braid retry` starts again what is not in.',
      };
    case 'no-run':
      return {
        title: refusal.run === null ? 'no run yet' : 'no such run',
        what:
          refusal.run === null
            ? 'This pull request has had no run.'
            : `There is no run \`${refusal.run}\` here.`,
        next: '`/braid plan` shows what a run would do, `/braid run` starts one.',
      };
    case 'no-task':
      return {
        title: 'no such task',
        what: `\`${refusal.run}\` has no task \`${refusal.task}\`.`,
        next: `Its tasks: ${some(
          refusal.tasks.map(task => `\`${task}\``),
          NAMED,
        )}.`,
      };
    default:
      return assertNever(refusal);
  }
}

/** Those that kept something from starting. */
const BEFORE_A_START: readonly Refusal['kind'][] = [
  'invalid-plan',
  'no-plan',
  'not-allowed',
  'fork',
  'dependabot',
  'closed',
  'conflicting',
  'head-rewritten',
  'on-a-tag',
  'time-limits',
];

export function refusalParts(refusal: Refusal, site: Site | null): readonly Part[] {
  const { what, next } = refusalWords(refusal);
  const told: Part = {
    rank: 0,
    fixed: true,
    versions: [`${prose(clip(what, 2000))} ${prose(clip(next, 2000))}`],
  };
  const spent: Part = {
    rank: 0,
    fixed: true,
    versions: BEFORE_A_START.includes(refusal.kind) ? [NOTHING_SPENT] : [],
  };
  return refusal.kind === 'invalid-plan' ? [told, diagnosticPart(refusal, site), spent] : [told, spent];
}
