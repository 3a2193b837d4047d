/** Webhooks that come late, and what they asked for by then. */
import { expect, test } from 'vitest';
import { lateness } from '../../shared/io/asking/lateness.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Command } from '../../shared/request/command.ts';
import { readTrigger } from '../../shared/request/trigger.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-26T12:00:00Z');
const RUN = 'shop-1' as RunId;

/** A run that began so long ago, asked for so long ago. */
function begun(ago: number, asked: number | null) {
  const askedAt = asked === null ? null : NOW - asked;
  return { run: RUN, events: [{ type: 'resumed', at: NOW - ago, askedAt, budget: null }] } as const;
}

type Row = readonly [
  what: string,
  command: Command['kind'],
  asked: number | null,
  run: ReturnType<typeof begun> | null,
];

test.each<Row>([
  ['a cancel', 'cancel', 0, begun(5 * MINUTE, 5 * MINUTE)],
  ['a cancel of what began a moment later', 'cancel', 5 * MINUTE, begun(5 * MINUTE - 1_500, null)],
  ['a cancel that waited together with its run', 'cancel', 30 * MINUTE, begun(MINUTE, 35 * MINUTE)],
  ['a cancel of yesterday of an older run', 'cancel', 24 * HOUR, begun(25 * HOUR, 25 * HOUR)],
  ['a run after another one', 'run', MINUTE, begun(2 * HOUR, 2 * HOUR)],
  ['the first run', 'run', 50 * MINUTE, null],
  ['a retry', 'retry', MINUTE, begun(2 * HOUR, 2 * HOUR)],
  ['a run that was asked for at an unknown time', 'run', null, begun(MINUTE, MINUTE)],
  ['a cancel of what nobody knows', 'cancel', 24 * HOUR, null],
])('%s is done', (_, command, asked, run) => {
  const askedAt = asked === null ? null : NOW - asked;
  expect(lateness({ command, askedAt, now: NOW }, run)).toBeNull();
});

test.each<Row>([
  ['a cancel of what was before', 'cancel', 10 * MINUTE, begun(5 * MINUTE, 5 * MINUTE)],
  ['a cancel of before a button was pressed', 'cancel', 10 * MINUTE, begun(5 * MINUTE, null)],
  ['a retry of what went on since', 'retry', 10 * MINUTE, begun(5 * MINUTE, 5 * MINUTE)],
  ['a run, asked for once more and begun by that', 'run', 10 * MINUTE, begun(5 * MINUTE, 8 * MINUTE)],
  ['a run, asked for twice while nothing happened', 'run', 10 * MINUTE, begun(5 * MINUTE, 20 * MINUTE)],
])('%s is not done: a run has begun since', (_, command, asked, run) => {
  const askedAt = asked === null ? null : NOW - asked;
  const late = { kind: 'asked-late', ago: asked, since: RUN };
  expect(lateness({ command, askedAt, now: NOW }, run)).toEqual(late);
});

test.each<Row>([
  ['a run', 'run', 2 * HOUR, null],
  ['a run after an older one', 'run', 2 * HOUR, begun(5 * HOUR, 5 * HOUR)],
  ['a retry', 'retry', 2 * HOUR, begun(5 * HOUR, 5 * HOUR)],
  ['a resume', 'resume', 2 * HOUR, begun(5 * HOUR, 5 * HOUR)],
])('%s that comes hours late is not paid for', (_, command, asked, run) => {
  const askedAt = asked === null ? null : NOW - asked;
  const late = { kind: 'asked-late', ago: asked, since: null };
  expect(lateness({ command, askedAt, now: NOW }, run)).toEqual(late);
});

const at = '2026-11-26T10:58:00Z';
const sender = { login: 'ann' };
const pull_request = { head: { sha: 'a'.repeat(40) }, updated_at: at };
const comment = { id: 5, body: '/braid run' };
const issue = { number: 7, pull_request: {} };

test.each([
  ['a label', 'pull_request', { action: 'labeled', label: { name: 'x' }, number: 7, pull_request, sender }],
  ['a closing', 'pull_request', { action: 'closed', number: 7, pull_request, sender }],
  [
    'a comment',
    'issue_comment',
    { action: 'created', comment: { ...comment, created_at: at }, issue, sender },
  ],
])('%s says when it was asked', (_, name, payload) => {
  const trigger = readTrigger({ name, payload, ref: '', sha: '', actor: '' });
  expect(trigger).toMatchObject({ askedAt: NOW - 62 * MINUTE });
});

test('a comment that does not say when is one all the same', () => {
  const payload = { action: 'created', comment, issue, sender };
  const trigger = readTrigger({ name: 'issue_comment', payload, ref: '', sha: '', actor: '' });
  expect(trigger).toMatchObject({ kind: 'comment', askedAt: null });
});
