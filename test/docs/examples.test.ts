/** The examples of the documents are read without a remark, and do what the text around them says. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { bad } from '../../cli/doctor/check.ts';
import { findingsJson } from '../../cli/doctor/findings.ts';
import { DEFAULT_CONFIG, parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { planJson, reportJson } from '../../shared/report/json.ts';
import { LOOKS } from '../../shared/report/summary/look.ts';
import { summarize } from '../../shared/report/summary.ts';
import { arrange, forecast } from '../../shared/run/dispatch/forecast.ts';
import { NOW, PAYMENTS } from '../report/payments.ts';
import { block, blocks, CLI, code, page, pages, ROOT, readme } from './book.ts';

const backends = page('docs/backends.md');
const yaml = pages.flatMap(of =>
  blocks(of)
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => ({ path: of.path, text })),
);

test('there are examples', () => {
  expect(yaml.length).toBeGreaterThan(4);
});

test.each(yaml)('an example in $path is read without a remark: $text', ({ path, text }) => {
  const { diagnostics } = text.startsWith('version:')
    ? parsePlan(text, { file: path, config: null })
    : parseConfig(text, { file: path });
  expect(diagnostics).toEqual([]);
});

describe('the JSON', () => {
  test('of a report has exactly these fields', () => {
    const actual = reportJson(summarize(PAYMENTS, NOW));
    expect(fields([JSON.parse(block(readme, 'json: report'))])).toEqual(fields([actual]));
  });

  test('of a plan is what the first plan gives', () => {
    const { config } = parseConfig(block(readme, 'test: first-config'), { file: 'braid.yml' });
    const read = { file: 'plan.yml', config: config ?? DEFAULT_CONFIG };
    const { plan } = parsePlan(block(readme, 'test: first-plan'), read);
    if (plan === null || config === null) throw new Error('the first plan is wrong');
    const planned = arrange(plan, config);
    const actual = planJson({ ...planned, forecast: forecast(planned) }, []);
    const told = JSON.parse(block(readme, 'json: plan'));
    const ids: readonly string[] = told.tasks.map((task: { readonly id: string }) => task.id);
    expect(told).toEqual({ ...actual, tasks: actual.tasks.filter(({ id }) => ids.includes(id)) });
  });

  test('of a doctor has exactly these fields', () => {
    const check = bad('backend', '', '');
    const actual = findingsJson({ checks: [check], diagnostics: [], complete: true });
    expect(fields([JSON.parse(block(readme, 'json: doctor'))])).toEqual(fields([actual]));
  });

  test('of a diagnostic has exactly these fields', () => {
    const { diagnostics } = parsePlan('', { file: 'plan.yml', config: null });
    const actual = reportJson({ ...summarize(PAYMENTS, NOW), diagnostics }).diagnostics;
    const line = /<!-- keys: diagnostic -->(.*?)\./.exec(readme.text)?.[1] ?? '';
    expect(actual.map(each => Object.keys(each))).toEqual([code(line)]);
  });
});

/** The names of all fields at every depth, of all elements of a list together. */
function fields(values: readonly unknown[]): unknown {
  const lists = values.filter(Array.isArray);
  if (lists.length > 0) return fields(lists.flat());
  const maps = values.filter(each => typeof each === 'object' && each !== null);
  const names = [...new Set(maps.flatMap(Object.keys))].sort();
  return Object.fromEntries(
    names.map(name => [name, fields(maps.map(each => (each as Record<string, unknown>)[name]))]),
  );
}

test('the report in the README is one of the example', () => {
  const text = readFileSync(join(ROOT, 'examples/expected.json'), 'utf8');
  const expected = Object.entries(JSON.parse(text) as Record<string, { status: string }>);
  const excerpt = blocks(readme).find(({ text }) => text.startsWith('shop: '))?.text ?? '';
  const merged = expected.filter(([, { status }]) => status === 'merged').length;
  expect(excerpt).toContain(`shop: ${merged} of ${expected.length} tasks are in`);
  const rows = excerpt.split('\n').filter(line => /^\S +\w+ {2,}\w/.test(line));
  expect(rows.length).toBeGreaterThan(4);
  for (const row of rows) {
    const [, mark, id, label] = /^(\S) +(\w+) {2,}(\w+(?: \w+)*)/.exec(row) ?? [];
    const status = expected.find(([name]) => name === id)?.[1].status;
    const look = Object.entries(LOOKS).find(([name]) => name === status)?.[1];
    expect([id, mark, label]).toEqual([id, look?.mark, look?.label]);
  }
});

describe('what a reader is told to do, done', () => {
  const folder = mkdtempSync(join(tmpdir(), 'braid-docs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A repository with one commit. */
  async function begin(name: string, files: Readonly<Record<string, string>>) {
    const repository = join(folder, name);
    mkdirSync(repository);
    const env = {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      HOME: folder,
      BRAID_CACHE_DIR: join(folder, 'cache'),
      GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    };
    writeFileSync(env.GIT_CONFIG_GLOBAL, '[user]\n\tname = Ann\n\temail = ann@example.org\n');
    const shell = async (lines: string) => {
      const script = `set -e\nbraid() { "${process.execPath}" "${CLI}" "$@"; }\n${lines}`;
      const { stdout } = await execa('sh', ['-c', script], { cwd: repository, env, extendEnv: false });
      return stdout;
    };
    await shell('git init -q -b main . && git commit -q --allow-empty -m start');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), text);
    }
    return { shell, read: (path: string) => readFileSync(join(repository, path), 'utf8') };
  }

  test('the first plan, and cleaning up after it', async () => {
    const { shell, read } = await begin('first', {
      '.github/braid.yml': block(readme, 'test: first-config'),
      '.github/braid/plan.yml': block(readme, 'test: first-plan'),
    });
    const said = await shell(block(readme, 'test: first-commands'));
    expect(said).toContain('all 3 tasks are in · main is at');
    expect(read('both.txt')).toBe('hello\n1\n2\n3\n');
    const run = (await shell("git for-each-ref --format '%(refname:lstrip=2)' refs/braid/")).trim();
    const forRun = (mark: string) => shell(block(readme, mark).replaceAll('<run>', run));
    expect(await shell('git branch --list "braid/*"')).not.toBe('');
    await forRun('test: clean-merged');
    expect(await shell('git branch --list "braid/*"')).toBe('');
    await forRun('test: clean-all');
    expect(await shell('git for-each-ref --format "%(refname)"')).toBe('refs/heads/main');
    expect(await shell('ls .git/braid/runs')).toBe('');
  });

  test('the worked example of a backend', async () => {
    const { shell, read } = await begin('backend', {
      'tools/agent.sh': block(backends, 'test: example-script'),
      '.github/braid.yml': block(backends, 'test: example-config'),
      '.github/braid/plan.yml': block(backends, 'test: example-plan'),
    });
    const said = await shell(block(backends, 'test: example-commands'));
    expect(said).toContain('✔ roses    merged\n✔ violets  merged');
    expect(said).toContain('of work · $0.01');
    expect(read('violets.txt')).toBe('Violets are blue\n');
    expect(await shell('cat .git/braid/runs/*/report.md')).toContain(
      'Attempt 1 of roses. Nothing was left undone.',
    );
  });
});
