/** A task of CCPM is closed in its own file when its work is merged, and by nothing but its work. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newPlace, type Place, removePlaces, taskOf } from './rig.ts';

afterAll(removePlaces);

const FILE = '.claude/epics/shop/12.md';
const HEAD = 'name: Add the orders\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n';
const TEXT = `---\n${HEAD}updated: 2026-01-02T00:00:00Z\n---\n\n# Orders\n\nstatus: not this line\n`;
const OTHER = TEXT.replace('orders', 'carts');

/** An agent that does what its prompt says, as a shell. */
async function shop(config: object = {}): Promise<Place> {
  const place = await newPlace(
    {
      backends: { pm: { kind: 'ccpm', program: 'PROGRAM' } },
      'backend-routing': { 'default-backend': 'pm' },
      ...config,
    },
    { [FILE]: TEXT, '.claude/epics/shop/13.md': OTHER },
  );
  const program = join(place.folder, 'agent');
  const said = '{"type":"result","is_error":false,"result":"done"}';
  writeFileSync(program, `#!/bin/sh\n[ "$1" = --version ] && { echo 2.0.0; exit; }\nsh && echo '${said}'\n`);
  chmodSync(program, 0o755);
  const file = '.github/braid.yml';
  place.write(file, place.read(file).replace('PROGRAM', program));
  await place.commitAll('agent');
  return place;
}

async function outcome(place: Place, prompt: string) {
  const { done } = place.start(
    ['run', place.plan({ 'shop-12': prompt }), '--run', place.name, '--json', '-'],
    { env: { ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdefghij' } },
  );
  const { stdout } = await done;
  const { status, reason, notes, files } = taskOf(JSON.parse(stdout), 'shop-12');
  return { status, reason, notes, files };
}

test('is closed with its work, in two lines', async () => {
  const place = await shop();
  expect(await outcome(place, 'echo x > orders.txt')).toEqual({
    status: 'merged',
    reason: '',
    notes: `CCPM: \`${FILE}\` is closed with this work.`,
    files: [FILE, 'orders.txt'],
  });
  const closed = place.read(FILE);
  expect(closed.replace(/^updated: 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m, 'updated: NOW')).toBe(
    TEXT.replace('status: open', 'status: closed').replace(/^updated: .*$/m, 'updated: NOW'),
  );
  expect(place.read('.claude/epics/shop/13.md')).toBe(OTHER);
});

test('is no work by itself', async () => {
  const place = await shop();
  expect((await outcome(place, 'true')).status).toBe('no-changes');
  expect(place.read(FILE)).toBe(TEXT);
});

test('stays open when its work is red', async () => {
  const place = await shop({ merge: { verify: ['false'] } });
  expect((await outcome(place, 'echo x > orders.txt')).status).not.toBe('merged');
  expect(place.read(FILE)).toBe(TEXT);
});

test.each([
  ['more of its file', `echo more >> ${FILE}`, FILE],
  ['the file of another', 'sed -i s/open/closed/ .claude/epics/shop/13.md', '.claude/epics/shop/13.md'],
])('does not let the agent change %s', async (_, prompt, path) => {
  const place = await shop();
  const { status, reason } = await outcome(place, `echo x > orders.txt; ${prompt}`);
  expect([status, reason]).toEqual(['out-of-scope', `changed ${path}, which is protected`]);
});
