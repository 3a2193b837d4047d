/** Jobs whose machine is in the hands of what they ran: what they upload is another's, leaves its place, or pretends to be Braid's own. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Artifact, WorkflowRun } from '../../../sandbox/state/workflow-run.ts';
import { openBraidShop } from './braid-shop.ts';
import { BASE, planOf } from './shop-plan.ts';

const SHOP = 'octo/shop';
type Files = Record<string, Uint8Array>;

function uploaded({ artifacts }: WorkflowRun, part: string): Artifact {
  const found = artifacts.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`there is no artifact ${part}`);
  return found;
}

/** Whoever holds a job's own token for artifacts can do that. */
function forge(run: WorkflowRun, part: string, change: (files: Files) => Files): void {
  const old = uploaded(run, part);
  const zip = zipSync(change(unzipSync(old.zip)));
  run.artifacts.splice(run.artifacts.indexOf(old), 1, { ...old, zip });
}

test('what a job uploads that is forged costs its own task alone, and the comment says what was wrong', async () => {
  const signs = mkdtempSync(join(tmpdir(), 'braid-signs-'));
  onTestFinished(() => rmSync(signs, { recursive: true }));
  const wait = `touch ${signs}/slow; while ! [ -e ${signs}/go ]; do sleep 0.1; done; echo x > slow`;
  const once = (id: string) => [`echo x > ${id}`, 'retries: 0'] as const;
  const shop = await openBraidShop({
    base: BASE,
    plan: planOf({
      bundle: once('bundle'),
      escape: once('escape'),
      fine: once('fine'),
      other: once('other'),
      slow: wait,
    }),
  });
  const { sandbox } = shop;
  await sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  const work = () => sandbox.runs(SHOP).find(({ artifacts }) => artifacts.length >= 5);
  await vi.waitFor(() => expect(work()).toBeDefined(), 60_000);
  const run = work();
  if (run === undefined) return;
  const [start = uploaded(run, 'plan')] = run.artifacts;
  const fine = unzipSync(uploaded(run, '-fine-1-').zip);
  forge(run, '-bundle-1-', files => ({ ...files, 'work.bundle': fine['work.bundle'] ?? strToU8('') }));
  forge(run, '-other-1-', () => fine);
  forge(run, '-escape-1-', files => ({ '../../../evil': strToU8('evil'), ...files }));
  // As if what was asked for had been something else.
  const told = strFromU8(unzipSync(start.zip)['start.json'] ?? strToU8('{}'));
  const forged = JSON.stringify({ ...JSON.parse(told), command: 'help' });
  const name = start.name.replace(/\d+$/, '9');
  run.artifacts.push({ ...start, id: 0, name, zip: zipSync({ 'start.json': strToU8(forged) }) });
  await vi.waitFor(() => expect(existsSync(join(signs, 'slow'))).toBe(true), 60_000);
  writeFileSync(join(signs, 'go'), '');
  await sandbox.settled();

  expect(shop.comments()).toHaveLength(1);
  const [comment = ''] = shop.comments();
  expect(comment).toContain('4 of 5 tasks are in');
  expect(comment).toMatch(
    /\| \*\*bundle\*\* \|.*the work that its job handed over is refused: it holds something else than/,
  );
  // A job that left nothing of its own is run again.
  const summaries = sandbox
    .runs(SHOP)
    .flatMap(({ jobs }) => jobs.flatMap(({ report }) => report?.summaries ?? []));
  const summary = summaries.at(-1);
  expect(summary).toContain('the result of its job is refused: it is about another attempt');
  expect(summary).toContain('its job left no result that could be unpacked');
  for (const task of ['escape', 'fine', 'other', 'slow'])
    expect(await shop.git('show', `topic:${task}`)).toBe('x');
  const landed = (await shop.git('ls-tree', '-r', '--name-only', 'topic')).split('\n');
  expect(landed).not.toContain('bundle');
  expect(landed).not.toContain('evil');
});
