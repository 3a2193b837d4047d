/** States of runs for the renderers' tests, written down as facts and not driven by the machine. */

import type { Config } from '../../shared/plan/config.ts';
import type { Graph } from '../../shared/plan/graph.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import type { RunId, Sha, Task, TaskId } from '../../shared/plan/plan.ts';
import type { Evidence, Outcome } from '../../shared/run/attempts/evidence.ts';
import { arrange } from '../../shared/run/dispatch/forecast.ts';
import type { ConflictFile } from '../../shared/run/event.ts';
import {
  type Attempt,
  type Fate,
  type Landing,
  newFacts,
  type Started,
  type TaskFacts,
} from '../../shared/run/state.ts';
import { BLANK_TASK, DEFAULTS, SH } from '../plan/blank.ts';

/** 2026-11-03 14:00:00 UTC */
export const START = 1_793_714_400_000;
export const id = (text: string) => text as TaskId;
/** A full object id that begins with the given digits. */
export const sha = (digits: string) => digits.padEnd(40, '0') as Sha;
const snapshot = (digits: string) => ({ commit: sha(digits), tree: sha(`${digits}ee`) });
export const BASE = snapshot('ba5e');
export const HEAD = snapshot('3f2c1aa');

export interface TaskSpec {
  readonly id: string;
  readonly needs?: readonly string[];
  readonly task?: Partial<Task>;
  readonly attempts?: readonly Attempt[];
  readonly fate?: Fate | null;
  readonly conflicts?: TaskFacts['conflicts'];
  readonly staleTo?: number;
}

export function taskOf({ id: name, needs = [], task = {} }: TaskSpec, index: number): Task {
  return {
    ...BLANK_TASK,
    ...{ id: id(name), title: `Title of ${name}`, prompt: 'Do it.', needs: needs.map(id) },
    line: 5 + index * 4,
    ...task,
  };
}

export const CONFIG: Config = {
  ...DEFAULTS,
  execution: 'auto',
  backends: { ...DEFAULT_CONFIG.backends, sh: SH },
  protectedPaths: [],
};

export const NOT_LANDED: Landing = {
  inspections: 0,
  sight: null,
  landings: 0,
  tries: 0,
  moves: 0,
  syncFirst: false,
  outcome: null,
  landed: null,
};

export function stateOf(specs: readonly TaskSpec[], change: Partial<Started> = {}): Started {
  const tasks = specs.map(taskOf);
  const plan = { name: 'payments', epics: [], tasks };
  const config = change.config ?? CONFIG;
  const planned = arrange(plan, config);
  return {
    run: 'payments-7f3a' as RunId,
    host: 'cli',
    origin: null,
    source: { planFile: '.github/braid/plan.yml', configFile: null, overrides: {} },
    ...planned,
    base: BASE,
    target: { kind: 'branch', branch: 'main', configured: 'auto' },
    remarks: [],
    diagnostics: [],
    startedAt: START,
    since: START,
    now: START,
    health: new Map(),
    rests: new Map(),
    heard: new Map(),
    park: null,
    tasks: new Map(tasks.map((task, index) => [task.id, factsOf(task, planned.graph, specs[index])])),
    integration: {
      head: BASE,
      line: [],
      published: null,
      round: null,
      rounds: 0,
      chains: new Map(),
      trials: new Map(),
    },
    landing: NOT_LANDED,
    cancel: null,
    halt: null,
    fellBack: false,
    idleMs: 0,
    finishedAt: null,
    finishes: 0,
    reported: 0,
    ...change,
  };
}

function factsOf(task: Task, graph: Graph, spec: TaskSpec | undefined): TaskFacts {
  return {
    ...newFacts(task, graph),
    attempts: spec?.attempts ?? [],
    fate: spec?.fate ?? null,
    conflicts: spec?.conflicts ?? [],
    staleTo: spec?.staleTo ?? 0,
  };
}

export interface Try {
  readonly number?: number;
  readonly cause?: Attempt['cause'];
  readonly resolves?: Attempt['resolves'];
  /** Milliseconds after the start of the run. */
  readonly from: number;
  /** Null: it runs. */
  readonly ms: number | null;
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly backend?: string;
  readonly model?: string | null;
  readonly cost?: number | null;
  readonly evidence?: Partial<Evidence>;
}

export function attempt(of: Try): Attempt {
  const { number = 1, cause = 'first', from, ms, outcome = 'succeeded', reason = '' } = of;
  const evidence: Evidence = {
    exit: { kind: 'exited', code: outcome === 'failed' ? 3 : 0 },
    commit: sha(`c0${number}${from}`),
    files: ['src/a.ts'],
    unstorable: [],
    verifyFailure: null,
    resolution: null,
    tail: '',
    notes: null,
    usage: { costUsd: of.cost ?? null, inputTokens: null, outputTokens: null, turns: null, model: null },
    durationMs: ms ?? 0,
    log: null,
    ...of.evidence,
  };
  return {
    number,
    cause,
    base: BASE,
    resolves: of.resolves ?? null,
    backend: of.backend ?? 'sh',
    model: of.model ?? null,
    tier: null,
    reasons: ['it is the default backend'],
    reserved: null,
    prompt: 'Do it.',
    dispatchedAt: START + from,
    startedAt: START + from,
    end: ms === null ? null : { at: START + from + ms, outcome, reason, evidence },
    wait: null,
  };
}

export function merged(commit: string, after: number): Fate {
  return { kind: 'merged', commit: sha(commit), at: START + after };
}

export const CLASH: readonly ConflictFile[] = [
  { path: 'src/user.ts', kind: 'content', ours: [[10, 14]], theirs: [[10, 12]], with: [id('models')] },
];
