/** What GitHub is shown in the tests: runs in every state, a preview, and all refusals. */
import type { Diagnostic } from '../../../shared/plan/diagnostic.ts';
import type { RunId, TaskId } from '../../../shared/plan/plan.ts';
import type { Site } from '../../../shared/report/github/links.ts';
import type { Refusal } from '../../../shared/report/github/refusal.ts';
import { summarize } from '../../../shared/report/summary.ts';
import { forecast } from '../../../shared/run/dispatch/forecast.ts';
import type { ConflictFile } from '../../../shared/run/event.ts';
import type { Started } from '../../../shared/run/state.ts';
import { green, NOW, PAYMENTS, RED_BASE, RUNNING } from '../payments.ts';
import {
  attempt,
  CONFIG,
  HEAD,
  id,
  merged,
  NOT_LANDED,
  START,
  sha,
  stateOf,
  type TaskSpec,
} from '../states.ts';

export const SITE: Site = {
  serverUrl: 'https://github.example',
  repository: 'ada/shop',
  detailsUrl: 'https://github.example/ada/shop/actions/runs/4711',
};

const target = { kind: 'branch', branch: 'payments', configured: 'auto' } as const;
const onGitHub = (state: Started): Started => ({ ...state, host: 'action', target });
const view = (state: Started, now = NOW) => summarize(onGitHub(state), now);

const CLASHES: readonly ConflictFile[] = [
  {
    path: 'src/user.ts',
    kind: 'content',
    ours: [
      [10, 14],
      [31, 30],
    ],
    theirs: [
      [10, 12],
      [28, 29],
    ],
    with: [id('schema')],
  },
  { path: 'assets/logo.png', kind: 'binary', ours: [], theirs: [], with: [] },
];

const landedOn = (specs: readonly TaskSpec[], change: Partial<Started> = {}): Started =>
  stateOf(specs, {
    finishedAt: START + 3000,
    now: START + 3000,
    integration: {
      ...PAYMENTS.integration,
      head: HEAD,
      published: HEAD.commit,
      trials: new Map([[HEAD.tree, [green(2000, 500)]]]),
    },
    landing: {
      ...NOT_LANDED,
      outcome: { kind: 'landed', commit: HEAD.commit, remark: null },
      landed: HEAD.commit,
    },
    ...change,
  });

const IN: TaskSpec = {
  id: 'schema',
  attempts: [attempt({ from: 0, ms: 900, cost: 0.4, backend: 'claude-code', model: 'small' })],
  fate: merged('8c1f', 2000),
};

const CLASHED: TaskSpec = {
  id: 'search',
  attempts: [attempt({ from: 0, ms: 700, evidence: { files: ['src/user.ts', 'docs/a (b).md'] } })],
  conflicts: [{ attempt: 1, files: CLASHES }],
  fate: { kind: 'conflict', files: CLASHES, left: null },
};

const BUDGET = 'the budget: search needs $1.00, and $0.60 of $1.00 are left';

export const RUNS = {
  running: view(RUNNING, START + 7000),
  partial: view(PAYMENTS),
  conflict: view(landedOn([IN, CLASHED])),
  completed: view(landedOn([IN, { ...IN, id: 'models', needs: ['schema'] }])),
  unverified: view(landedOn([IN], { config: { ...CONFIG, merge: { ...CONFIG.merge, verify: [] } } })),
  parked: view(
    landedOn([IN, { id: 'search', fate: { kind: 'held', cause: 'budget', reason: BUDGET } }], {
      config: { ...CONFIG, budget: { usd: 1, tokens: null, perTaskUsd: 1 } },
      park: { at: START + 1000, reason: BUDGET },
    }),
  ),
  cancelled: view(
    landedOn([IN, { id: 'search', fate: { kind: 'cancelled', reason: 'cancelled by ada' } }], {
      cancel: { at: START + 1000, by: 'ada' },
    }),
  ),
  'red-base': view(RED_BASE),
} as const;

const PLANNED = stateOf([
  { id: 'schema', task: { model: 'small', backend: 'codex' } },
  { id: 'models', needs: ['schema'], task: { paths: ['src/user.ts'] } },
  { id: 'rename', needs: ['schema'], task: { paths: ['src/**'] } },
  { id: 'docs', task: { paths: ['docs/**'] } },
  { id: 'api', needs: ['models', 'rename'] },
]);

export const PREVIEW = { ...PLANNED, forecast: forecast(PLANNED) };

export const WRONG: readonly Diagnostic[] = [
  {
    severity: 'error',
    code: 'unknown-task',
    message: 'unknown task `modles` in needs',
    hint: 'did you mean `models`?',
    file: '.github/braid/plan.yml',
    line: 14,
    column: 13,
    length: 6,
    excerpt: [
      { line: 13, text: '  - id: api' },
      { line: 14, text: '    needs: [modles]' },
    ],
  },
  {
    severity: 'warning',
    code: 'no-paths',
    message: 'task api has no `paths`',
    hint: null,
    file: '.github/braid/plan.yml',
    line: 13,
    column: 5,
    length: 7,
    excerpt: [],
  },
];

const run = 'payments-7f3a' as RunId;

export const REFUSALS: readonly Refusal[] = [
  { kind: 'invalid-plan', commit: sha('ba5e'), diagnostics: WRONG },
  { kind: 'no-plan', commit: sha('ba5e'), planFile: '.github/braid/plan.yml' },
  { kind: 'not-allowed', actor: 'mallory', has: 'read' },
  { kind: 'fork', head: 'mallory/shop' },
  { kind: 'dependabot' },
  { kind: 'closed', merged: false },
  { kind: 'closed', merged: true },
  { kind: 'conflicting', base: 'main' },
  { kind: 'already-running', run },
  { kind: 'head-rewritten', asked: sha('ba5e'), head: sha('0ddba11') },
  { kind: 'on-a-tag', tag: 'v1' },
  { kind: 'time-limits', setting: 'task-minutes', minutes: 90, jobMinutes: 60 },
  { kind: 'asked-late', ago: 5_400_000, since: null },
  { kind: 'asked-late', ago: 240_000, since: run },
  { kind: 'nothing-to-retry', run },
  { kind: 'nothing-to-cancel', run },
  { kind: 'no-run', run: null },
  { kind: 'no-run', run: 'payments-0000' },
  { kind: 'no-task', run, task: 'modles', tasks: ['models', 'search'] as TaskId[] },
  { kind: 'no-command', said: '/braid rnu' },
];
