/** What reaches the App when it does not fit any more: commands of before, and what goes on for a pull request that is closed. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { follow } from '../../../app/steps/work.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { Command } from '../../../shared/request/command.ts';
import { until } from '../../cli/processes.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from './app-shop.ts';

const SHOP = 'octo/shop';

/** A run whose first task waits for `go`; its second one needs it. */
async function atWork() {
  const place = mkdtempSync(join(tmpdir(), 'braid-late-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const script = `touch ${place}/waits; until test -e ${place}/go; do sleep 0.1; done; echo a > a`;
  const second = { needs: 'needs: [a]', script: `touch ${place}/second; echo b > b` };
  const plan = planOf({ a: [script, 'retries: 0'], b: [second.script, 'retries: 0', second.needs] });
  const shop = await openAppShop({ base: BASE, plan });
  const ann = shop.sandbox.as('ann');
  const begin = async () => {
    await ann.label(SHOP, shop.pull, 'braid:run');
    await until(() => existsSync(join(place, 'waits')), 'a task that is at work');
    const [run] = [...shop.notes.keys()];
    if (run === undefined) throw new Error('no run began');
    return run;
  };
  return {
    ...{ ...shop, shop, ann, begin },
    go: () => writeFileSync(join(place, 'go'), ''),
    hasGoneOn: () => existsSync(join(place, 'second')),
    comment: () => shop.comments().find(text => text.startsWith('<!--')) ?? '',
    /** Said so long ago, in milliseconds, and told only now. */
    late: async (command: Command, ago: number) => {
      const { id: repositoryId } = repositoryOf(shop.sandbox.world, SHOP);
      const [installation] = [...shop.sandbox.world.installations.values()];
      const comment = ann.comment(SHOP, shop.pull, 'It was lost.');
      const place = { installation: installation?.id ?? 0, repository: SHOP, repositoryId, isPrivate: false };
      const asked = { actor: 'ann', pullRequest: shop.pull, comment, askedAt: Date.now() - ago };
      const trigger = { kind: 'comment', ...asked, command } as const;
      await follow(shop.workshop, { kind: 'asked', place, trigger }, `lost-${command.kind}`);
    },
  };
}

test('whoever closes the pull request ends its run, and nothing further is paid for', async () => {
  const { shop, ann, begin, hasGoneOn, comment, notes } = await atWork();
  const run = await begin();
  await ann.close(SHOP, shop.pull);
  await shop.quiet();
  expect(notes.get(run)).toMatchObject({ status: 'cancelled', isOver: true });
  expect(comment()).toContain('cancelled by ann, who closed the pull request');
  expect(hasGoneOn()).toBe(false);
});

test('a run on a closed pull request that went on is cancelled by a command', async () => {
  const { shop, sandbox, ann, begin, notes } = await atWork();
  const run = await begin();
  // Tim may close, but not cancel.
  await sandbox.as('tim').close(SHOP, shop.pull);
  await until(() => shop.lines.some(line => line.includes('may not cancel')), 'closing that changes nothing');
  ann.comment(SHOP, shop.pull, '/braid cancel');
  await shop.quiet();
  expect(notes.get(run)).toMatchObject({ status: 'cancelled', isOver: true });
});

test('an old cancel ends no run that was begun since, and an old run begins none', async () => {
  const { begin, go, comment, notes, late, shop, sandbox } = await atWork();
  const run = await begin();
  await late({ kind: 'cancel' }, 600_000);
  expect(notes.get(run)?.isOver).toBe(false);
  expect(comment()).toMatch(/this was asked 10 min .* ago.*has begun since/s);
  go();
  await shop.quiet();
  expect(notes.get(run)).toMatchObject({ status: 'completed' });
  const before = sandbox.runs(SHOP).length;
  await late({ kind: 'run' }, 600_000);
  await shop.quiet();
  expect(comment()).toMatch(/this was asked 10 min .* ago.*both tasks are in/s);
  expect(sandbox.runs(SHOP)).toHaveLength(before);
  expect([...notes.keys()]).toEqual([run]);
});
