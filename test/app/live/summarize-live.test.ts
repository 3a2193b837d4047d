/** What is summed up of a run while it goes on is the sum of what its rows say. */
import { expect, test } from 'vitest';
import type { JobSight } from '../../../app/api/ports.ts';
import { summarizeLive } from '../../../app/live/summarize-live.ts';
import { attempt, id, START, stateOf } from '../../report/states.ts';

const dispatched = () => ({ ...attempt({ from: 0, ms: null }), startedAt: null });
const specs = [
  { id: 'a', attempts: [dispatched()] },
  { id: 'b', attempts: [dispatched()] },
  { id: 'c', needs: ['a'] },
];

/** Seconds after the start; null: it goes on. */
function job(task: string, from: number, to: number | null): JobSight {
  const times = { startedAt: START + from * 1000, endedAt: to === null ? null : START + to * 1000 };
  return { task: id(task), attempt: 1, status: to === null ? 'running' : 'over', ...times, url: '' };
}

test('a job that is over takes no longer while the others of its workflow run go on', () => {
  const jobs = [job('a', 1, 3), job('b', 1, 5)];
  const { tasks, totals, effort, batches } = summarizeLive(stateOf(specs), jobs, START + 100_000);
  expect(tasks.map(({ durationMs, endedAt }) => [durationMs, endedAt])).toEqual([
    [2000, START + 3000],
    [4000, START + 5000],
    [null, null],
  ]);
  expect(totals).toMatchObject({ wallMs: 100_000, taskMs: 6000, speedup: 0.06, lowerBoundMs: 4000 });
  expect(effort).toBe('1 min 40 s for 6.0 s of work');
  expect(batches[0]).toMatchObject({ startedAt: START + 1000, finishedAt: null });
});

test('a job that runs takes longer from moment to moment', () => {
  const jobs = [job('a', 1, 3), job('b', 1, null)];
  const { tasks, totals } = summarizeLive(stateOf(specs), jobs, START + 11_000);
  expect(tasks.map(({ durationMs }) => durationMs)).toEqual([2000, 10_000, null]);
  expect(totals.taskMs).toBe(12_000);
});
