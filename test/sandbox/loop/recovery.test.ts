/** Runs that do not go straight: cancelled, left by a job that died, met by trouble on GitHub's side. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { secondaryLimit, serverError } from '../../../sandbox/http/faults.ts';
import { longTest } from '../../all-tests.ts';
import { openBraidShop } from './braid-shop.ts';
import { NO_VERIFY } from './shop-plan.ts';

const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['test -e one'] }
`;
const BASE = { '.github/braid.yml': CONFIG, one: '1\n' };

function plan(
  tasks: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const each = Object.entries(tasks).map(
    ([id, script]) =>
      `  - id: ${id}\n    title: Do ${id}\n${more[id] ?? ''}    prompt: ${JSON.stringify(script)}\n`,
  );
  return { '.github/braid/plan.yml': `version: 1\nname: shop\ntasks:\n${each.join('')}` };
}

longTest('a cancel reaches the first jobs of a run, whose work so far is kept', async () => {
  const signs = mkdtempSync(join(tmpdir(), 'braid-signs-'));
  const wait = `echo half > two; touch ${signs}/begun; while ! [ -e ${signs}/go ]; do sleep 0.1; done`;
  const shop = await openBraidShop({
    base: BASE,
    plan: plan({ slow: wait }),
    runner: { interruptMs: 5_000 },
  });
  const ann = shop.sandbox.as('ann');
  await ann.label('octo/shop', shop.pull, 'braid:run');
  await vi.waitFor(() => expect(existsSync(join(signs, 'begun'))).toBe(true), 60_000);
  ann.comment('octo/shop', shop.pull, '/braid cancel');
  await shop.sandbox.settled();
  rmSync(signs, { recursive: true });
  expect(shop.comments().find(body => body.startsWith('<!--'))).toMatch(/cancelled/);
  const refs = await shop.git('for-each-ref', '--format=%(refname)', 'refs/heads/braid', 'refs/braid');
  expect(refs).toMatch(/refs\/heads\/braid\/shop-[0-9a-f]{6}\/slow/);
  const [, branch] = /(refs\/heads\/braid\/\S+\/slow)/.exec(refs) ?? [];
  expect(await shop.git('show', `${branch}:two`)).toBe('half');
});

test('a run whose next part was never started is gone on with by the schedule, and nothing is done twice', async () => {
  const shop = await openBraidShop({
    base: BASE,
    plan: plan({ a: 'echo a > a', b: 'test -e a && echo b > b' }, { b: '    needs: [a]\n' }),
  });
  const ann = shop.sandbox.as('ann');
  shop.sandbox.faults.add({
    method: 'POST',
    path: /\/dispatches$/,
    fault: { kind: 'answer', status: 422, message: 'Workflow does not have a dispatch for now' },
    times: 100,
  });
  await ann.label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()[0]).toContain('1 of 2 tasks merged so far');
  shop.sandbox.faults.clear();
  shop.sandbox.schedule('octo/shop');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('both tasks are in');
  expect(await shop.git('show', 'topic:b')).toBe('b');
  const made = shop.sandbox.runs('octo/shop').flatMap(({ jobs }) => jobs.map(({ name }) => name));
  expect(made.filter(name => name.includes('a (sh)'))).toHaveLength(1);
});

longTest('a first last job that could write nothing says so, and is run again by the schedule', async () => {
  const shop = await openBraidShop({ base: BASE, plan: plan({ a: 'echo a > a' }) });
  shop.sandbox.faults.add({
    path: /git-receive-pack$/,
    fault: { kind: 'answer', status: 403, message: 'Not today' },
    times: 100,
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()[0]).toContain('could not begin to land');
  const check = () => shop.checks().find(({ name }) => name === 'braid')?.conclusion;
  expect(check()).toBe('failure');
  expect(await shop.git('for-each-ref', 'refs/braid')).toBe('');
  shop.sandbox.faults.clear();
  shop.sandbox.schedule('octo/shop');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('the only task is in');
  expect(check()).toBe('success');
  // The task's job was not run again.
  const handed = shop.sandbox.runs('octo/shop').flatMap(({ artifacts }) => artifacts.map(({ name }) => name));
  expect(handed.filter(name => name.includes('-a-1-'))).toHaveLength(1);
});

test('a push to the head while a task works is merged in, and limits and errors of the API are waited for', async () => {
  const signs = mkdtempSync(join(tmpdir(), 'braid-signs-'));
  const wait = `echo b > b; touch ${signs}/begun; while ! [ -e ${signs}/go ]; do sleep 0.1; done`;
  const shop = await openBraidShop({ base: BASE, plan: plan({ b: wait }) });
  const ann = shop.sandbox.as('ann');
  shop.sandbox.faults.add({ method: 'POST', path: /\/check-runs$/, fault: serverError(502) });
  shop.sandbox.faults.add({ method: 'POST', path: /\/comments$/, fault: secondaryLimit(1) });
  shop.sandbox.faults.add({ path: /git-receive-pack$/, fault: { kind: 'hang-up', when: 'after' } });
  await ann.label('octo/shop', shop.pull, 'braid:run');
  await vi.waitFor(() => expect(existsSync(join(signs, 'begun'))).toBe(true), 60_000);
  await ann.commit('octo/shop', 'topic', { others: 'x\n' });
  writeFileSync(join(signs, 'go'), '');
  await shop.sandbox.settled();
  rmSync(signs, { recursive: true });
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('the only task is in');
  expect(await shop.git('show', 'topic:b')).toBe('b');
  expect(await shop.git('show', 'topic:others')).toBe('x');
  expect(shop.checks().filter(({ name }) => name === 'braid')).not.toHaveLength(0);
});

longTest('a job that cannot begin to verify is reported with what GitHub says of it', async () => {
  const shop = await openBraidShop({ base: { ...BASE, ...NO_VERIFY }, plan: plan({ a: 'echo a > a' }) });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  const said = shop.comments()[0]?.replaceAll(/[`\\]|&#\d+;|<[^>]*>/g, '');
  expect(said).toMatch(
    /left no verdict: GitHub says of verify 0 that it ended as failure, see http\S+\/actions\/runs\/\d+\/job\/\d+/,
  );
});
