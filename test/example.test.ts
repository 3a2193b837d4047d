/** The example project: each task's script is applied by hand, with plain git, and does what the plan says of it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../shared/plan/config.ts';
import { parseConfig } from '../shared/plan/parse-config.ts';
import { parsePlan } from '../shared/plan/parse-plan.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { isInside } from '../shared/plan/scope.ts';
import { arrange, forecast } from '../shared/run/dispatch/forecast.ts';

const SHOP = join(import.meta.dirname, '../examples/shop');
const { plan, config, diagnostics } = readExample();
const planned = arrange(plan, config);
const { graph } = planned;
const { routes } = forecast(planned);

describe('the plan of the example', () => {
  it('is read without a remark', () => {
    expect(diagnostics).toEqual([]);
  });

  it('has three batches, as its comment says', () => {
    const { batches, serialized } = graph;
    expect(batches.map(batch => batch.toSorted())).toEqual([
      ['address', 'import', 'money', 'rename', 'tidy'],
      ['discounts', 'export', 'orders', 'totals'],
      ['guide', 'receipt'],
    ]);
    expect(serialized).toEqual([]);
  });
});

describe('the tasks of the example', () => {
  const folder = mkdtempSync(join(tmpdir(), 'braid-example-test-'));
  const repository = join(folder, 'shop');
  const environment = makeEnvironment(folder);
  const attempts = new Map<string, ReturnType<typeof performAnew>>();
  let trees = 0;
  let base: string;

  beforeAll(async () => {
    cpSync(SHOP, repository, { recursive: true });
    await git('init', '--quiet', '-b', 'main');
    base = await commitAll(repository, 'base');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('begin on a base that is green', async () => {
    expect(await isGreen(await checkOut(base), config.merge.verify)).toBe(true);
  });

  it('of batch 1 are green, each by itself', async () => {
    const done = await Promise.all(['money', 'address', 'rename'].map(id => perform(id, base)));
    expect(done.map(({ code, outside }) => ({ code, outside }))).toEqual(
      Array(3).fill({ code: 0, outside: [] }),
    );
    expect(await Promise.all(done.map(({ tree }) => isGreen(tree)))).toEqual([true, true, true]);
  });

  it('rename collides with address, and does its work on top of it', async () => {
    const [address, rename] = await Promise.all([perform('address', base), perform('rename', base)]);
    expect(await merge(address.commit, rename.commit)).toEqual({ conflict: ['src/user.js'] });
    const again = await perform('rename', address.commit);
    expect(again.code).toBe(0);
    expect(await isGreen(again.tree)).toBe(true);
    expect(await git('show', `${again.commit}:src/user.js`)).toContain('{ fullName, email, address }');
  });

  it('import fails, and tidy leaves its paths', async () => {
    const [failed, strayed] = await Promise.all([perform('import', base), perform('tidy', base)]);
    expect(failed).toMatchObject({ code: 3, stderr: 'no such table: carts\n' });
    expect(strayed).toMatchObject({ code: 0, outside: ['src/cart.js'] });
  });

  it('discounts and totals are green alone and red together', async () => {
    const money = await perform('money', base);
    const [discounts, totals] = await Promise.all([
      perform('discounts', money.commit),
      perform('totals', money.commit),
    ]);
    expect([discounts.outside, totals.outside]).toEqual([[], []]);
    const together = await checkOut(await merged(discounts.commit, totals.commit));
    const verdicts = await Promise.all([discounts.tree, totals.tree, together].map(tree => isGreen(tree)));
    expect(verdicts).toEqual([true, true, false]);
  });

  it('that need others do not work without them', async () => {
    const early = await Promise.all(['discounts', 'orders', 'receipt'].map(id => perform(id, base)));
    expect(await Promise.all(early.map(({ tree }) => isGreen(tree)))).toEqual([false, false, false]);
    expect((await perform('guide', base)).code).not.toBe(0);
  });

  it('are green together, without the one that was kept out', async () => {
    let [head, last] = [base, repository];
    for (const id of ['money', 'address', 'rename', 'discounts', 'orders', 'receipt', 'guide']) {
      const { code, outside, commit, tree } = await perform(id, head);
      expect({ id, code, outside }).toEqual({ id, code: 0, outside: [] });
      expect(await isGreen(tree, task(id).verify)).toBe(true);
      [head, last] = [commit, tree];
    }
    expect(await isGreen(last)).toBe(true);
    expect(await git('show', `${head}:docs/discounts.md`)).toContain('- 15 % off: 33.15');
  });

  /** Once for each task and base. */
  function perform(id: string, onto: string): ReturnType<typeof performAnew> {
    const key = `${id} on ${onto}`;
    const attempt = attempts.get(key) ?? performAnew(id, onto);
    attempts.set(key, attempt);
    return attempt;
  }

  /** Runs the task's backend on a tree of its own, as Braid does, and commits what it left. */
  async function performAnew(id: string, onto: string) {
    const { prompt } = task(id);
    const found = routes.get(task(id).id);
    const chosen = found?.kind === 'routed' ? config.backends[found.backend] : undefined;
    const run = chosen?.kind === 'command' ? chosen.run : 'exit 127';
    const tree = await checkOut(onto);
    const promptFile = `${tree}.prompt`;
    writeFileSync(promptFile, `${prompt}\n# Done means:\n# - what Braid adds does no harm\n`);
    const { code, stderr } = await execute('sh', ['-c', run], {
      cwd: tree,
      env: { ...environment, BRAID_TASK: id, BRAID_PROMPT_FILE: promptFile },
    });
    const commit = await commitAll(tree, id);
    const files = (await git('diff', '--name-only', onto, commit)).split('\n').filter(file => file !== '');
    return { code, stderr, tree, commit, outside: files.filter(file => !isInside(file, task(id).paths)) };
  }

  async function isGreen(tree: string, commands: readonly string[] = ['node test/all.js']): Promise<boolean> {
    for (const command of commands) {
      const { code } = await execute('sh', ['-c', command], { cwd: tree, env: environment });
      if (code !== 0) return false;
    }
    return true;
  }

  async function merge(ours: string, theirs: string) {
    const args = [
      '-C',
      repository,
      'merge-tree',
      '--write-tree',
      '--name-only',
      '--no-messages',
      ours,
      theirs,
    ];
    const { code, stdout } = await execute('git', args, { env: environment });
    const [tree = '', ...conflict] = stdout.trim().split('\n');
    return code === 0 ? { tree } : { conflict };
  }

  async function merged(ours: string, theirs: string): Promise<string> {
    const { tree } = await merge(ours, theirs);
    if (tree === undefined) throw new Error('a conflict that was not expected');
    return git('commit-tree', '-p', ours, '-p', theirs, '-m', 'merge', tree);
  }

  async function checkOut(commit: string): Promise<string> {
    trees += 1;
    const tree = join(folder, `tree-${trees}`);
    await git('clone', '--quiet', '--no-checkout', '--shared', repository, tree);
    await git('-C', tree, 'checkout', '--quiet', '--detach', commit);
    return tree;
  }

  async function commitAll(tree: string, message: string): Promise<string> {
    await git('-C', tree, 'add', '--all');
    await git('-C', tree, 'commit', '--quiet', '--allow-empty', '-m', message);
    const commit = await git('-C', tree, 'rev-parse', 'HEAD');
    if (tree !== repository) await git('fetch', '--quiet', tree, commit);
    return commit;
  }

  async function git(...args: readonly string[]): Promise<string> {
    const done = await execute('git', ['-C', repository, ...args], { env: environment });
    if (done.code !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
    return done.stdout.trim();
  }
});

function readExample(): {
  readonly plan: Plan;
  readonly config: Config;
  readonly diagnostics: readonly unknown[];
} {
  const read = (file: string) => readFileSync(join(SHOP, file), 'utf8');
  const configured = parseConfig(read('.github/braid.yml'), { file: '.github/braid.yml' });
  const file = '.github/braid/plan.yml';
  const planned = parsePlan(read(file), { file, config: configured.config });
  const diagnostics = [...configured.diagnostics, ...planned.diagnostics];
  if (configured.config === null || planned.plan === null)
    throw new Error(JSON.stringify(diagnostics, null, 2));
  return { plan: planned.plan, config: configured.config, diagnostics };
}

function task(id: string) {
  const found = plan.tasks.find(each => each.id === id);
  if (found === undefined) throw new Error(`the plan has no task ${id}`);
  return found;
}

/** Nobody's git configuration, and a `sleep` that does not wait: here nobody looks on. */
function makeEnvironment(folder: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const identity = { NAME: 'Test', EMAIL: 'test@braid.invalid' };
  return {
    ...Object.fromEntries(inherited),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: identity.NAME,
    GIT_AUTHOR_EMAIL: identity.EMAIL,
    GIT_COMMITTER_NAME: identity.NAME,
    GIT_COMMITTER_EMAIL: identity.EMAIL,
  };
}

interface Done {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function execute(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
): Promise<Done> {
  return new Promise(resolve => {
    execFile(file, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
