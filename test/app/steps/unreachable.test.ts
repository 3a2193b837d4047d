/** A repository that cannot be reached any more, and steps that come to nothing for good: the run ends or rests, and people are told. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { advance } from '../../../app/steps/advance.ts';
import { runWorker } from '../../../app/steps/run-worker.ts';
import { tellUnanswered } from '../../../app/steps/troubles/stuck.ts';
import type { Hint } from '../../../app/translate.ts';
import { uninstallApp } from '../../../sandbox/changes/accounts.ts';
import { renameRepository } from '../../../sandbox/changes/repositories.ts';
import type { Installation } from '../../../sandbox/state/app.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { longTest } from '../../all-tests.ts';
import { until } from '../../cli/processes.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { type AppShop, openAppShop } from './app-shop.ts';

const SHOP = 'octo/shop';
const HOUR = 60 * 60_000;

/** A run whose one task waits for leave to end. */
async function openWork() {
  const place = mkdtempSync(join(tmpdir(), 'braid-work-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const script = `touch ${place}/begun; until test -e ${place}/go; do sleep 0.1; done; echo a > a`;
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: [script, 'retries: 0'] }) });
  const go = () => writeFileSync(`${place}/go`, '');
  onTestFinished(go);
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await until(() => existsSync(`${place}/begun`), 'a task that is at work');
  const [run] = shop.notes.keys();
  if (run === undefined) throw new Error('expected a run');
  return { shop, run, go };
}

function installationOf({ sandbox }: AppShop): Installation {
  const [installation] = sandbox.world.installations.values();
  if (installation === undefined) throw new Error('expected an installation');
  return installation;
}

/** As the queue does: each failure is noted, and looked at again when its pause is over. */
function workerOf({ workshop }: AppShop) {
  const worker = runWorker(workshop, { atOnce: 1, metrics: { stepped: () => {} } });
  return (run: RunId) => worker.handle(run, new AbortController().signal);
}

longTest(
  'a run ends where the App is installed no longer, and goes on where it is installed again',
  async () => {
    const { shop, run, go } = await openWork();
    const { app } = installationOf(shop);
    uninstallApp(shop.sandbox.world, installationOf(shop));
    go();
    await shop.sandbox.settled();
    await advance(shop.workshop, run);
    expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
    expect(shop.lines.join('\n')).toContain('the App is not installed in octo/shop any more');
    shop.sandbox.install(app, [SHOP]);
    shop.sandbox.as('ann').comment(SHOP, shop.pull, '/braid retry');
    await shop.quiet();
    expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
  },
);

test('a run goes on in a repository that was renamed, by an App that was installed anew', async () => {
  const { shop, run, go } = await openWork();
  const { app } = installationOf(shop);
  const { world } = shop.sandbox;
  uninstallApp(world, installationOf(shop));
  renameRepository(world, repositoryOf(world, SHOP), 'octo/store');
  shop.sandbox.install(app, ['octo/store']);
  go();
  await shop.quiet();
  await advance(shop.workshop, run);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
  expect(await shop.workshop.book.find(run)).toMatchObject({ repository: 'octo/store' });
});

test('a run of a suspended installation rests, and goes on when that works again', async () => {
  const { shop, run, go } = await openWork();
  const installation = installationOf(shop);
  installation.suspendedAt = new Date();
  const before = shop.lines.length;
  await advance(shop.workshop, run);
  expect(shop.lines.slice(before)).toEqual(['the App is suspended for octo/shop']);
  installation.suspendedAt = null;
  go();
  await shop.sandbox.settled();
  await shop.pass(HOUR);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});

test('a step that fails for good is told with its reason, and a cancel ends the run all the same', async () => {
  const { shop, run, go } = await openWork();
  const { workshop } = shop;
  const { clone } = workshop;
  const broken = new Error('the disk is full');
  workshop.clone = async () => {
    throw broken;
  };
  go();
  await shop.sandbox.settled();
  const work = workerOf(shop);
  for (let time = 0; time < 7; time++) await work(run);
  expect(shop.comments()[0]).toContain('the run cannot go on');
  expect(shop.comments()[0]).toContain('the disk is full');
  expect(shop.comments()[0]).toContain('/braid cancel');
  expect(shop.checks().find(({ name }) => name === 'braid')).toMatchObject({ conclusion: 'failure' });
  const { events, version } = await workshop.journal(run).read();
  expect(events.length).toBeGreaterThan(0);
  await workshop.journal(run).append([{ type: 'cancel-requested', at: Date.now(), by: 'ann' }], version);
  await work(run);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
  expect(shop.comments()[0]).toContain('cancelled by ann');
  // What was in the way is mended.
  workshop.clone = clone;
  shop.sandbox.as('ann').comment(SHOP, shop.pull, '/braid retry');
  await shop.quiet().catch(() => {});
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});

longTest('a step that fails for a day ends the run', async () => {
  const { shop, run, go } = await openWork();
  shop.workshop.clone = async () => {
    throw new Error('the disk is full');
  };
  go();
  await shop.sandbox.settled();
  const work = workerOf(shop);
  await work(run);
  await shop.pass(25 * HOUR).catch(() => {});
  await work(run);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
  expect(shop.comments()[0]).toContain('which could not go on for a day');
});

test.each([
  ['ann', 1],
  ['rita', 0],
])('what %s asked for and cannot be done is told to whoever may ask', async (actor, comments) => {
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: 'echo a > a' }) });
  const { sandbox, pull } = shop;
  const comment = sandbox.as(actor).comment(SHOP, pull, 'Hello.');
  const { id: repositoryId } = repositoryOf(sandbox.world, SHOP);
  const hint: Hint = {
    kind: 'asked',
    place: { installation: installationOf(shop).id, repository: SHOP, repositoryId, isPrivate: true },
    trigger: { kind: 'comment', actor, pullRequest: pull, comment, command: { kind: 'run' } },
  };
  await tellUnanswered(shop.workshop, hint, { reason: 'the repository cannot be fetched' });
  const told = shop.comments().filter(text => text.includes('the repository cannot be fetched'));
  expect(told).toHaveLength(comments);
});
