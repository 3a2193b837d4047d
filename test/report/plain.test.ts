import { describe, expect, test } from 'vitest';
import { plainLines } from '../../shared/report/plain.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { green, PAYMENTS, red } from './payments.ts';
import {
  attempt,
  BASE,
  CLASH,
  HEAD,
  id,
  merged,
  NOT_LANDED,
  START,
  sha,
  stateOf,
  type TaskSpec,
} from './states.ts';

const started = (task: string, number = 1): RunEvent => ({
  type: 'attempt-started',
  at: START + 12_400,
  task: id(task),
  attempt: number,
});
const ended = (task: string, number = 1): RunEvent => ({
  type: 'attempt-ended',
  at: START + 12_400,
  task: id(task),
  attempt: number,
  evidence: attempt({ from: 0, ms: 1 }).end?.evidence ?? nothing(),
});
const landed: RunEvent = {
  type: 'landed',
  at: START,
  landing: 1,
  result: { kind: 'landed', commit: HEAD.commit, remark: null },
};
const chained: RunEvent = { type: 'chained', at: START + 60_000, key: 'chain', result: { steps: [] } };

function nothing(): never {
  throw new Error('the attempt has ended');
}

const lines = (
  before: readonly TaskSpec[],
  event: RunEvent,
  after: readonly TaskSpec[],
  change: Partial<Started> = {},
) => plainLines(stateOf(before), event, stateOf(after, change));

describe('one line for what an event changed', () => {
  test('the start, with the reasons', () => {
    const event: RunEvent = {
      type: 'run-started',
      at: START,
      run: PAYMENTS.run,
      host: 'cli',
      plan: PAYMENTS.plan,
      source: PAYMENTS.source,
      config: PAYMENTS.config,
      base: BASE,
      target: PAYMENTS.target,
      remarks: [],
    };
    expect(
      plainLines(null, event, { ...PAYMENTS, remarks: ['a.txt is not part of the base'] }).slice(0, 3),
    ).toEqual([
      '[0:00] payments-7f3a: parallel with 4 workers, because 10 tasks in 3 batches: with 4 workers about 2.5 times as fast as one by one (about 4 against 10 min)',
      '[0:00] the result is to land on main',
      '[0:00] note: a.txt is not part of the base',
    ]);
  });

  test('an attempt', () => {
    const waiting = { ...attempt({ from: 0, ms: null, backend: 'codex', model: 'small' }), startedAt: null };
    const running = attempt({ from: 0, ms: null, backend: 'codex', model: 'small' });
    expect(
      lines([{ id: 'a', attempts: [waiting] }], started('a'), [{ id: 'a', attempts: [running] }]),
    ).toEqual(['[0:12] task a: codex (small) on sequential, because it is the default backend']);
    expect(
      lines([{ id: 'a', attempts: [running] }], started('a'), [{ id: 'a', attempts: [running] }]),
    ).toEqual([]);
  });

  test('its end', () => {
    const running = [{ id: 'a', attempts: [attempt({ from: 0, ms: null })] }];
    const done = [{ id: 'a', attempts: [attempt({ from: 0, ms: 2100, cost: 0.08 })] }];
    const failed = attempt({ from: 0, ms: 2100, outcome: 'failed', reason: 'exit code 3' });
    expect(lines(running, ended('a'), done)).toEqual(['[0:12] a: done in 2.1 s, $0.08, 1 file changed']);
    expect(lines(running, ended('a'), [{ id: 'a', attempts: [failed] }])).toEqual([
      '[0:12] a: exit code 3 (2.1 s); it is tried again',
    ]);
    const fate = {
      kind: 'unsuccessful' as const,
      judgement: { outcome: 'failed' as const, reason: 'exit code 3' },
    };
    expect(lines(running, ended('a'), [{ id: 'a', attempts: [failed], fate }])).toEqual([
      '[0:12] a: failed: exit code 3; work kept on braid/payments-7f3a/a',
    ]);
  });

  test('another try, with the reason', () => {
    const first = attempt({ from: 0, ms: 100 });
    const again = attempt({ number: 2, cause: 'rerun', from: 200, ms: null });
    const conflicts = [{ attempt: 1, files: CLASH }];
    expect(
      lines([{ id: 'a', attempts: [first] }], started('a', 2), [
        { id: 'a', attempts: [first, again], conflicts },
      ])[0],
    ).toBe('[0:12] task a: sh on sequential, try 2, because try 1 collided with models in src/user.ts:10-14');
  });

  test('a collision, a merge, a culprit', () => {
    const work = [attempt({ from: 0, ms: 100 })];
    const before = ['a', 'b', 'c'].map(each => ({ id: each, attempts: work }));
    const failure = { command: 'npm test', problem: 'exit code 1', tail: '' };
    expect(
      lines(before, chained, [
        { id: 'a', attempts: work, conflicts: [{ attempt: 1, files: CLASH }], staleTo: 1 },
        { id: 'b', attempts: work, fate: merged('3f2c1aa', 60_000) },
        { id: 'c', attempts: work, fate: { kind: 'red', with: [id('b')], exact: true, failure } },
      ]),
    ).toEqual([
      '[1:00] a: collided with models in src/user.ts:10-14; it starts again on what is merged',
      '[1:00] b: merged as 3f2c1aa',
      '[1:00] c: red: green alone, red together with b: `npm test`: exit code 1; work kept on braid/payments-7f3a/c',
    ]);
  });

  test('a verification names what was merged, not its tree', () => {
    const tree = sha('7ee');
    const steps = ['a', 'b'].map((unit, at) => ({
      kind: 'merged' as const,
      unit,
      merges: [],
      after: { commit: sha(`${at}`), tree: at === 1 ? tree : sha(`${at}`) },
    }));
    const integration = {
      ...PAYMENTS.integration,
      chains: new Map([['chain', { steps }]]),
      trials: new Map(),
    };
    const before = stateOf([{ id: 'a' }], { integration });
    const told = (verdict: typeof red | typeof green, trial: number) => {
      const last = verdict(5000, 900);
      const trials = new Map([[tree, Array.from({ length: trial }, () => last)]]);
      const event: RunEvent = {
        type: 'verified',
        at: START + 5000,
        tree,
        trial,
        verdict: last.verdict,
        durationMs: 900,
      };
      return plainLines(before, event, stateOf([{ id: 'a' }], { integration: { ...integration, trials } }));
    };
    expect(told(green, 1)).toEqual(['[0:05] verification of a and b: green (0.9 s)']);
    expect(told(red, 2)).toEqual([
      '[0:05] verification of a and b: red (0.9 s, run 2): `npm test`: exit code 1',
    ]);
  });

  test('the landing', () => {
    const over = (kind: 'landed' | 'not-landed') => ({
      landing: {
        ...NOT_LANDED,
        outcome:
          kind === 'landed'
            ? { kind, commit: HEAD.commit, remark: 'approve the waiting workflows' }
            : { kind, reason: 'the work tree has changes in a.txt' },
      },
    });
    expect(lines([{ id: 'a' }], landed, [{ id: 'a' }], over('landed'))).toEqual([
      '[0:00] landed: main is at 3f2c1aa; approve the waiting workflows',
    ]);
    expect(lines([{ id: 'a' }], landed, [{ id: 'a' }], over('not-landed'))).toEqual([
      '[0:00] not landed: the work tree has changes in a.txt',
    ]);
  });

  test('who joins later is not told what was before', () => {
    expect(plainLines(null, { type: 'resumed', at: START + 1000, budget: null }, PAYMENTS)).toEqual([
      '[0:01] resumed',
    ]);
  });

  test('who resumes with another budget is told what it is, and what it was', () => {
    const event: RunEvent = { type: 'resumed', at: START + 1000, budget: null };
    const withUsd = (usd: number | null): Started => ({
      ...PAYMENTS,
      config: { ...PAYMENTS.config, budget: { usd, tokens: null, perTaskUsd: null } },
    });
    expect(plainLines(withUsd(2), event, withUsd(20))).toEqual([
      '[0:01] resumed with a budget of $20.00, before it was $2.00',
    ]);
    expect(plainLines(withUsd(2), event, withUsd(null))).toEqual([
      '[0:01] resumed with no budget, before it was $2.00',
    ]);
    expect(plainLines(withUsd(2), event, withUsd(2))).toEqual(['[0:01] resumed']);
  });

  test('a line stays a line', () => {
    const fate = { kind: 'held' as const, cause: 'base' as const, reason: 'two\nlines \u001b[2J' };
    expect(lines([{ id: 'a' }], chained, [{ id: 'a', fate }])).toEqual(['[1:00] a: held: two lines ␛[2J']);
  });
});
