/** Two pull requests of one repository whose tasks use the same backend: what one is told holds for the other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from './app-shop.ts';

const MINUTE = 60_000;

/** The backend says so while a file is there: come back in two minutes. */
function config(limited: string): string {
  const refusal = `echo '{"retry-after-seconds": 120}' > "$BRAID_RESULT_FILE"; exit 75`;
  const costs = `echo '{"cost": 0.25, "tokens": {"input": 100, "output": 7}}' > "$BRAID_RESULT_FILE"`;
  const line = `if [ -e ${limited} ]; then ${refusal}; fi; ${costs}; sh "$BRAID_PROMPT_FILE"`;
  return `backends:
  sh: { kind: command, run: ${JSON.stringify(line)} }
backend-routing: { default-backend: sh }
merge: { verify: ['test -e one'] }
`;
}

test('a run does not start into the limit that another one was told, says why, and starts when it is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'braid-limited-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const limited = join(folder, 'limited');
  writeFileSync(limited, '');
  const shop = await openAppShop({
    base: { '.github/braid.yml': config(limited), one: '1\n' },
    plan: planOf({ a: 'echo a > a', b: 'echo b > b' }),
  });
  const workflowRuns = repositoryOf(shop.sandbox.world, 'octo/shop').runs;
  const ann = shop.sandbox.as('ann');
  await ann.commit('octo/shop', 'other', planOf({ c: 'echo c > c', d: 'echo d > d' }));
  const other = await ann.openPull('octo/shop', { head: 'other', title: 'Search' });

  await ann.label('octo/shop', shop.pull, 'braid:run');
  await shop.quiet();
  expect(workflowRuns.size).toBe(1);
  await ann.label('octo/shop', other, 'braid:run');
  await shop.quiet();
  // The second one has started nothing.
  expect(workflowRuns.size).toBe(1);
  expect(shop.comments()).toHaveLength(2);
  expect(shop.comments()[1]).toMatch(/^- sh rests until .* UTC, because it rate-limited another run$/m);

  rmSync(limited);
  await shop.pass(3 * MINUTE);
  await shop.pass(3 * MINUTE);
  expect([...shop.notes.values()].map(({ status }) => status)).toEqual(['completed', 'completed']);
  expect(await shop.git('show', 'other:d')).toBe('d');
  // Refused once, and not by those of the second run.
  const attempts = await Promise.all(
    [...shop.notes.keys()].map(async (run: RunId) => {
      const { events } = await shop.workshop.journal(run).read();
      return events.filter(({ type }) => type === 'attempt-ended').length;
    }),
  );
  expect(attempts).toEqual([4, 2]);
  // Everything has been given back, and what the tasks took is known.
  expect(shop.limits.get('sh')?.holds).toEqual([]);
  expect([...shop.costs.values()]).toEqual(
    [...shop.notes.keys()].map(run =>
      expect.objectContaining({ run, usd: 0.5, inputTokens: 200, outputTokens: 14 }),
    ),
  );
});
