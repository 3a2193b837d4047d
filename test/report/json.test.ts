import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../shared/plan/diagnostic.ts';
import {
  jsonText,
  planJson,
  refusedPlanJson,
  refusedReportJson,
  reportJson,
} from '../../shared/report/json.ts';
import { summarize } from '../../shared/report/summary.ts';
import { forecast } from '../../shared/run/dispatch/forecast.ts';
import { NOW, PAYMENTS, RED_BASE, RUNNING } from './payments.ts';
import { attempt, sha, stateOf } from './states.ts';

const WRONG: Diagnostic = {
  severity: 'error',
  code: 'unknown-task',
  message: 'unknown task `modles` in needs',
  hint: 'did you mean `models`?',
  file: '.github/braid/plan.yml',
  line: 14,
  column: 13,
  length: 6,
  excerpt: [],
};
const TOLD = {
  severity: 'error',
  code: 'unknown-task',
  message: 'unknown task `modles` in needs',
  hint: 'did you mean `models`?',
  file: '.github/braid/plan.yml',
  line: 14,
  column: 13,
};

/** The names of all fields, in order, at every depth; lists by their first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 || typeof value[0] !== 'object' ? [] : [shape(value[0])];
  if (value === null || typeof value !== 'object') return '';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]));
}

describe('braid.report/1', () => {
  const report = reportJson(summarize(PAYMENTS, NOW));

  test('whole', async () => {
    await expect(jsonText(report)).toMatchFileSnapshot('__snapshots__/report.json.txt');
  });

  test('has the fields that programs rely on', () => {
    const names = (value: object) => Object.keys(value).join(' ');
    expect(names(report)).toBe('schema run batches tasks totals diagnostics');
    expect(names(report.run)).toBe(
      'id plan status execution routing schedule base integration target landed verified startedAt finishedAt failure reasons',
    );
    expect(names(report.batches[0] ?? {})).toBe('number tasks status startedAt finishedAt costUsd');
    const [, , , , , rename] = report.tasks;
    expect(names(rename ?? {})).toBe(
      'id status reason batch backend model attempts base branch commit mergeCommit durationMs costUsd tokens files notes attemptLog conflict red',
    );
    expect(shape(rename?.attemptLog)).toEqual([
      {
        number: '',
        base: '',
        backend: '',
        model: '',
        outcome: '',
        startedAt: '',
        durationMs: '',
        turns: '',
        costUsd: '',
        tokens: { input: '', output: '' },
        strays: [],
        tree: '',
      },
    ]);
    expect(names(report.totals)).toBe(
      'tasks merged successRate wallMs taskMs speedup lowerBoundMs costUsd verifications money tokens',
    );
  });

  test('tells of the last collision, also of a task that was merged later', () => {
    expect(report.tasks.find(task => task.id === 'rename')).toMatchObject({
      status: 'merged',
      attempts: 2,
      conflict: {
        files: [
          { path: 'src/user.ts', kind: 'content', ours: [[10, 14]], theirs: [[10, 12]], with: ['models'] },
        ],
      },
    });
  });

  test('tells with whom a task is red', () => {
    expect(report.tasks.find(task => task.id === 'totals')?.red).toEqual({
      with: ['discounts'],
      command: 'npm test',
      tail: 'test/cart.test.js › rounds once\n  expected 10, got 11',
      log: null,
    });
  });

  test('tells what holds all tasks', () => {
    expect(reportJson(summarize(RED_BASE, NOW)).run.failure).toEqual({
      command: 'npm test',
      problem: 'exit code 1',
      tail: 'test/cart.test.js › rounds once\n  expected <10>, got 11',
      log: '/home/ada/.braid/payments-7f3a/verify-0123456789ab-2.log',
    });
  });

  test('an attempt that has not ended has no outcome', () => {
    const running = reportJson(summarize(RUNNING, NOW)).tasks.find(task => task.id === 'models');
    expect(running).toMatchObject({ status: 'running', branch: null, attemptLog: [{ outcome: null }] });
  });

  test('has a branch as soon as some attempt left work', () => {
    const lost = attempt({ number: 2, from: 5, ms: 5, outcome: 'failed', evidence: { commit: null } });
    const state = stateOf([
      { id: 'a', attempts: [attempt({ from: 0, ms: 5, evidence: { commit: sha('abc') } }), lost] },
    ]);
    expect(reportJson(summarize(state, NOW)).tasks[0]).toMatchObject({
      branch: 'braid/payments-7f3a/a',
      commit: sha('abc'),
    });
  });

  test('before anything is merged there is no integration', () => {
    expect(reportJson(summarize(stateOf([{ id: 'a' }]), NOW)).run).toMatchObject({
      integration: null,
      landed: null,
      finishedAt: null,
      verified: false,
    });
  });

  test('a run that could not begin has the same fields', () => {
    const refused = refusedReportJson([WRONG]);
    expect(Object.keys(refused.run)).toEqual(Object.keys(report.run));
    expect(Object.keys(refused.totals)).toEqual(Object.keys(report.totals));
    expect(refused).toMatchObject({
      run: { id: null, status: 'failed', routing: false },
      tasks: [],
      diagnostics: [TOLD],
    });
  });
});

describe('braid.plan/1', () => {
  test('whole', () => {
    const state = stateOf([
      { id: 'schema' },
      { id: 'models', needs: ['schema'], task: { type: 'refactoring', backend: 'codex' } },
    ]);
    expect(planJson({ ...state, forecast: forecast(state) }, [])).toEqual({
      schema: 'braid.plan/1',
      name: 'payments',
      execution: 'sequential',
      batches: [['schema'], ['models']],
      criticalPath: ['schema', 'models'],
      tasks: [
        {
          id: 'schema',
          batch: 1,
          backend: 'sh',
          model: null,
          type: 'general',
          complexity: 0.2,
          reasons: ['on sh, because it is the default backend'],
          typeReasons: ['general: no word speaks for another type'],
          complexityParts: [
            { name: 'prompt', value: 0.01, weight: 0.2, reason: '6 characters' },
            { name: 'paths', value: 0.5, weight: 0.15, reason: 'no paths: anything may change' },
            { name: 'dependents', value: 0.37, weight: 0.1, reason: 'needed by 1 task' },
            { name: 'reasoning', value: 0.5, weight: 0.18, reason: '"schema"' },
          ],
          estimate: { minutes: 1, costUsd: null, tokens: 415_000, source: 'assumed' },
        },
        {
          id: 'models',
          batch: 2,
          backend: 'codex',
          model: null,
          type: 'refactoring',
          complexity: 0.11,
          reasons: ['in batch 2, since it needs schema', 'on codex, because the plan names it'],
          typeReasons: ['refactoring: the plan says so'],
          complexityParts: [
            { name: 'prompt', value: 0.01, weight: 0.2, reason: '6 characters' },
            { name: 'paths', value: 0.5, weight: 0.15, reason: 'no paths: anything may change' },
            { name: 'needs', value: 0.37, weight: 0.1, reason: 'needs 1 task' },
          ],
          estimate: { minutes: 6, costUsd: 1.5, tokens: 415_000, source: 'assumed' },
        },
      ],
      estimate: {
        minutes: 7,
        minutesOneByOne: 7,
        minutesForOverlap: 0,
        costUsd: 1.5,
        unpriced: ['schema'],
        source: 'assumed',
      },
      budget: { usd: null, tokens: null, held: [], setAside: {} },
      diagnostics: [],
    });
  });

  test('a plan that is refused has the same fields', () => {
    expect(refusedPlanJson([WRONG])).toEqual({
      schema: 'braid.plan/1',
      name: null,
      execution: null,
      batches: [],
      criticalPath: [],
      tasks: [],
      estimate: null,
      budget: null,
      diagnostics: [TOLD],
    });
  });
});

test('JSON that is printed cannot act on a terminal', () => {
  const text = jsonText({ tail: '\u001b[31m \u009b31m \u202e' });
  expect(text).toBe('{\n  "tail": "\\u001b[31m \\u009b31m \\u202e"\n}\n');
  expect(JSON.parse(text)).toEqual({ tail: '\u001b[31m \u009b31m \u202e' });
});
