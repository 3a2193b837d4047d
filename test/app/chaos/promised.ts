/** A small run, and what its end must be, whatever happens on the way: nothing is lost, and nothing is there twice. */
import { expect } from 'vitest';
import type { BraidShop } from '../../sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';

export const SHOP = 'octo/shop';
/** Two batches; of the first one a task fails. */
export const SMALL = {
  base: BASE,
  plan: planOf({
    a: ['echo a > a', 'retries: 0'],
    bad: ['exit 1', 'retries: 0'],
    c: ['cat a > c', 'needs: [a]'],
  }),
};
const END_MS = 150_000;

/** `lines`: what the App said, shown where the end does not come. */
export async function expectPromised(shop: BraidShop, lines: () => string): Promise<void> {
  const { sandbox } = shop;
  try {
    await expect.poll(() => shownBy(shop), { timeout: END_MS, interval: 100 }).toEqual(SHOWN);
  } catch (error) {
    throw new Error(`the end did not come; the App said:\n${lines()}`, { cause: error });
  }
  await sandbox.settled();
  expect(shownBy(shop)).toEqual(SHOWN);
  expect(shop.comments()[0]).toMatch(/<b>bad<\/b> · Do bad · failed/);

  const started = sandbox.runs(SHOP);
  expect(started.map(({ title }) => title)).toHaveLength(new Set(started.map(({ title }) => title)).size);
  const jobs = started.flatMap(run => run.jobs.map(({ name }) => name));
  expect(jobs.filter(name => !name.includes('verify')).sort()).toEqual(
    ['a', 'bad', 'c'].map(task => `braid / ${task} (sh)`),
  );

  const files = await shop.git('ls-tree', '-r', '--name-only', 'topic');
  expect(files.split('\n').filter(name => !name.startsWith('.github/'))).toEqual(['a', 'c', 'one']);
  expect(await shop.git('show', 'topic:c')).toBe('a');
  const log = await shop.git('log', '--format=%s', 'main..topic');
  expect(log.split('\n').filter(line => /^(Do|Merge) /.test(line))).toHaveLength(4);
  const branches = await shop.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/heads/braid');
  expect(branches.split('\n').sort()).toEqual(['a', 'c', 'integration']);
}

/** One check run on each of the run's two commits, one of each batch, and one comment. */
const SHOWN = [
  'braid / batch 1 failure 1 merged and 1 failed',
  'braid / batch 2 success 1 merged',
  'braid failure 2 of 3 tasks are in',
  'braid failure 2 of 3 tasks are in',
  '### Braid: 2 of 3 tasks are in',
];

function shownBy(shop: BraidShop): readonly string[] {
  const own = shop.checks().filter(({ name }) => /^braid$|batch/.test(name));
  const commits = new Set(own.map(({ name, headSha }) => `${name} ${headSha}`));
  const twice = own.length - commits.size;
  return [
    ...own.map(({ name, conclusion, title }) => `${name} ${conclusion} ${title}`).sort(),
    ...shop.comments().map(comment => /^### .*$/m.exec(comment)?.[0] ?? comment),
    ...(twice === 0 ? [] : [`${twice} of them twice on a commit`]),
  ];
}
