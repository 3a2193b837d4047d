/** What the App does first: it shows that it has heard, and what it is about to do, before it does it. */
import { expect, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { onOnePlace } from '../store/stores.ts';
import { openWholeApp, type WholeApp } from './whole-app.ts';

const SHOP = 'octo/shop';
const QUESTIONS = 3;

function checkRun({ sandbox }: WholeApp) {
  const { checkRuns } = repositoryOf(sandbox.world, SHOP);
  return [...checkRuns.values()].find(({ name }) => name === 'braid');
}

onOnePlace('the whole App', newPlace => {
  test('reacts to a command within a second, before it does anything else for it', async () => {
    const plan = planOf({ a: ['true', 'needs: [b]'] });
    // Nothing here may wait for the next look into the queue.
    const shop = await openWholeApp({ base: BASE, plan }, await newPlace(), { queue: { pollMs: 30_000 } });
    const { sandbox, environment } = shop;
    const { comments } = repositoryOf(sandbox.world, SHOP);
    const took: number[] = [];
    for (let time = 0; time < QUESTIONS; time += 1) {
      sandbox.calls.clear();
      const id = sandbox.as('ann').comment(SHOP, shop.pull, '/braid run');
      await expect
        .poll(() => comments.get(id)?.reactions.map(({ content }) => content), { interval: 20 })
        .toEqual(['eyes', 'confused']);
      // As the App itself it looks at what goes on meanwhile, and gets tokens. Later ones may come before the last one's answer is out.
      const [first] = sandbox.calls.all().filter(({ route }) => !/ \/apps?\//.test(route));
      if (time === 0) expect(first?.route).toBe('POST /repos/:owner/:repo/issues/comments/:id/reactions');
      const { deliveries = [] } = sandbox.world.apps.get(environment.credentials.appId) ?? {};
      const sent = deliveries.findLast(
        ({ event, body }) => event === 'issue_comment' && body.includes(`${id}`),
      );
      const reacted = comments.get(id)?.reactions[0]?.createdAt.getTime() ?? Number.NaN;
      took.push(reacted - (sent?.deliveredAt.getTime() ?? Number.NaN));
      await sandbox.settled();
    }
    // On a machine that is busy with other things a single one may take longer.
    expect(Math.min(...took)).toBeLessThan(1_000);
  });

  test('says which backend and model each task goes to before it asks for a workflow run', async () => {
    const config = `${BASE['.github/braid.yml'].replace(
      'sh "$BRAID_PROMPT_FILE"\' }',
      `sh "$BRAID_PROMPT_FILE"', models: { large: big-one } }`,
    )}`.replace(
      'default-backend: sh }',
      'enabled: true, default-backend: sh, rules: [{ type: refactoring, model: large }] }',
    );
    const plan = planOf({ a: ['echo a > a', 'type: refactoring', 'retries: 0'] });
    const shop = await openWholeApp(
      { base: { ...BASE, '.github/braid.yml': config }, plan },
      await newPlace(),
    );
    const { sandbox } = shop;
    // GitHub takes no dispatch for now.
    const path = /\/actions\/workflows\/[^/]+\/dispatches$/;
    sandbox.faults.add({
      ...{ method: 'POST', path, times: 1_000 },
      fault: { kind: 'answer', status: 503, message: 'Service Unavailable' },
    });
    await sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await expect.poll(() => checkRun(shop)?.output.text ?? '').toContain('big-one');
    const { status, output } = checkRun(shop) ?? {};
    expect(status).toBe('in_progress');
    expect(output?.text).toContain('| a | ○ waiting | 1 | sh · big-one |');
    expect(sandbox.runs(SHOP)).toEqual([]);
    sandbox.faults.clear();
    await shop.said('the only task is in');
    expect(sandbox.runs(SHOP)).toHaveLength(1);
  });
});
