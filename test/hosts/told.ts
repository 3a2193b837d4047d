/** What a host's report says that must be the same on another: all but names, times, places and commits. */
import { expect } from 'vitest';
import type { Report } from '../cli/rig.ts';
import type { Expected, Scenario } from './scenario.ts';

/** What a host made of a story. */
export interface Outcome {
  /** After each thing that was asked for. */
  readonly reports: readonly Report[];
  /** Of the result, by path; configuration and plan are left out. */
  readonly tree: Readonly<Record<string, string>>;
  /** The text of a file of the result; null: there is none. */
  readonly read: (path: string) => Promise<string | null>;
  /** The same of a task's branch. */
  readonly readOf: (task: string, path: string) => Promise<string | null>;
  /** As {@link Expected} has it. */
  readonly at: string | null;
}

/** Whether a host did what the story expects. */
export async function expectAs({ later = [], expected }: Scenario, outcome: Outcome): Promise<void> {
  const { reports, at, read } = outcome;
  const wanted = [...later.map(({ before }) => before), expected].map(({ run, tasks }) => ({ run, tasks }));
  expect(reports.map((report, index) => statusesOf(report, wanted[index]?.tasks ?? {}))).toEqual(wanted);
  const last = reports.at(-1);
  expect(at).toBe(expected.at);
  if (expected.verified !== undefined) expect(last?.run.verified).toBe(expected.verified);
  if (expected.batches !== undefined)
    expect(last?.batches.map(({ tasks }) => tasks)).toEqual(expected.batches);
  for (const words of expected.says ?? []) expect(last?.run.reasons.join('\n')).toContain(words);
  await expectWork(outcome, expected);
  for (const [path, text] of Object.entries(expected.tree ?? {})) expect(await read(path)).toBe(text);
}

/** What became of the single tasks. */
async function expectWork({ reports, readOf }: Outcome, expected: Expected): Promise<void> {
  const { kept = {}, uncommitted = [], red = {}, verifications } = expected;
  const last = reports.at(-1);
  for (const [task, [path, text]] of Object.entries(kept)) expect(await readOf(task, path)).toBe(text);
  const merged = last?.tasks.filter(({ status }) => status === 'merged') ?? [];
  expect(merged.flatMap(({ id, mergeCommit }) => (mergeCommit === null ? [id] : []))).toEqual(uncommitted);
  for (const [task, about] of Object.entries(red))
    expect(last?.tasks.find(({ id }) => id === task)?.red).toMatchObject(about);
  if (verifications !== undefined) expect(last?.totals.verifications).toBe(verifications);
}

/** With a reason where the story names one. */
function statusesOf(report: Report, wanted: Expected['tasks']) {
  const tasks = report.tasks.map(({ id, status, reason }) => {
    return [id, typeof wanted[id] === 'string' || wanted[id] === undefined ? status : [status, reason]];
  });
  return { run: report.run.status, tasks: Object.fromEntries(tasks) };
}

/** For comparing what two hosts say of one story. */
export function alike(report: Report) {
  const { run, totals } = report;
  return {
    run: {
      status: run.status,
      execution: run.execution,
      verified: run.verified,
      failure: run.failure?.command,
    },
    batches: report.batches.map(({ number, tasks, status }) => ({ number, tasks, status })),
    tasks: report.tasks.map(task => ({
      ...{ id: task.id, status: task.status, reason: task.reason, batch: task.batch },
      ...{ attempts: task.attempts, files: task.files, conflict: task.conflict, costUsd: task.costUsd },
      outcomes: task.attemptLog.map(({ outcome, backend }) => `${outcome} by ${backend}`),
      red: task.red === null ? null : { with: task.red.with, command: task.red.command, tail: task.red.tail },
    })),
    totals: { merged: totals.merged, costUsd: totals.costUsd, verifications: totals.verifications },
  };
}
