import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGit } from '../../shared/io/git.ts';
import { type LoadedPlan, loadPlan } from '../../shared/io/reading/load-plan.ts';
import { filesOnDisk, type LoadRequest } from '../../shared/io/reading/plan-files.ts';
import { renderDiagnostics } from '../../shared/report/diagnostics.ts';

const CONFIG = 'backends: { sh: { kind: command, run: ./work } }\nbackend-routing: { default-backend: sh }\n';
const PLAN = 'version: 1\nname: p\ntasks: [{ id: a, title: A, prompt: Do it. }]\n';

const IDENTITY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@localhost'];

const NOBODY = 65_534;

let home = '';
let root = '';

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'braid-load-')));
  root = join(home, 'repository');
  put('.github/braid.yml', CONFIG);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function put(name: string, text: string | Uint8Array): string {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function promptPlan(path: string): string {
  return `version: 1\nname: p\ntasks:\n  - { id: a, title: A, prompt-file: ${path} }\n`;
}

async function load(request: Partial<LoadRequest> = {}): Promise<LoadedPlan & { readonly report: string }> {
  const here = { planFile: 'plan.yml', configFile: null, root, cwd: root, git: openGit(root) };
  const loaded = await loadPlan(filesOnDisk({ ...here, ...request }));
  return { ...loaded, report: renderDiagnostics(loaded.diagnostics) };
}

test('a plan, its configuration and its prompt file', async () => {
  put('plan.yml', promptPlan('docs/prompt.md'));
  put('docs/prompt.md', '\ufeffDo it.\r\n\n  Well.\n');
  const { plan, config, diagnostics } = await load();
  expect(diagnostics).toEqual([]);
  expect(plan?.tasks[0]).toMatchObject({ prompt: 'Do it.\r\n\n  Well.\n', promptFile: 'docs/prompt.md' });
  expect(config?.routing.defaultBackend).toBe('sh');
});

test('the plan is named from the working directory, prompts from the root of the repository', async () => {
  put('sub/plan.yml', promptPlan('prompt.md'));
  put('prompt.md', 'From the root.');
  const { plan } = await load({ cwd: join(root, 'sub') });
  expect(plan?.tasks[0]?.prompt).toBe('From the root.');
});

test('a plan outside of the repository, by an absolute path', async () => {
  writeFileSync(
    join(home, 'plan.json'),
    JSON.stringify({ version: 1, name: 'p', tasks: [{ id: 'a', title: 'A', prompt: 'x' }] }),
  );
  expect((await load({ planFile: join(home, 'plan.json') })).plan?.name).toBe('p');
  expect((await load({ planFile: '../plan.json' })).plan?.name).toBe('p');
  symlinkSync(join(home, 'plan.json'), join(home, 'link.json'));
  expect((await load({ planFile: '../link.json' })).plan?.name).toBe('p');
});

test('no configuration file means the defaults; one that is named must exist', async () => {
  put('plan.yml', PLAN);
  const elsewhere = join(home, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'plan.yml'), PLAN);
  const without = await load({ root: elsewhere, cwd: elsewhere });
  expect(without.config?.parallel.maxWorkers).toBe(4);
  expect(without.config?.routing.defaultBackend).toBe('claude-code');
  expect(without.diagnostics).toEqual([]);
  const named = await load({ configFile: 'other.yml' });
  expect(named).toMatchObject({ plan: null, config: null });
  expect(named.report).toBe(`other.yml:1:1  error  expected a configuration, found no such file
   Hint: check the name

1 error. Nothing was run.
`);
});

test('problems of the configuration, the plan and its prompt files are reported together, in this order', async () => {
  put('.github/braid.yml', 'exection: auto\n');
  put('plan.yml', `${promptPlan('missing.md')}  - { id: a, title: A }\n`);
  const { plan, config, report } = await load();
  expect({ plan, config }).toEqual({ plan: null, config: null });
  expect(report).toBe(`.github/braid.yml:1:1  error  unknown key \`exection\` in the configuration
   1 | exection: auto
     | ^^^^^^^^
   Hint: did you mean \`execution\`?

plan.yml:4:37  error  expected a prompt in the repository at \`missing.md\`, found no such file
   3 | tasks:
   4 |   - { id: a, title: A, prompt-file: missing.md }
     |                                     ^^^^^^^^^^
   Hint: check the name

plan.yml:5:5  error  expected the key \`prompt\` or \`prompt-file\` in task \`a\`, found neither
   4 |   - { id: a, title: A, prompt-file: missing.md }
   5 |   - { id: a, title: A }
     |     ^^^^^^^^^^^^^^^^^^^
   Hint: add \`prompt: …\`, what the backend is told

plan.yml:5:11  error  expected a new task id, found \`a\` again, first in line 4
   4 |   - { id: a, title: A, prompt-file: missing.md }
   5 |   - { id: a, title: A }
     |           ^
   Hint: give one of the two tasks another id

4 errors. Nothing was run.
`);
});

test('a plan that does not exist', async () => {
  expect(
    (await load({ planFile: '.github/braid/plan.yml' })).report,
  ).toBe(`.github/braid/plan.yml:1:1  error  expected a plan, found no such file
   Hint: \`braid init\` writes one to begin with

1 error. Nothing was run.
`);
  expect((await load({ planFile: '.github/braid.yml/plan.yml' })).diagnostics[0]?.code).toBe('missing-file');
});

test.each([
  ['a directory', 'not-a-file', () => mkdirSync(join(root, 'plan.yml'))],
  ['a named pipe', 'not-a-file', () => execFileSync('mkfifo', [join(root, 'plan.yml')])],
  ['over 1 MB', 'too-large', () => put('plan.yml', Buffer.alloc(1024 * 1024 + 1, 0x20))],
  ['UTF-16', 'not-utf8', () => put('plan.yml', Buffer.from(`\ufeff${PLAN}`, 'utf16le'))],
  ['a link that leads out', 'outside-repository', () => symlinkSync('/etc/hostname', join(root, 'plan.yml'))],
  ['a link to itself', 'unreadable-file', () => symlinkSync('plan.yml', join(root, 'plan.yml'))],
])('a plan that is %s: %s', async (_, code, prepare) => {
  prepare();
  const { plan, diagnostics } = await load();
  expect(plan).toBe(null);
  expect(diagnostics).toMatchObject([{ severity: 'error', code, file: 'plan.yml', line: 1, column: 1 }]);
});

test('bytes that are not UTF-8, with their line', async () => {
  put(
    'plan.yml',
    Buffer.concat([Buffer.from('version: 1\nname: gr'), Buffer.from([0xf6, 0xdf]), Buffer.from('e\n')]),
  );
  expect((await load()).report).toBe(`plan.yml:2:1  error  expected a plan, found bytes that are not UTF-8
   Hint: save it as UTF-8

1 error. Nothing was run.
`);
});

test('a plan that may not be read', async () => {
  chmodSync(put('plan.yml', PLAN), 0);
  // The superuser may read everything, so it is somebody else for the moment.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    expect((await load()).diagnostics.at(-1)?.code).toBe('unreadable-file');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('a link inside of the repository is fine, also through a linked working directory', async () => {
  put('docs/plan.yml', PLAN);
  symlinkSync('docs/plan.yml', join(root, 'plan.yml'));
  symlinkSync(root, join(home, 'alias'));
  expect((await load()).plan?.name).toBe('p');
  expect((await load({ cwd: join(home, 'alias') })).plan?.name).toBe('p');
});

test('a link that leads out is found through a linked working directory, too', async () => {
  symlinkSync('/etc', join(root, 'out'));
  symlinkSync(root, join(home, 'alias'));
  const { diagnostics } = await load({ cwd: join(home, 'alias'), planFile: 'out/hostname' });
  expect(diagnostics[0]?.code).toBe('outside-repository');
});

test.each([
  [
    'a link to a file outside',
    'outside-repository',
    () => symlinkSync('/etc/hostname', join(root, 'prompt.md')),
  ],
  ['in a linked folder outside', 'outside-repository', () => symlinkSync('/etc', join(root, 'prompt.md'))],
  [
    'a link to a file of git',
    'outside-repository',
    () => symlinkSync(put('.git/config', 'token'), join(root, 'prompt.md')),
  ],
  ['a directory', 'not-a-file', () => mkdirSync(join(root, 'prompt.md'))],
  ['a named pipe', 'not-a-file', () => execFileSync('mkfifo', [join(root, 'prompt.md')])],
  ['over 1 MB', 'too-large', () => put('prompt.md', Buffer.alloc(1024 * 1024 + 1, 0x61))],
  ['not UTF-8', 'not-utf8', () => put('prompt.md', Buffer.from([0x61, 0x0a, 0xff]))],
  ['empty', 'empty-file', () => put('prompt.md', ' \n')],
  ['missing', 'missing-file', () => undefined],
])('a prompt file that is %s: %s', async (_, code, prepare) => {
  prepare();
  put('plan.yml', promptPlan('prompt.md'));
  const { plan, diagnostics } = await load();
  expect(plan).toBe(null);
  expect(diagnostics).toMatchObject([
    { severity: 'error', code, file: 'plan.yml', line: 4, column: 37, length: 9 },
  ]);
});

test('a prompt file that is named outside of the repository is not even looked at', async () => {
  writeFileSync(join(home, 'prompt.md'), 'Do it.');
  put('plan.yml', promptPlan('../prompt.md'));
  expect((await load()).diagnostics.map(({ code }) => code)).toEqual(['bad-path']);
});

test('the template of the prompt is read, and pinned with the run', async () => {
  put('plan.yml', PLAN);
  put('.github/braid.yml', `${CONFIG}prompt-template: docs/prompt.md\n`);
  const missing = await load();
  expect(missing.plan).toBeNull();
  expect(missing.report).toContain(
    '.github/braid.yml:3:18  error  expected a template in the repository at `docs/prompt.md`, found no such file\n',
  );
  put('docs/prompt.md', 'Do it');
  expect((await load()).report).toContain(
    '.github/braid.yml:3:18  error  `docs/prompt.md` has no `{{prompt}}`\n',
  );
  put('docs/prompt.md', '{{prompt}}\n{{ acceptence }}');
  expect(
    (await load()).report,
  ).toBe(`.github/braid.yml:3:18  error  \`docs/prompt.md\` names a place that does not exist, in line 2: \`{{acceptence}}\`
   2 | backend-routing: { default-backend: sh }
   3 | prompt-template: docs/prompt.md
     |                  ^^^^^^^^^^^^^^
   Hint: did you mean \`acceptance\`?

1 error. Nothing was run.
`);
  put('docs/prompt.md', 'Do {{prompt}}');
  expect((await load()).config?.promptTemplate).toEqual({ file: 'docs/prompt.md', text: 'Do {{prompt}}' });
});

test('without a work tree, configuration and prompts are those of the newest commit', async () => {
  const plan = put('plan.yml', promptPlan('docs/prompt.md'));
  const git = openGit(root);
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    [...IDENTITY, 'commit', '-q', '-m', 'Start'],
  ])
    await git.run(args);
  const bare = { git: openGit(join(root, '.git')), root: null, cwd: home, planFile: plan };
  const missing = await load(bare);
  expect(missing.diagnostics.map(({ code }) => code)).toEqual(['missing-file']);
  expect(missing.config?.routing.defaultBackend).toBe('sh');
  put('docs/prompt.md', 'Committed.');
  await git.run(['add', '.']);
  await git.run([...IDENTITY, 'commit', '-q', '-m', 'Prompt']);
  put('docs/prompt.md', 'Not committed.');
  expect((await load(bare)).plan?.tasks[0]?.prompt).toBe('Committed.');
});

test('1 MB exactly is read', async () => {
  put('plan.yml', promptPlan('prompt.md'));
  put('prompt.md', Buffer.alloc(1024 * 1024, 0x61));
  expect((await load()).plan?.tasks[0]?.prompt).toHaveLength(1024 * 1024);
});
