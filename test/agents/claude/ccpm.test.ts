/** CCPM's task files: found, pointed to, and closed when the work is done. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { closedText } from '../../../shared/io/backends/claude/ccpm-closing.ts';
import { findCcpmTask } from '../../../shared/io/backends/claude/ccpm-task.ts';
import type { TaskId } from '../../../shared/plan/plan.ts';
import { KEY, makeWorkplace } from '../workplace.ts';

const PROGRAM = `#!/bin/sh
cat > "$TMPDIR/../told/prompt-seen"
echo '{"type":"result","is_error":false,"result":"done"}'
`;

const task = (name: string, more = '') => `---\nname: ${name}\nstatus: open\n${more}---\n\n# ${name}\n`;
const SHOP = {
  'shop/epic.md': '---\nname: shop\n---\n',
  'shop/001.md': task('Add the models', 'github: https://github.com/o/r/issues/41\n'),
  'shop/001-analysis.md': '# Parts\n',
  'shop/12.md': task('Add the orders'),
  'shop/github-mapping.md': '1 41\n',
  'search/12.md': task('Add an index'),
  'search/3.md': 'no frontmatter\n',
  'broken name/7.md': task('Never'),
};

function writeEpics(tree: string, files: Readonly<Record<string, string>>): string {
  const epics = join(tree, '.claude/epics');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(epics, name)), { recursive: true });
    writeFileSync(join(epics, name), text);
  }
  return epics;
}

describe('the file of a task', () => {
  const folder = mkdtempSync(join(tmpdir(), 'braid-ccpm-'));
  const epics = writeEpics(folder, SHOP);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['1', 'shop/001.md'],
    ['task-001', 'shop/001.md'],
    ['41', 'shop/001.md'],
    ['add-the-models', 'shop/001.md'],
    ['shop-12', 'shop/12.md'],
    ['search-12', 'search/12.md'],
    ['3', 'search/3.md'],
  ])('of %s', (id, file) => {
    expect(findCcpmTask(epics, id)?.path).toBe(`.claude/epics/${file}`);
  });

  test.each(['12', '7', 'models', 'epic', '99'])('of %s is not known, or one of several', id => {
    expect(findCcpmTask(epics, id)).toBeNull();
  });
});

async function workOn(context: TestContext, id: string) {
  const place = makeWorkplace(context);
  writeEpics(place.tree, SHOP);
  const told = dirname(place.home);
  const program = join(told, 'program');
  writeFileSync(program, PROGRAM, { mode: 0o755 });
  const { notes } = await place.run(
    { kind: 'ccpm', program },
    { outside: { ANTHROPIC_API_KEY: KEY }, job: { task: id as TaskId } },
  );
  return { notes, place, prompt: readFileSync(join(told, 'prompt-seen'), 'utf8') };
}

test.each<[string, string, string | null]>([
  ['with a date', '---\nstatus: open\nupdated: old\n---\nx', '---\nstatus: closed\nupdated: NOW\n---\nx'],
  [
    'without one',
    '---\nname: a\nstatus: in-progress\n---\n',
    '---\nname: a\nstatus: closed\nupdated: NOW\n---\n',
  ],
  [
    'with Windows’ ends of lines',
    '---\r\nstatus: open\r\n---\r\n',
    '---\r\nstatus: closed\r\nupdated: NOW\r\n---\r\n',
  ],
  ['closed', '---\nstatus: closed\n---\n', null],
  ['without a status', '---\nname: a\n---\nstatus: open\n', null],
  ['without a head', 'status: open\n', null],
])('a file %s is closed as CCPM does it', (_, text, expected) => {
  expect(closedText(text, 'NOW')).toBe(expected);
});

test('is told to the agent, and closed by Braid', async context => {
  const { notes, place, prompt } = await workOn(context, '1');
  expect(notes).toBe('CCPM: `.claude/epics/shop/001.md` is closed with this work.');
  expect(prompt.split('\n')).toEqual([
    'do it',
    '# This is the CCPM task of .claude/epics/shop/001.md: read that file first.',
    '# How it can be divided: .claude/epics/shop/001-analysis.md',
    '# The epic it belongs to: .claude/epics/shop/epic.md',
    '# Its `status` is set to `closed` for you when you are done: leave that file as it is.',
    expect.stringMatching(/^# Leave everything else in \.claude alone/),
    '',
  ]);
  expect(place.read('.claude/epics/shop/001.md').replace(/^updated: 20.*Z$/m, 'updated: NOW')).toBe(
    SHOP['shop/001.md'].replace('status: open', 'status: closed\nupdated: NOW'),
  );
});

test('is not missed where there is none', async context => {
  const { notes, prompt } = await workOn(context, 'other');
  expect([notes, prompt]).toEqual([null, 'do it']);
});
