/** What one job tells another, as untrusted as the job. */

import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  attemptText,
  readAttempt,
  readVerdicts,
  verdictsText,
} from '../../shared/io/handover/handed-over.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import type { RunId, Sha, TaskId } from '../../shared/plan/plan.ts';
import { temporaryFolder } from './folder.ts';

const ATTEMPT = { run: 'r-1' as RunId, task: 'a' as TaskId, attempt: 1 };
const GOOD = {
  ...ATTEMPT,
  startedAt: 1_000,
  endedAt: 2_000,
  evidence: notBegun({ kind: 'exited', code: 0 }),
};

function fileOf(text: string): string {
  const file = join(temporaryFolder(), 'result.json');
  writeFileSync(file, text);
  return file;
}

const changed = (change: (value: Record<string, unknown>) => void) => {
  const value = JSON.parse(attemptText(GOOD)) as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
};
const evidenceOf = (value: Record<string, unknown>) => value.evidence as Record<string, unknown>;

test('what was written is read', async () => {
  expect(await readAttempt(fileOf(attemptText(GOOD)), ATTEMPT)).toEqual({ kind: 'read', value: GOOD });
  const verdicts = {
    run: ATTEMPT.run,
    git: 'git version 2.39.5',
    verdicts: [
      { tree: 'a'.repeat(40) as Sha, trial: 1, at: 5, durationMs: 7, verdict: { kind: 'green' as const } },
    ],
  };
  expect(await readVerdicts(fileOf(verdictsText(verdicts)), ATTEMPT.run)).toEqual({
    kind: 'read',
    value: verdicts,
  });
});

test.each<[what: string, text: string, reason: RegExp]>([
  ['no JSON', '{', /no JSON/],
  ['another task', changed(value => Object.assign(value, { task: 'b' })), /another attempt/],
  ['another run', changed(value => Object.assign(value, { run: 'r-2' })), /another attempt/],
  ['another attempt', changed(value => Object.assign(value, { attempt: 2 })), /another attempt/],
  ['verdicts', changed(value => Object.assign(value, { kind: 'verdicts' })), /`kind`/],
  [
    'a negative cost',
    changed(value => Object.assign(evidenceOf(value).usage as object, { costUsd: -5 })),
    /costUsd/,
  ],
  [
    'a commit that is a path',
    changed(value => Object.assign(evidenceOf(value), { commit: '../../x' })),
    /commit/,
  ],
  [
    'an end that only a driver can know of',
    changed(value => Object.assign(evidenceOf(value), { exit: { kind: 'orphaned' } })),
    /exit/,
  ],
  ['a time that is no time', changed(value => Object.assign(value, { endedAt: 1e30 })), /endedAt/],
  [
    'words without end',
    changed(value => Object.assign(evidenceOf(value), { tail: 'x'.repeat(300_000) })),
    /tail/,
  ],
  ['more than anybody writes', ' '.repeat(17 * 1024 * 1024), /larger than 16 MB/],
])('%s is refused', async (_, text, reason) => {
  expect(await readAttempt(fileOf(text), ATTEMPT)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(reason),
  });
});

test('what is no file of its own is not read', async () => {
  const folder = temporaryFolder();
  const link = join(folder, 'link');
  symlinkSync('/etc/hostname', link);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const file of [link, pipe, folder])
    expect(await readAttempt(file, ATTEMPT)).toEqual({
      kind: 'refused',
      reason: 'it is no file that can be read',
    });
  expect(await readAttempt(join(folder, 'none'), ATTEMPT)).toEqual({ kind: 'missing' });
});
