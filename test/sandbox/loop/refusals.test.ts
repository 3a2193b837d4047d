/** Who may not ask, and what cannot be asked for: each is told so once, where the token allows it, and nothing is spent. */
import { expect, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { type BraidShop, openBraidShop } from './braid-shop.ts';
import { BASE, planOf } from './shop-plan.ts';

const SHOP = 'octo/shop';
const GOOD = planOf({ a: 'echo a > a' });
const PLAN = '.github/braid/plan.yml';

/** What Braid says on a pull request: one comment. */
function answer({ sandbox }: BraidShop, pull: number): string {
  const { comments } = repositoryOf(sandbox.world, SHOP);
  const own = [...comments.values()].filter(each => each.number === pull && each.body.startsWith('<!--'));
  expect(own.length, `comments of Braid on ${pull}`).toBeLessThanOrEqual(1);
  return own[0]?.body ?? '';
}

async function pullOf({ sandbox }: BraidShop, branch: string, files: Record<string, string | null>) {
  await sandbox.as('ann').commit(SHOP, branch, files);
  return sandbox.as('ann').openPull(SHOP, { head: branch });
}

test('whoever may not ask, and what cannot be, is answered once; no task runs and no ref is made', async () => {
  const shop = await openBraidShop({ base: BASE, plan: GOOD });
  const { sandbox, pull } = shop;
  const [ann, tim, rita] = [sandbox.as('ann'), sandbox.as('tim'), sandbox.as('rita')];
  const said = await pullOf(shop, 'said', GOOD);
  const bot = await pullOf(shop, 'bot', GOOD);
  const updated = await pullOf(shop, 'updated', GOOD);
  const gone = await pullOf(shop, 'gone', { other: 'x\n' });
  const wrong = await pullOf(shop, 'wrong', planOf({ a: ['true', 'needs: [b]'] }));
  const closed = await pullOf(shop, 'closed', GOOD);
  await ann.close(SHOP, closed);
  await sandbox.fork(SHOP, 'rita');
  await rita.commit('rita/shop', 'sale', GOOD);
  const labeledFork = await rita.openPull(SHOP, { head: 'rita:sale' });
  await rita.commit('rita/shop', 'more', GOOD);
  const saidFork = await rita.openPull(SHOP, { head: 'rita:more' });
  await sandbox.settled();

  await tim.label(SHOP, pull, 'braid:run');
  rita.comment(SHOP, said, '/braid run');
  sandbox.as('helper[bot]').comment(SHOP, bot, '/braid run');
  await sandbox.as('dependabot[bot]').label(SHOP, updated, 'braid:run');
  await ann.label(SHOP, gone, 'braid:run');
  await ann.label(SHOP, wrong, 'braid:run');
  ann.comment(SHOP, closed, '/braid run');
  await ann.label(SHOP, labeledFork, 'braid:run');
  ann.comment(SHOP, saidFork, '/braid run');
  await sandbox.settled();

  const jobs = sandbox.runs(SHOP).flatMap(run => run.jobs);
  expect(answer(shop, pull)).toMatch(/write permission.*`tim` has (triage|read)/s);
  expect(answer(shop, said)).toMatch(/`rita` has read/);
  expect(answer(shop, bot)).toMatch(/`helper\[bot\]` has read/);
  expect(answer(shop, gone)).toContain(`no \`${PLAN}\``);
  expect(answer(shop, wrong)).toMatch(/1 error.*unknown task/s);
  expect(answer(shop, closed)).toContain('closed');
  expect(answer(shop, saidFork)).toContain('rita/shop');
  // Their tokens only read: it is said in the summary of the job.
  expect(answer(shop, updated)).toBe('');
  expect(answer(shop, labeledFork)).toBe('');
  const summaries = jobs.flatMap(job => job.report?.summaries ?? []).join('\n');
  expect(summaries).toContain('Dependabot');
  expect(summaries).toContain('pull requests from forks are not run');

  expect(jobs.filter(job => job.conclusion === 'failure').map(({ name }) => name)).toEqual([]);
  const ran = jobs.filter(job => job.conclusion !== 'skipped').map(({ name }) => name.replace(/^.* \/ /, ''));
  expect(ran.filter(name => name.includes('(sh)') || name.startsWith('verify'))).toEqual([]);
  expect(await shop.git('for-each-ref', 'refs/heads/braid', 'refs/braid', 'refs/braid-latest')).toBe('');
});
