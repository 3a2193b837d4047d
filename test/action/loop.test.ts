/** The loop of workflow runs on the action's own functions: what is asked, made, verified, landed and told. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ActionStage } from './stage.ts';

const config = (verify = '') => `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['sh test.sh']${verify} }
`;
const TEST = 'set -e\nfor f in parts/*; do sh "$f"; done\n';
const BASE = {
  '.github/braid.yml': config(),
  'test.sh': TEST,
  'parts/one': 'true\n',
  'list.txt': '1\n2\n3\n',
};

function plan(...tasks: string[]): Record<string, string> {
  return { '.github/braid/plan.yml': `version: 1\nname: shop\ntasks:\n${tasks.join('')}` };
}

function task(id: string, script: string, more = '    retries: 0\n'): string {
  return `  - id: ${id}\n    title: Do ${id}\n${more}    prompt: ${JSON.stringify(script)}\n`;
}

let stage: ActionStage;
afterEach(() => stage.remove());

test('two batches land on the head of the pull request, and it says so', async () => {
  stage = new ActionStage(
    BASE,
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
  expect(stage.check(before)).toMatchObject({ status: 'completed', conclusion: 'success' });
  expect(stage.check(stage.at('topic'))).toMatchObject({ conclusion: 'success' });
});

test('a collision is made again on what was merged, a red pair is found, and a failure costs one task and its dependent', async () => {
  stage = new ActionStage(
    BASE,
    plan(
      task('first', 'sed -i s/2/two/ list.txt'),
      task(
        'second',
        'if grep -q two list.txt; then sed -i s/two/zwei/ list.txt; else sed -i s/2/deux/ list.txt; fi',
      ),
      task('left', 'echo true > parts/left'),
      task('right', 'echo "test ! -e parts/left" > parts/right'),
      task('broken', 'exit 3'),
      task('needy', 'echo true > parts/needy', '    needs: [broken]\n'),
    ),
  );
  await stage.play(stage.label('braid:run'));
  const comment = stage.comments.get(7) ?? '';
  expect(stage.show('topic', 'list.txt')).toBe('1\nzwei\n3');
  expect(comment).toContain('3 of 6 tasks are in');
  expect(comment).toMatch(/green alone, red together with \*?\*?left/);
  expect(comment).toContain('exit code 3');
  expect(comment).toContain('needs broken');
  const [run] = /shop-[0-9a-f]{6}/.exec(comment) ?? [''];
  // Nothing is lost: the work that is not in stays on its branch.
  expect(stage.show(`braid/${run}/right`, 'parts/right')).toBe('test ! -e parts/left');
  expect(stage.check(stage.at('topic'))).toMatchObject({ conclusion: 'failure' });
});

test('whoever may not write is told so, and nothing is begun', async () => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a')));
  stage.permissions = { ann: 'triage' };
  await stage.play(stage.label('braid:run'));
  expect(stage.comments.get(7)).toContain('write permission is needed');
  expect(stage.git(stage.bare, 'for-each-ref', 'refs/braid')).toBe('');
});

test.each([
  ['whoever asks for help', '/braid help', 'ann', 'what it can do'],
  ['whoever asks for a preview', '/braid plan', 'ann', '1 task in 1 batch'],
])('%s is answered above the report of the run', async (_who, said, login, answer) => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a')));
  await stage.play(stage.label('braid:run'));
  await stage.play(stage.say(said, login));
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain(answer);
  expect(comment.slice(comment.indexOf(answer))).toContain('the only task is in');
});

test('whoever may not ask leaves the report of the run as it is, and is answered by a reaction', async () => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a')));
  await stage.play(stage.label('braid:run'));
  const report = stage.comments.get(7);
  await stage.play(stage.say('/braid run', 'rita'));
  expect(stage.comments.get(7)).toBe(report);
  expect([...stage.desk.reactions.values()].flatMap(all => [...all])).toContain('confused');
});

test('a plan that is wrong by now is shown at its commit, and above the report of the run', async () => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a')));
  await stage.play(stage.label('braid:run'));
  stage.push('topic', plan(task('a', 'true', '    needs: [b]\n')));
  await stage.play(stage.say('/braid run'));
  expect(stage.comments.get(7)).toMatch(/unknown task.*the only task is in/s);
  expect(stage.check(stage.at('topic'))?.title).toContain('1 error');
});

test('a preview shows batches and backends, and leaves nothing behind', async () => {
  stage = new ActionStage(
    BASE,
    plan(task('a', 'echo true > parts/a'), task('b', 'exit 1', '    needs: [a]\n')),
  );
  const before = stage.git(stage.bare, 'for-each-ref');
  await stage.play(stage.label('braid:plan'));
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain('2 tasks');
  expect(comment).toContain('**a** on sh, because it is the default backend');
  expect(comment).toContain('**b** in batch 2, since it needs a');
  expect(comment).toContain('Nothing has been spent');
  expect(stage.git(stage.bare, 'for-each-ref')).toBe(before);
  expect([...stage.checks.values()].map(({ name }) => name)).toEqual(['braid / plan']);
});

test('asked for help, it names the labels of this repository', async () => {
  const files = { ...BASE, '.github/braid.yml': `${config()}labels: { prefix: 'bot/' }\n` };
  stage = new ActionStage(files, plan(task('a', 'echo true > parts/a')));
  await stage.play(stage.say('/braid help'));
  expect(stage.comments.get(7)).toContain('`bot/run`');
  expect(stage.comments.get(7)).not.toContain('braid:run');
});

test.each(['../../heads/main', 'unheard-of'])('a run called %s is not there', async run => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a')));
  const inputs = { command: 'retry', run };
  await stage.play({ name: 'workflow_dispatch', payload: { inputs, sender: { login: 'ann' } } });
  expect(stage.summaries.join('\n')).toContain(run);
  expect(stage.git(stage.bare, 'for-each-ref', 'refs/braid')).toBe('');
});

test('a preview spends nothing; a plan that is wrong is shown with its line', async () => {
  stage = new ActionStage(BASE, plan(task('a', 'echo true > parts/a', '    needs: [b]\n')));
  await stage.play(stage.say('/braid plan'));
  expect(stage.comments.get(7)).toContain('unknown task');
  expect(stage.git(stage.bare, 'for-each-ref', 'refs/braid')).toBe('');
});

test('a job that left nothing is made again; one whose result is not its own is refused', async () => {
  stage = new ActionStage(
    BASE,
    plan(task('a', 'echo true > parts/a'), task('b', 'echo true > parts/b', '    retries: 1\n')),
  );
  let hops = 0;
  await stage.play(stage.label('braid:run'), {
    afterTasks: (handed, run) => {
      hops += 1;
      if (hops > 1) return;
      rmSync(join(handed, 'tasks', `braid-${run}-a-1-1`), { recursive: true });
      const other = JSON.stringify({ version: 1, kind: 'attempt', run, task: 'a', attempt: 1 });
      writeFileSync(join(handed, 'tasks', `braid-${run}-b-1-1`, 'result.json'), other);
    },
  });
  expect(stage.comments.get(7)).toContain('both tasks are in');
  expect(hops).toBeGreaterThan(1);
});

test('what failed is tried again on what is in, by a comment', async () => {
  stage = new ActionStage(
    BASE,
    plan(task('a', 'echo true > parts/a'), task('b', 'test -e parts/a && echo true > parts/b')),
  );
  await stage.play(stage.label('braid:run'));
  expect(stage.comments.get(7)).toContain('1 of 2 tasks is in');
  await stage.play(stage.say('/braid retry b'));
  expect(stage.comments.get(7)).toContain('both tasks are in');
  expect(stage.show('topic', 'parts/b')).toBe('true');
});

test('the culprit is searched for over several workflow runs, with several jobs that verify', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const part = (name: string) => (name === 'c' ? 'false' : 'true');
  stage = new ActionStage(
    { ...BASE, '.github/braid.yml': config(', parallel-verify: 3') },
    plan(...names.map(name => task(name, `echo ${part(name)} > parts/${name}`))),
  );
  await stage.play(stage.label('braid:run'));
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain('4 of 5 tasks are in');
  expect(comment).toMatch(/\*\*c\*\*.*red/);
  // What was held for the jobs that verified is let go of.
  expect(stage.git(stage.bare, 'for-each-ref', 'refs/braid-candidates')).toBe('');
});

test('the log of what is red or has failed is at the workflow run: no path of a machine that is gone is told', async () => {
  stage = new ActionStage(
    BASE,
    plan(
      task('own', 'echo x > x', "    retries: 0\n    verify: ['exit 3']\n"),
      task('red', 'echo false > parts/red'),
    ),
  );
  await stage.play(stage.label('braid:run'));
  const told = [
    ...stage.summaries,
    stage.comments.get(7),
    ...[...stage.checks.values()].map(each => JSON.stringify(each)),
  ];
  expect(told.join('\n')).toMatch(/exit 3.*red/s);
  expect(told.join('\n')).not.toMatch(/\/run-\d+\/(task|verify)/);
});
