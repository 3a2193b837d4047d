/** What keeps a run from starting that GitHub knows of: one clear message, and nothing is begun. */
import { afterEach, expect, test } from 'vitest';
import { voidLimit } from '../../action/time-limits.ts';
import { ActionStage } from './stage.ts';

const BASE = {
  '.github/braid.yml': `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
`,
};
const PLAN = {
  '.github/braid/plan.yml':
    'version: 1\nname: shop\ntasks:\n  - id: a\n    title: Do a\n    prompt: echo a > a\n',
};

let stage: ActionStage;
afterEach(() => stage.remove());

const refs = () => stage.git(stage.bare, 'for-each-ref', 'refs/braid', 'refs/heads/braid');

test.each([
  '/braid run',
  'label',
])('a pull request that conflicts with its base is not run: %s', async how => {
  stage = new ActionStage(BASE, PLAN);
  stage.conflicting = true;
  await stage.play(how === 'label' ? stage.label('braid:run') : stage.say(how));
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain('conflicts with main');
  expect(comment).toContain('Merge `main` into the branch');
  expect(comment).toContain('Nothing has been spent');
  expect(refs()).toBe('');
});

test('where GitHub does not know whether it conflicts, it is run', async () => {
  stage = new ActionStage(BASE, PLAN);
  stage.conflicting = null;
  await stage.play(stage.say('/braid run'));
  expect(stage.show('topic', 'a')).toBe('a');
});

test('one that conflicts is shown its preview, and may be asked about', async () => {
  stage = new ActionStage(BASE, PLAN);
  stage.conflicting = true;
  await stage.play(stage.say('/braid plan'));
  expect(stage.comments.get(7)).toContain('1 task');
  await stage.play(stage.say('/braid status'));
  expect(stage.comments.get(7)).not.toContain('conflicts');
});

test('what was asked for a commit that somebody took off the branch is not run', async () => {
  stage = new ActionStage(BASE, PLAN);
  stage.push('topic', { secret: 'a key\n' });
  const label = stage.label('braid:run');
  stage.git(stage.bare, 'update-ref', 'refs/heads/topic', 'topic~1');
  stage.push('topic', { other: 'no key\n' });
  await stage.play(label);
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain('the branch was rewritten');
  expect(comment).toContain(`is at \`${stage.at('topic').slice(0, 7)}\` now`);
  expect(comment).toContain('Nothing has been spent');
  expect(refs()).toBe('');
});

test('the same question once more is about its run, whatever became of the pull request', async () => {
  stage = new ActionStage(BASE, PLAN);
  const label = stage.label('braid:run');
  const run = stage.begin(label);
  await run.play();
  stage.conflicting = true;
  await run.play();
  expect(stage.comments.get(7)).toContain('the only task is in');
});

test('a dispatch on a tag is answered where who pressed the button looks', async () => {
  stage = new ActionStage(BASE, PLAN);
  const payload = { inputs: { command: 'run' }, sender: { login: 'ann' } };
  await stage.play({ name: 'workflow_dispatch', payload, ref: 'refs/tags/v1.2' });
  for (const told of [stage.summaries.join('\n'), stage.warnings.join('\n')]) {
    expect(told).toContain('a tag cannot be run');
    expect(told).toContain('`v1.2` is a tag');
    expect(told).toContain('Choose a branch');
  }
  expect(refs()).toBe('');
});

test('time limits that would lose work are said before any is done', async () => {
  stage = new ActionStage(BASE, PLAN);
  stage.voidLimit = { setting: 'task-minutes', minutes: 90, jobMinutes: 60 };
  await stage.play(stage.say('/braid run'));
  const comment = stage.comments.get(7) ?? '';
  expect(comment).toContain('`task-minutes` is 90 and `job-minutes` 60');
  expect(comment).toContain('Nothing has been spent');
  expect(refs()).toBe('');
});

test.each([
  [{ 'task-minutes': '90', 'verify-minutes': '120', 'job-minutes': '350' }, null],
  [{ 'task-minutes': '90', 'verify-minutes': '120', 'job-minutes': '100' }, 'verify-minutes'],
  [{ 'task-minutes': '60', 'verify-minutes': '20', 'job-minutes': '60' }, 'task-minutes'],
  [{ 'task-minutes': '0.5', 'job-minutes': '1' }, null],
  [{ 'task-minutes': '90' }, null],
  [{}, null],
])('of the time limits %j the one that cannot be kept is %s', (inputs: Readonly<
  Record<string, string>
>, setting) => {
  expect(voidLimit(name => inputs[name] ?? '')?.setting ?? null).toBe(setting);
});

test('who asks on a pull request is answered there, and not twice', async () => {
  stage = new ActionStage(BASE, PLAN);
  await stage.play(stage.say('/braid dance'));
  expect(stage.comments.get(7)).toContain('no such command');
  expect(stage.warnings).toEqual([]);
});
