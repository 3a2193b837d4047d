/** The loop of workflow runs on the action's own functions: what is asked, made, verified, landed and told. */
import { afterEach, expect, test } from 'vitest';
import { ActionStage } from './stage.ts';

const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['sh test.sh'] }
`;
const TEST = 'set -e\nfor f in parts/*; do sh "$f"; done\n';

function plan(...tasks: string[]): Record<string, string> {
  return { '.github/braid/plan.yml': `version: 1\nname: shop\ntasks:\n${tasks.join('')}` };
}

function task(id: string, script: string, more = ''): string {
  return `  - id: ${id}\n    title: Do ${id}\n    retries: 0\n${more}    prompt: ${JSON.stringify(script)}\n`;
}

let stage: ActionStage;
afterEach(() => stage.remove());

test('two batches land on the head of the pull request, and it says so', async () => {
  stage = new ActionStage(
    { '.github/braid.yml': CONFIG, 'test.sh': TEST, 'parts/one': 'true\n' },
    plan(
      task('a', 'echo true > parts/a'),
      task('b', 'echo true > parts/b'),
      task('c', 'cat parts/a parts/b > parts/c', '    needs: [a, b]\n'),
    ),
  );
  const before = stage.at('topic');
  await stage.play(stage.label('braid:run'));
  expect(stage.comments.get(7)).toContain('all 3 tasks are in');
  expect(stage.show('topic', 'parts/c')).toBe('true\ntrue');
  expect(stage.git(stage.bare, 'merge-base', before, 'topic')).toBe(before);
  expect(stage.checks.get(`${before} braid`)).toMatchObject({ status: 'completed', conclusion: 'success' });
  expect(stage.checks.get(`${stage.at('topic')} braid`)).toMatchObject({ conclusion: 'success' });
});
