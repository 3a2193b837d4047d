/** The whole loop in the embedded GitHub: the published workflows, the built action, real git over HTTP. */
import { expect, test } from 'vitest';
import { openBraidShop } from './braid-shop.ts';

const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['sh test.sh'] }
`;
const TEST = 'set -e\nfor f in parts/*; do sh "$f"; done\n';
const BASE = { '.github/braid.yml': CONFIG, 'test.sh': TEST, 'parts/one': 'true\n', 'list.txt': '1\n2\n3\n' };

function plan(...tasks: string[]): Record<string, string> {
  return { '.github/braid/plan.yml': `version: 1\nname: shop\ntasks:\n${tasks.join('')}` };
}

function task(id: string, script: string, more = '    retries: 0\n'): string {
  return `  - id: ${id}\n    title: Do ${id}\n${more}    prompt: ${JSON.stringify(script)}\n`;
}

test('a label runs two batches as matrix jobs, and they land on the head of the pull request', async () => {
  const shop = await openBraidShop({
    base: BASE,
    plan: plan(
      task('a', 'echo true > parts/a'),
      task('b', 'echo true > parts/b'),
      task('c', 'cat parts/a parts/b > parts/c', '    needs: [a, b]\n'),
    ),
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toMatch(/^<!-- braid -->\n\n### Braid: all 3 tasks are in/);
  expect(await shop.git('show', 'topic:parts/c')).toBe('true\ntrue');
});
