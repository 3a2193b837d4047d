import { expect, test } from 'vitest';
import { plan, task } from '../../run/simulate.ts';
import { served } from './calls.ts';
import { BOB, PRIVATE, PUBLIC } from './memory-app.ts';

const { app, ask, url } = served();

interface Line {
  readonly id: number | null;
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** Reads a stream as far as a test wants. */
async function* follow(path: string, signal: AbortSignal, headers: Record<string, string> = {}) {
  const response = await fetch(`${url()}${path}`, { signal, headers });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield block;
  }
}

function parsed(block: string): Line | null {
  const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
  const [, name] = /^event: (.+)$/m.exec(block) ?? [];
  const [, data = '{}'] = /^data: (.+)$/m.exec(block) ?? [];
  return name === undefined
    ? null
    : { id: id === undefined ? null : Number(id), name, data: JSON.parse(data) };
}

test('tells what has happened, what happens, and that it is over', async () => {
  const run = app.begin(plan(task('a'), task('b', { needs: ['a'] })), { run: 'live-1' });
  const lines: Line[] = [];
  for await (const block of follow(`/api/runs/${run}/events`, new AbortController().signal)) {
    const line = parsed(block);
    if (line === null) continue;
    lines.push(line);
    // Each event makes the next one happen: nothing is there before it is looked for.
    if (line.id === app.simulator(run).journal.length) app.goOn(run, 1);
  }
  expect(lines[0]).toMatchObject({
    id: 1,
    name: 'progress',
    data: { kind: 'run-started', status: 'running' },
  });
  const started = lines.find(({ data }) => data.kind === 'attempt-started');
  expect(started?.data).toMatchObject({
    task: 'a',
    attempt: 1,
    batch: 1,
    changed: [{ task: 'a', status: 'running', reason: '' }],
  });
  expect(lines.slice(0, -1).map(({ id }) => id)).toEqual(lines.slice(0, -1).map((_, index) => index + 1));
  expect(lines.at(-1)).toMatchObject({ id: null, name: 'end' });
  expect(lines.at(-2)?.data).toMatchObject({ status: 'completed', headline: 'both tasks are in' });
});

test('goes on after the last one that was seen, and has nothing more to say at the end', async () => {
  const run = app.begin(plan(task('a')), { run: 'live-2' });
  app.goOn(run);
  const count = app.simulator(run).journal.length;
  const { text } = await ask(`/api/runs/${run}/events`, { headers: { 'last-event-id': String(count - 2) } });
  expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual([count - 1, count]);
  const after = await ask(`/api/runs/${run}/events?after=${count}`);
  expect(after).toMatchObject({ status: 204, text: '' });
  const wrong = await ask(`/api/runs/${run}/events`, { headers: { 'last-event-id': 'x' } });
  expect(wrong).toMatchObject({ status: 400, json: { code: 'wrong-request' } });
});

test('shows that it lives while nothing happens, and nobody is left behind who went away', async () => {
  const run = app.begin(plan(task('a')), { run: 'live-3' });
  const gone = new AbortController();
  let alive = 0;
  try {
    for await (const block of follow(`/api/runs/${run}/events`, gone.signal)) {
      if (block === ': alive') alive += 1;
      if (alive === 3) gone.abort();
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
  expect(alive).toBe(3);
  await expect.poll(() => app.followers).toBe(0);
});

/** What is under way when it says for the first time that it lives. */
async function alive(path: string, headers: Record<string, string>, then: () => void): Promise<void> {
  for await (const block of follow(path, new AbortController().signal, headers))
    if (block === ': alive') then();
}

test.each([
  ['that is made private', PUBLIC, {}, () => app.hidden.add(PUBLIC.id)],
  [
    'from which they are shut out',
    PRIVATE,
    { authorization: 'Bearer ghu_bob' },
    () => app.shutOut.add(BOB.id),
  ],
  [
    'of which GitHub cannot be asked',
    PUBLIC,
    {},
    () => {
      app.trouble = new Error('no answer');
    },
  ],
])('nobody goes on following a run in a repository %s', async (what, repository, headers, then) => {
  const run = app.begin(plan(task('a')), { run: `seen-${what.length}`, repository });
  await alive(`/api/runs/${run}/events`, headers, then);
  app.hidden.clear();
  app.shutOut.clear();
  app.trouble = null;
  expect(app.followers).toBe(0);
});

test('a run that ended and goes on is told to its new end', async () => {
  const run = app.begin(plan(task('a')), {
    run: 'live-4',
    script: { deeds: { a: ['crash', 'crash', 'work'] } },
  });
  app.goOn(run);
  const { plan: of, config, now } = app.simulator(run).started;
  app.take(run, { type: 'retry-requested', at: now + 1000, tasks: null, plan: of, config, remarks: [] });
  app.goOn(run);
  const { text } = await ask(`/api/runs/${run}/events`);
  expect(text.match(/^event: end$/gm)).toHaveLength(1);
  expect(text).toContain('"kind":"retry-requested"');
  expect(text).toContain('"headline":"the only task is in"');
});
