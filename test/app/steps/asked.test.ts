/** What people ask the App for on GitHub, by comments and by buttons, and who may not. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Workshop } from '../../../app/steps/ports.ts';
import { follow } from '../../../app/steps/work.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { few, longTest } from '../../all-tests.ts';
import { until } from '../../cli/processes.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { type AppShop, openAppShop } from './app-shop.ts';

const SHOP = 'octo/shop';
const PLAN = planOf({ a: ['echo a > a', 'retries: 0'] });

/** What Braid says on a pull request: one comment. */
function answer({ sandbox }: AppShop, pull: number): string {
  const { comments } = repositoryOf(sandbox.world, SHOP);
  const own = [...comments.values()].filter(each => each.number === pull && each.body.startsWith('<!--'));
  expect(own.length, `comments of Braid on ${pull}`).toBeLessThanOrEqual(1);
  return own[0]?.body ?? '';
}

/** The newest check run of the whole run, that has this button. */
function button({ sandbox }: AppShop, identifier: string): number | undefined {
  const { checkRuns } = repositoryOf(sandbox.world, SHOP);
  return [...checkRuns.values()].findLast(
    ({ name, actions }) => name === 'braid' && actions.some(each => each.identifier === identifier),
  )?.id;
}

function press(shop: AppShop, login: string, identifier: string): void {
  const id = button(shop, identifier);
  if (id === undefined) throw new Error(`no check run has the button ${identifier}`);
  shop.sandbox.as(login).press(SHOP, id, identifier);
}

test('Cancel ends what is under way, and Resume goes on', async () => {
  const place = mkdtempSync(join(tmpdir(), 'braid-asked-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const script = `if test -e ${place}/go; then echo a > a; else touch ${place}/waits; exec tail -f /dev/null; fi`;
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: [script, 'retries: 0'] }) });
  const { sandbox, pull } = shop;
  await sandbox.as('ann').label(SHOP, pull, 'braid:run');
  await until(() => existsSync(join(place, 'waits')), 'a task that is at work');
  press(shop, 'ann', 'cancel');
  await shop.quiet();
  expect(answer(shop, pull)).toContain('cancelled');
  expect(sandbox.runs(SHOP).map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
  expect(button(shop, 'cancel')).toBeUndefined();
  writeFileSync(join(place, 'go'), '');
  press(shop, 'ann', 'resume');
  await shop.quiet();
  expect(answer(shop, pull)).toContain('the only task is in');
  expect(await shop.git('show', 'topic:a')).toBe('a');
});

longTest('Retry failed makes what failed anew', async () => {
  const shop = await openAppShop({
    base: BASE,
    plan: planOf({ a: ['test -e ready && echo a > a', 'retries: 0'], b: ['echo b > b', 'retries: 0'] }),
  });
  const { sandbox, pull } = shop;
  const ann = sandbox.as('ann');
  await ann.label(SHOP, pull, 'braid:run');
  await shop.quiet();
  expect(answer(shop, pull)).toContain('1 of 2');
  await ann.commit(SHOP, 'topic', { ready: 'yes\n' });
  press(shop, 'ann', 'retry');
  await shop.quiet();
  expect(answer(shop, pull)).toContain('both tasks are in');
  expect(await shop.git('show', 'topic:a')).toBe('a');
  expect(shop.checks().filter(({ name, conclusion }) => name === 'braid' && conclusion === null)).toEqual([]);
});

test('Re-run is GitHub’s own way to retry, and where all is in the check runs are shown again', async () => {
  const plan = planOf({ a: ['test -e ready && echo a > a', 'retries: 0'] });
  const shop = await openAppShop({ base: BASE, plan });
  const { sandbox, pull } = shop;
  const ann = sandbox.as('ann');
  await ann.label(SHOP, pull, 'braid:run');
  await shop.quiet();
  await ann.commit(SHOP, 'topic', { ready: 'yes\n' });
  const { checkRuns } = repositoryOf(sandbox.world, SHOP);
  const again = async (name: string) => {
    const check = [...checkRuns.values()].find(each => each.name === name);
    if (check === undefined) throw new Error(`no check run ${name}`);
    ann.press(SHOP, check.id, 'rerequest');
    await shop.quiet();
    return check;
  };
  await again('braid / batch 1');
  expect(answer(shop, pull)).toContain('the only task is in');
  const before = { text: answer(shop, pull), runs: sandbox.runs(SHOP).length };
  const check = [...checkRuns.values()].find(({ name }) => name === 'braid');
  Object.assign(check ?? {}, { status: 'queued', conclusion: null });
  await again('braid');
  expect(check).toMatchObject({ status: 'completed', conclusion: 'success' });
  expect({ text: answer(shop, pull), runs: sandbox.runs(SHOP).length }).toEqual(before);
});

test.each(
  few(1, [
    ['while what it asked for goes on', async () => {}],
    ['when that is over', (shop: AppShop) => shop.quiet()],
  ] as const),
)('a request whose answer was lost with its process is answered once more %s, and not done again', async (_when, pass) => {
  const plan = planOf({ a: ['test -e ready && echo a > a', 'retries: 0'], b: ['echo b > b', 'retries: 0'] });
  const shop = await openAppShop({ base: BASE, plan });
  const { sandbox, pull, workshop } = shop;
  const ann = sandbox.as('ann');
  await ann.label(SHOP, pull, 'braid:run');
  await shop.quiet();
  await ann.commit(SHOP, 'topic', { ready: 'yes\n' });
  await shop.quiet();
  const [run] = [...shop.notes.keys()];
  const place = run === undefined ? null : await workshop.book.find(run);
  if (run === undefined || place === null) throw new Error('no run began');
  const hint = { kind: 'pressed', place, run, command: { kind: 'retry', tasks: [] }, actor: 'ann' } as const;
  const dying: Workshop = {
    ...workshop,
    access: where => {
      const access = workshop.access(where);
      const putCheckRun = async () => Promise.reject(new Error('killed'));
      return { ...access, desk: { ...access.desk, putCheckRun } };
    },
  };
  await expect(follow(dying, hint, 'd-1')).rejects.toThrow('killed');
  await pass(shop);
  await follow(workshop, hint, 'd-1');
  expect(answer(shop, pull)).not.toMatch(/already|nothing to/);
  await shop.quiet();
  expect(answer(shop, pull)).toContain('both tasks are in');
  const { events } = await workshop.journal(run).read();
  expect(events.filter(({ type }) => type === 'retry-requested')).toHaveLength(1);
});

test('who may not press, and a run that does not exist, change nothing', async () => {
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: ['false', 'retries: 0'] }) });
  const { sandbox, pull } = shop;
  await sandbox.as('ann').label(SHOP, pull, 'braid:run');
  await shop.quiet();
  const before = sandbox.runs(SHOP).length;
  press(shop, 'dependabot[bot]', 'retry');
  await shop.quiet();
  const check = repositoryOf(sandbox.world, SHOP).checkRuns.get(button(shop, 'retry') ?? 0);
  Object.assign(check ?? {}, { externalId: 'shop-000000' });
  press(shop, 'ann', 'retry');
  await shop.quiet();
  expect(shop.lines).toContain('a button of an unknown run');
  expect(sandbox.runs(SHOP)).toHaveLength(before);
});

test('comments are seen at once and answered in one comment', async () => {
  const shop = await openAppShop({ base: BASE, plan: PLAN });
  const { sandbox, pull } = shop;
  const ann = sandbox.as('ann');
  const say = async (text: string) => {
    const id = ann.comment(SHOP, pull, text);
    await shop.quiet();
    const { comments } = repositoryOf(sandbox.world, SHOP);
    return { answer: answer(shop, pull), reactions: comments.get(id)?.reactions };
  };
  const help = await say('/braid help');
  expect(help.answer).toContain('/braid run');
  expect(JSON.stringify(help.reactions)).toContain('eyes');
  expect((await say('/braid cancel')).answer).toContain('no run');
  expect((await say('/braid plan')).answer).toContain('1 task in 1 batch');
  expect(sandbox.runs(SHOP)).toEqual([]);
  expect((await say('/braid run')).answer).toContain('the only task is in');
  expect((await say('/braid status')).answer).toContain('the only task is in');
  expect((await say('/braid retry x')).answer).toContain('`x`');
  expect(await shop.git('show', 'topic:a')).toBe('a');
});

test('whoever may not ask, and what cannot be, is answered once; no task runs and no ref is made', async () => {
  const shop = await openAppShop({ base: BASE, plan: PLAN });
  const { sandbox, pull } = shop;
  const [ann, tim, rita] = [sandbox.as('ann'), sandbox.as('tim'), sandbox.as('rita')];
  const pullOf = async (branch: string) => {
    await ann.commit(SHOP, branch, PLAN);
    return ann.openPull(SHOP, { head: branch });
  };
  const said = await pullOf('said');
  const bot = await pullOf('bot');
  const closed = await pullOf('closed');
  await ann.close(SHOP, closed);
  await sandbox.fork(SHOP, 'rita');
  await rita.commit('rita/shop', 'sale', PLAN);
  const fork = await rita.openPull(SHOP, { head: 'rita:sale' });
  await shop.quiet();

  await tim.label(SHOP, pull, 'braid:run');
  rita.comment(SHOP, said, '/braid run');
  sandbox.as('helper[bot]').comment(SHOP, bot, '/braid run');
  ann.comment(SHOP, closed, '/braid run');
  await ann.label(SHOP, fork, 'braid:run');
  await shop.quiet();

  expect(answer(shop, pull)).toMatch(/write permission.*`tim` has (triage|read)/s);
  expect(answer(shop, said)).toMatch(/`rita` has read/);
  expect(answer(shop, bot)).toMatch(/`helper\[bot\]` has read/);
  expect(answer(shop, closed)).toContain('closed');
  expect(answer(shop, fork)).toMatch(/fork|rita\/shop/);
  expect(sandbox.runs(SHOP)).toEqual([]);
  expect(await shop.git('for-each-ref', 'refs/heads/braid', 'refs/braid', 'refs/braid-latest')).toBe('');
});

longTest(
  'who may not ask gets a reaction, what cannot be is said above the report of the run, and a clone is used for neither',
  async () => {
    const shop = await openAppShop({ base: BASE, plan: PLAN });
    const { sandbox, pull, workshop } = shop;
    await sandbox.as('ann').label(SHOP, pull, 'braid:run');
    await shop.quiet();
    const checks = JSON.stringify(shop.checks());
    const uses = vi.spyOn(workshop, 'clone');
    const ask = async (login: string, text: string) => {
      sandbox.as(login).comment(SHOP, pull, text);
      await shop.quiet();
      expect(answer(shop, pull)).toContain('the only task is in');
      return answer(shop, pull);
    };
    const report = answer(shop, pull);
    expect(await ask('rita', '/braid run')).toBe(report);
    expect(await ask('rita', '/braid status')).toBe(report);
    const { comments } = repositoryOf(sandbox.world, SHOP);
    const said = [...comments.values()].filter(({ body }) => /^.braid (run|status)$/.test(body));
    expect(said.map(({ reactions }) => JSON.stringify(reactions).includes('confused'))).toEqual([true, true]);
    expect(await ask('ann', '/braid dance')).toMatch(/`\/braid dance` is no command.*the only task is in/s);
    expect(uses).not.toHaveBeenCalled();
    expect(await ask('ann', '/braid help')).toMatch(/what it can do.*the only task is in/s);
    expect(await ask('ann', '/braid plan')).toMatch(/1 task in 1 batch.*the only task is in/s);
    expect(JSON.stringify(shop.checks().filter(({ name }) => name !== 'braid / plan'))).toBe(checks);
  },
);
