/** A workflow run is work that somebody pays for: it is started once, whatever GitHub's list says, and never after a cancel. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { advance } from '../../../app/steps/advance.ts';
import type { Workshop } from '../../../app/steps/ports.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { Desk } from '../../../shared/io/hosted/desk.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { longTest } from '../../all-tests.ts';
import { until } from '../../cli/processes.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { type AppShop, openAppShop } from './app-shop.ts';

const SHOP = 'octo/shop';
const MINUTE = 60_000;

/** One task that waits for leave to end, and counts how often it was begun. */
async function openWork(retries = 0) {
  const place = mkdtempSync(join(tmpdir(), 'braid-work-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const script = `echo x >> ${place}/begun; until test -e ${place}/go; do sleep 0.1; done; echo a > a`;
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: [script, `retries: ${retries}`] }) });
  const begun = () =>
    existsSync(`${place}/begun`) ? readFileSync(`${place}/begun`, 'utf8').split('\n').length - 1 : 0;
  const go = () => writeFileSync(`${place}/go`, '');
  onTestFinished(go);
  return { shop, begun, go };
}

function runOf({ notes }: AppShop): RunId {
  const [run] = notes.keys();
  if (run === undefined) throw new Error('expected a run');
  return run;
}

/** What GitHub answers is changed on its way. */
function between(workshop: Workshop, change: (desk: Desk) => Partial<Desk>): void {
  const { access } = workshop;
  workshop.access = place => {
    const open = access(place);
    return { ...open, desk: { ...open.desk, ...change(open.desk) } };
  };
}

/** As though webhooks were lost, and the App looked again by itself. */
async function lookAgain(shop: AppShop, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await shop.pass(3 * MINUTE);
    await shop.sandbox.settled();
  }
}

longTest(
  'one that somebody deleted left nothing: its task is tried once more, as where a job died',
  async () => {
    const { shop, begun, go } = await openWork();
    const { sandbox, pull } = shop;
    await sandbox.as('ann').label(SHOP, pull, 'braid:run');
    await until(() => begun() === 1, 'a task that is at work');
    sandbox.webhooks.disturb({ seed: 1, drop: 1, double: 0, delay: 0, reorder: 0, delayMs: 0 });
    go();
    await sandbox.settled();
    repositoryOf(sandbox.world, SHOP).runs.clear();
    await lookAgain(shop, 4);
    expect(begun()).toBe(2);
    expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
  },
);

test('one that GitHub’s list leaves out for a while is not started again', async () => {
  const { shop, begun, go } = await openWork();
  between(shop.workshop, () => ({ workflowRuns: async () => [] }));
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await until(() => begun() === 1, 'a task that is at work');
  const run = runOf(shop);
  for (let look = 0; look < 3; look++) {
    await advance(shop.workshop, run);
  }
  go();
  await shop.quiet();
  await lookAgain(shop, 2);
  expect(begun()).toBe(1);
  expect(shop.sandbox.runs(SHOP)).toHaveLength(1);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});

longTest('one whose number GitHub does not tell, and lists late, is not started again', async () => {
  const { shop, begun, go } = await openWork();
  let isListed = false;
  between(shop.workshop, desk => ({
    dispatch: async dispatch => {
      await desk.dispatch(dispatch);
      return null;
    },
    workflowRuns: async query => (isListed ? desk.workflowRuns(query) : []),
  }));
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await until(() => begun() === 1, 'a task that is at work');
  shop.sandbox.webhooks.disturb({ seed: 1, drop: 1, double: 0, delay: 0, reorder: 0, delayMs: 0 });
  go();
  await lookAgain(shop, 2);
  expect(shop.sandbox.runs(SHOP)).toHaveLength(1);
  isListed = true;
  await lookAgain(shop, 1);
  expect(begun()).toBe(1);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});

longTest('one that was started without an answer is found, and not started again', async () => {
  const { shop, begun, go } = await openWork();
  let isListed = false;
  between(shop.workshop, desk => ({
    dispatch: async dispatch => {
      await desk.dispatch(dispatch);
      throw new Error('the App died');
    },
    workflowRuns: async query => (isListed ? desk.workflowRuns(query) : []),
  }));
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await until(() => begun() === 1, 'a task that is at work');
  const run = runOf(shop);
  await advance(shop.workshop, run);
  expect(shop.sandbox.runs(SHOP)).toHaveLength(1);
  isListed = true;
  await advance(shop.workshop, run);
  go();
  await shop.sandbox.settled();
  await advance(shop.workshop, run);
  expect(begun()).toBe(1);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});

test('nothing is started for a run that was cancelled before', async () => {
  const { shop, begun } = await openWork();
  const { hops } = shop.workshop;
  const { add } = hops;
  let isFirst = true;
  // Killed after it noted what it was about to start.
  hops.add = async (run, hop) => {
    await add(run, hop);
    if (!isFirst) return true;
    isFirst = false;
    throw new Error('the App died');
  };
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await expect(shop.quiet()).rejects.toThrow('the App died');
  shop.sandbox.as('ann').comment(SHOP, shop.pull, '/braid cancel');
  await shop.quiet().catch(() => {});
  await shop.pass(2 * MINUTE).catch(() => {});
  expect(begun()).toBe(0);
  expect(shop.sandbox.runs(SHOP)).toEqual([]);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
});

longTest('nothing is started for a run that is cancelled while that is prepared', async () => {
  const { shop, begun } = await openWork();
  const { hops, journal } = shop.workshop;
  const { add } = hops;
  hops.add = async (run, hop) => {
    const { version } = await journal(run).read();
    await journal(run).append([{ type: 'cancel-requested', at: Date.now(), by: 'ann' }], version);
    return add(run, hop);
  };
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await shop.quiet();
  expect(begun()).toBe(0);
  expect(shop.sandbox.runs(SHOP)).toEqual([]);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
});

longTest('a list of them is asked for only of the last hours, and only of what was dispatched', async () => {
  const { shop, go } = await openWork();
  const asked: unknown[] = [];
  between(shop.workshop, desk => ({
    workflowRuns: async query => {
      asked.push(query);
      return desk.workflowRuns(query);
    },
  }));
  go();
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await shop.quiet();
  // Once, before it is started.
  expect(asked).toHaveLength(1);
  expect(asked).toMatchObject([{ workflow: 'braid.yml', since: expect.any(Number) }]);
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed' }]);
});

test.each([
  [
    'an organisation forbids',
    "Event 'workflow_dispatch' is not allowed to trigger Actions workflows",
    'owner',
  ],
  ['the App has no permission for', 'Resource not accessible by integration', 'or the App this permission'],
])('one that %s ends the run with GitHub’s words and what to do', async (_what, message, hint) => {
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: ['echo a > a', 'retries: 0'] }) });
  const { sandbox, pull } = shop;
  const fault = { kind: 'answer', status: 403, message } as const;
  sandbox.faults.add({ method: 'POST', path: /dispatches$/, times: 10, fault });
  await sandbox.as('ann').label(SHOP, pull, 'braid:run');
  await shop.quiet();
  expect([...shop.notes.values()]).toMatchObject([{ status: 'failed', isOver: true }]);
  const said = shop.comments()[0]?.replaceAll(/[`\\]|&#\d+;/g, '') ?? '';
  expect(said).toContain(message.slice(8));
  expect(said).toContain(hint);
  expect(shop.checks().find(({ name }) => name === 'braid')?.conclusion).toBe('failure');
  sandbox.faults.clear();
  sandbox.as('ann').comment(SHOP, pull, '/braid retry');
  await shop.quiet();
  expect([...shop.notes.values()]).toMatchObject([{ status: 'completed', isOver: true }]);
});
