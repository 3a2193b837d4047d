/** One task as every surface shows it. Texts that others wrote are as they came: each renderer escapes them. */
import type { EpicName, Sha, TaskId, TaskType } from '../../plan/plan.ts';
import { type CommandFailure, strayText } from '../../run/attempts/evidence.ts';
import { isSentBack } from '../../run/attempts/retry.ts';
import { plannedRoute } from '../../run/dispatch/forecast.ts';
import { waitingReason } from '../../run/dispatch/waiting.ts';
import type { ConflictFile } from '../../run/event.ts';
import { taskBranch } from '../../run/integration/chain.ts';
import type { Attempt, Started, TaskFacts } from '../../run/state.ts';
import { isOpen, type TaskStatus, taskStatus } from '../../run/status.ts';
import { taskAdvice } from './advice.ts';
import { type AttemptView, attemptView, type Tokens } from './attempt-view.ts';
import { type Cover, coverOf } from './candidate.ts';
import { LOOKS, type Tone } from './look.ts';
import { batchReasons } from './reasons.ts';
import { costOf, sumOfKnown, taskMs } from './timing.ts';

export interface TaskView {
  readonly id: TaskId;
  readonly title: string;
  readonly epic: EpicName | null;
  readonly type: TaskType | null;
  readonly batch: number;
  /** Hard dependencies, those that come with an epic included. */
  readonly needs: readonly TaskId[];
  readonly after: readonly TaskId[];
  readonly paths: readonly string[];
  /** The commands of its own that must be green. */
  readonly verify: readonly string[];

  readonly status: TaskStatus;
  readonly open: boolean;
  readonly mark: string;
  readonly label: string;
  readonly tone: Tone;
  /** Why it is where it is; empty when the label says all. */
  readonly reason: string;
  readonly hint: string | null;
  readonly next: string | null;
  /** The branch that holds work which is not merged. */
  readonly keptOn: string | null;

  readonly backend: string;
  readonly model: string | null;
  /** Why this batch and this backend, a sentence each. */
  readonly why: readonly string[];

  readonly attempts: readonly AttemptView[];
  /** How many of them count: not those that a backend would not take. */
  readonly tries: number;
  readonly base: Sha | null;
  /** Null: no attempt has left a commit. */
  readonly branch: string | null;
  readonly commit: Sha | null;
  readonly mergeCommit: Sha | null;
  /** Which candidate was verified green with it; null: it is not merged, or nothing verifies. */
  readonly verifiedIn: Cover | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly mergedAt: number | null;
  readonly durationMs: number | null;
  readonly costUsd: number | null;
  readonly tokens: Tokens;
  readonly files: readonly string[];
  readonly notes: string | null;
  /** The last lines of the newest attempt's output. */
  readonly tail: string;
  readonly log: string | null;
  /** What changed outside of all folders in a tree that its newest attempt shared, and who else was there; null: nothing. */
  readonly strays: string | null;
  /** Where the newest attempt's tree was kept; null: it was not. */
  readonly tree: string | null;

  /** The command that stands in its way, of the project or its own. */
  readonly failure: CommandFailure | null;
  /** The last collision, also when a later try was merged. */
  readonly conflict: readonly ConflictFile[] | null;
  /** With whom it is red together, when it is red. */
  readonly redWith: readonly TaskId[] | null;
}

export function taskView(state: Started, facts: TaskFacts, now: number): TaskView {
  const { task } = facts;
  const { status, reason: usual } = taskStatus(state, task.id);
  const reason = waitingReason(state, facts) ?? usual;
  const { mark, label, tone } = LOOKS[status];
  const { hint, next } = taskAdvice(state, facts, status);
  const attempts = facts.attempts.map(attempt => attemptView(facts, attempt, { status, now }));
  // A live display makes thousands of these a second; spread instead of assigned, each took a hundred times as long.
  return Object.assign(work(state, facts, attempts), {
    status,
    open: isOpen(status),
    mark,
    label,
    tone,
    reason: reasonWithTries(status, reason, { last: attempts.at(-1), tries: countedTries(facts) }),
    hint,
    next,
    durationMs: taskMs(facts, now),
    costUsd: costOf(facts),
    tokens: {
      input: sumOfKnown(attempts.map(attempt => attempt.tokens.input)),
      output: sumOfKnown(attempts.map(attempt => attempt.tokens.output)),
    },
    failure: failureOf(facts),
    conflict: facts.conflicts.at(-1)?.files ?? (facts.fate?.kind === 'conflict' ? facts.fate.files : null),
    redWith: facts.fate?.kind === 'red' ? facts.fate.with : null,
  });
}

/** What it is, and what its attempts left. */
function work(state: Started, facts: TaskFacts, attempts: readonly AttemptView[]) {
  const { task, batch } = facts;
  const { id, title, epic, type, after, paths, verify } = task;
  const last = attempts.at(-1);
  const evidence = facts.attempts.at(-1)?.end?.evidence;
  const commit = attempts.findLast(attempt => attempt.commit !== null)?.commit ?? null;
  const branch = commit === null ? null : taskBranch(state.run, id);
  const merged = facts.fate?.kind === 'merged' ? facts.fate : null;
  const where = facts.attempts.at(-1) ?? whereTo(state, facts);
  return {
    id,
    title,
    epic,
    type,
    batch,
    needs: state.graph.needs.get(id) ?? [],
    after,
    paths,
    verify,
    why: [
      ...batchReasons(state.graph, task, batch),
      `on ${where.backend}, because ${where.reasons.join('; ')}`,
    ],
    backend: where.backend,
    model: last?.model ?? where.model,
    attempts,
    tries: countedTries(facts),
    base: last?.base ?? null,
    branch,
    keptOn: facts.fate === null || merged !== null ? null : branch,
    commit,
    mergeCommit: merged?.commit ?? null,
    verifiedIn: merged === null ? null : coverOf(state, id),
    mergedAt: merged?.at ?? null,
    startedAt: attempts.find(attempt => attempt.startedAt !== null)?.startedAt ?? null,
    endedAt: last?.endedAt ?? null,
    files: evidence?.files ?? [],
    notes: evidence?.notes ?? null,
    tail: evidence?.tail ?? '',
    log: evidence?.log ?? null,
    strays: strayText(evidence?.strays ?? []),
    tree: evidence?.tree ?? null,
  };
}

/** Where it goes, as far as is known before its first attempt. */
function whereTo({ graph, config }: Started, { task }: TaskFacts) {
  const route = plannedRoute(task, graph, config);
  if (route.kind === 'routed') return route;
  const reasons = route.kind === 'impossible' ? [route.reason] : route.reasons;
  return { backend: task.backend ?? config.routing.defaultBackend, model: task.model, reasons };
}

/** Not what a backend sent back, nor what was called off before it began. */
function isTry({ end, startedAt }: Attempt): boolean {
  if (end === null) return true;
  return !isSentBack(end) && !(end.outcome === 'cancelled' && startedAt === null);
}

/** A first try needs no word. */
function reasonWithTries(
  status: TaskStatus,
  reason: string,
  { last, tries }: { readonly last: AttemptView | undefined; readonly tries: number },
): string {
  if (last === undefined || tries < 2) return reason;
  if (status === 'running') return `try ${last.number}${last.cause === '' ? '' : `, because ${last.cause}`}`;
  const counted = status === 'failed' || status === 'timed-out' || status === 'rate-limited';
  return counted ? `${reason} (${tries} tries)` : reason;
}

function countedTries({ attempts }: TaskFacts): number {
  return attempts.filter(isTry).length;
}

function failureOf(facts: TaskFacts): CommandFailure | null {
  if (facts.fate?.kind === 'red') return facts.fate.failure;
  if (facts.fate?.kind === 'merged') return null;
  return facts.attempts.at(-1)?.end?.evidence.verifyFailure ?? null;
}
