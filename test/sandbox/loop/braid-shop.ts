/** A sandbox with Braid as it is published and a shop that uses it: its workflow file, its configuration, a pull request with a plan. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { publishBraid } from '../../../sandbox/demo/publish-braid.ts';
import type { RunnerOptions } from '../../../sandbox/runner/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { workflowRunner } from '../../../sandbox/workflow-runner.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface BraidShop {
  readonly sandbox: Sandbox;
  readonly pull: number;
  comments(): readonly string[];
  checks(): readonly Check[];
  git(...args: string[]): Promise<string>;
}

export interface Check {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: string | null;
  readonly title: string;
}

export interface ShopOptions {
  readonly base: Readonly<Record<string, string>>;
  readonly plan: Readonly<Record<string, string>>;
  readonly runner?: RunnerOptions;
  /** Of the pull request's head. */
  readonly branch?: string;
  readonly title?: string;
  /** Everybody may read it. */
  readonly isPublic?: boolean;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Whose token lands, in place of the job's. */
  readonly landsAs?: string;
}

export async function openBraidShop({
  base,
  plan,
  runner,
  branch = 'topic',
  title = 'Payments',
  isPublic = false,
  secrets = {},
  landsAs,
}: ShopOptions): Promise<BraidShop> {
  const sandbox = await startSandbox({ runner: workflowRunner(runner) });
  onTestFinished(() => sandbox.stop());
  await publishBraid(sandbox, ROOT);
  const from = folderOf({
    '.github/workflows/braid.yml': readFileSync(join(ROOT, 'examples/workflows/braid.yml'), 'utf8'),
    ...base,
  });
  await sandbox.addRepository('octo/shop', {
    from,
    private: !isPublic,
    collaborators: {
      ...{ ada: 'admin', ann: 'write', tim: 'triage', rita: 'read' },
      ...{ 'helper[bot]': 'read', 'dependabot[bot]': 'write' },
    },
    // This GitHub has no limits.
    secrets: {
      ...secrets,
      ...(landsAs === undefined ? {} : { BRAID_LANDING_TOKEN: sandbox.userToken(landsAs) }),
    },
    variables: { BRAID_WRITE_PAUSE: '0' },
  });
  rmSync(from, { recursive: true });
  const ann = sandbox.as('ann');
  await ann.commit('octo/shop', branch, plan);
  const pull = await ann.openPull('octo/shop', { head: branch, title });
  await sandbox.settled();
  return shopOf(sandbox, pull);
}

function shopOf(sandbox: Sandbox, pull: number): BraidShop {
  const shop = repositoryOf(sandbox.world, 'octo/shop');
  return {
    sandbox,
    pull,
    comments: () => [...shop.comments.values()].map(({ body }) => body),
    checks: () =>
      [...shop.checkRuns.values()].map(({ name, headSha, conclusion, output }) => ({
        ...{ name, headSha, conclusion },
        title: output.title ?? '',
      })),
    git: async (...args) => (await shop.git.git.run(args)).trimEnd(),
  };
}

export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'braid-shop-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
