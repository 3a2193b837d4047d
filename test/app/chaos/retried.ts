/** A run that somebody retries when what it lacked is there, and what is left behind when it is over: nothing. */
import { expect } from 'vitest';
import type { StorePlace } from '../../../app/store/database.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { runsOfRepository } from '../../../app/store/runs.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { BraidShop } from '../../sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openPlace } from '../store/stores.ts';
import { SHOP } from './promised.ts';

/** Two batches; in the first one a task fails until a file is there. */
export const RETRIED = {
  base: BASE,
  plan: planOf({
    a: ['echo a > a', 'retries: 0'],
    b: ['test -e ready && echo b > b', 'retries: 0'],
    c: ['cat a > c', 'needs: [a]'],
  }),
};
const END_MS = 100_000;

export interface Rage {
  /** Resolves when the worst is over. */
  rage(): Promise<void>;
  /** What the App said. */
  said(): string;
}

export async function retriedToTheEnd(shop: BraidShop, { rage, said }: Rage): Promise<void> {
  const { sandbox, pull } = shop;
  const ann = sandbox.as('ann');
  await ann.label(SHOP, pull, 'braid:run');
  await rage();
  await endsAs(shop, { headline: '### Braid: 2 of 3 tasks are in', conclusion: 'failure' }, said);
  await ann.commit(SHOP, 'topic', { ready: 'yes\n' });
  const asked = ann.comment(SHOP, pull, '/braid retry');
  await rage();
  await endsAs(shop, { headline: '### Braid: all 3 tasks are in', conclusion: 'success' }, said);

  const reactions = repositoryOf(sandbox.world, SHOP).comments.get(asked)?.reactions;
  expect(JSON.stringify(reactions)).not.toContain('confused');
  const titles = sandbox.runs(SHOP).map(({ title }) => title);
  expect(titles).toHaveLength(new Set(titles).size);
  const jobs = sandbox.runs(SHOP).flatMap(run => run.jobs.map(({ name }) => name));
  expect(jobs.filter(name => name.includes('(sh)')).sort()).toEqual(
    ['a', 'b', 'b', 'c'].map(task => `braid / ${task} (sh)`),
  );
  const files = await shop.git('ls-tree', '-r', '--name-only', 'topic');
  expect(files.split('\n').filter(name => !name.startsWith('.github/'))).toEqual([
    ...['a', 'b', 'c', 'one', 'ready'],
  ]);
  const branches = await shop.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/heads/braid');
  expect(branches.split('\n').sort()).toEqual(['a', 'b', 'c', 'integration']);
}

/** On GitHub: one comment, and of each check run one on a commit, all of them over. */
async function endsAs(
  shop: BraidShop,
  { headline, conclusion }: { readonly headline: string; readonly conclusion: string },
  said: () => string,
): Promise<void> {
  const shown = () => {
    const checks = shop.checks().filter(({ name }) => /^braid$|batch/.test(name));
    const main = checks.filter(({ name }) => name === 'braid').at(-1);
    return {
      comments: shop
        .comments()
        .flatMap(text => (text.startsWith('/braid') ? [] : (/^### .*$/m.exec(text) ?? [text]))),
      conclusion: main?.conclusion,
      open: checks.filter(each => each.conclusion === null).map(({ name }) => name),
      twice: checks.length - new Set(checks.map(({ name, headSha }) => `${name} ${headSha}`)).size,
    };
  };
  const expected = { comments: [headline], conclusion, open: [], twice: 0 };
  try {
    await expect.poll(shown, { timeout: END_MS, interval: 200 }).toEqual(expected);
    await shop.sandbox.settled();
    expect(shown()).toEqual(expected);
  } catch (error) {
    throw new Error(`the end did not come; the App said:\n${said()}`, { cause: error });
  }
}

/** In the database: one run that is over, retried once, and no work that nobody does. */
export async function expectNothingLeft(place: StorePlace, said: () => string): Promise<void> {
  const database = await openPlace(place);
  const count = async (text: string) => Number((await database.query(text))[0]?.number);
  const left = async () => ({
    webhooks: await count(`select count(*) as number from deliveries where state <> 'done'`),
    workflowRuns: await count(`select count(*) as number from dispatches where state <> 'ended'`),
    runs: await count('select count(*) as number from runs where finished_at is null'),
    marks: await count('select count(*) as number from wakeups'),
  });
  try {
    const nothing = { webhooks: 0, workflowRuns: 0, runs: 0, marks: 0 };
    await expect.poll(left, { timeout: 100_000 }).toEqual(nothing);
  } catch (error) {
    throw new Error(`something was left; the App said:\n${said()}`, { cause: error });
  }
  const [repository] = await database.query('select repository_id as id from runs');
  const runs = await runsOfRepository(database, { repositoryId: Number(repository?.id), most: 10 });
  expect(runs).toMatchObject([{ status: 'completed' }]);
  const [run] = runs;
  const events = run === undefined ? [] : (await openSqlJournal(database, run.id).read()).events;
  const kinds = events.map(({ type }) => type);
  expect(kinds.filter(kind => kind === 'run-started')).toHaveLength(1);
  expect(kinds.filter(kind => kind === 'retry-requested')).toHaveLength(1);
}
