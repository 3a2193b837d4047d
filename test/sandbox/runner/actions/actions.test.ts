import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MemoryHost } from '../memory-host.ts';
import { job, run, said, steps } from '../rig.ts';

const SCRIPT = `
const { appendFileSync } = require('node:fs');
const names = Object.keys(process.env).filter(name => /^(INPUT|STATE|ACTIONS)_/.test(name)).sort();
for (const name of names) console.log(name + '=' + process.env[name]);
appendFileSync(process.env.GITHUB_OUTPUT, 'said=' + process.env.INPUT_WHO + '\\n');
appendFileSync(process.env.GITHUB_STATE, 'count=1\\n');
if (process.env['INPUT_FAIL'] === 'yes') process.exit(1);
`;

const ACTION = `
name: Say
description: Says
inputs:
  who: {description: w, default: nobody}
  a place: {description: p, default: "\${{ github.repository }}"}
  fail: {description: f}
outputs: {said: {description: s}}
runs: {using: node24, main: main.js, post: post.js}
`;

const POST = `console.log('post ' + process.env.STATE_count + ' ' + process.env.INPUT_WHO);`;

/** A repository with the action at its root and in a folder. */
async function withActions(): Promise<MemoryHost> {
  const host = new MemoryHost();
  const files = { 'action.yml': ACTION, 'main.js': SCRIPT, 'post.js': POST };
  const below = Object.entries(files).map(([path, text]) => [`sub/${path}`, text]);
  await host.commit({ ...files, ...Object.fromEntries(below) }, { repository: 'braid/say', branch: 'v1' });
  return host;
}

test('a JavaScript action has its inputs with defaults and the runtime token, a script has not', async () => {
  const report = await run(
    steps(
      '- {id: say, uses: braid/say@v1, with: {WHO: mona}}',
      `- run: "echo \${{ steps.say.outputs.said }} [$ACTIONS_RUNTIME_TOKEN]"`,
    ),
    { host: await withActions() },
  );
  expect(report.conclusion).toBe('success');
  expect(said(report)).toEqual([
    'ACTIONS_RESULTS_URL=http://127.0.0.1:9/_services/results/',
    'ACTIONS_RUNTIME_TOKEN=***',
    'ACTIONS_RUNTIME_URL=http://127.0.0.1:9/_services/pipelines/',
    'INPUT_A_PLACE=octo/shop',
    'INPUT_FAIL=',
    'INPUT_WHO=mona',
    'mona []',
    'post 1 mona',
  ]);
  expect(job(report).steps.map(({ name }) => name)).toEqual([
    'Run braid/say@v1',
    'Run echo mona [$ACTIONS_RUNTIME_TOKEN]',
    'Post Say',
  ]);
});

test('what is to be done afterwards is done in reverse order, even after a failure', async () => {
  const report = await run(
    steps(
      '- {uses: braid/say/sub@v1, with: {who: first, more: x}}',
      '- {uses: braid/say@v1, with: {who: second, fail: "yes"}}',
    ),
    { host: await withActions() },
  );
  expect(said(report).filter(line => line.startsWith('post'))).toEqual(['post 1 second', 'post 1 first']);
  expect(job(report).conclusion).toBe('failure');
  expect(job(report).annotations[0]?.message).toBe(
    "Unexpected input(s) 'more', valid inputs are ['who', 'a place', 'fail']",
  );
});

const COMPOSITE = `
name: Both
description: Steps within a step
inputs: {word: {description: w, default: none}}
outputs: {upper: {description: u, value: "\${{ steps.up.outputs.upper }}"}}
runs:
  using: composite
  steps:
    - id: up
      shell: bash
      run: |
        echo "upper=$(echo "$WORD" | tr a-z A-Z)" >> "$GITHUB_OUTPUT"
        test -f "$GITHUB_ACTION_PATH/action.yml" && echo "\${{ inputs.word }} $FROM_STEP $FROM_JOB"
      env: {WORD: "\${{ inputs.word }}"}
    - {shell: sh, run: exit 1, if: inputs.word == 'bad'}
    - {shell: sh, run: echo reached}
    - {shell: sh, run: echo cleaned, if: always()}
`;

const LOCAL = steps(
  '- uses: actions/setup-node@v6',
  `- {run: mkdir -p act && cp "$COMPOSITE" act/action.yml, env: {COMPOSITE: "\${{ vars.COMPOSITE }}"}}`,
  `- {id: both, uses: ./act, with: {word: "\${{ vars.WORD }}"}, env: {FROM_STEP: step}}`,
  `- {run: "echo \${{ steps.both.outputs.upper }} [\${{ steps.up.outputs.upper }}] [$FROM_STEP]"}`,
).replace('jobs:', 'env: {FROM_JOB: job}\njobs:');

async function runComposite(word: string) {
  const host = new MemoryHost();
  writeFileSync(`${host.folder}/composite.yml`, COMPOSITE);
  Object.assign(host.variableValues, { COMPOSITE: `${host.folder}/composite.yml`, WORD: word });
  return run(LOCAL, { host });
}

test('a composite action has its own steps and inputs, and gives outputs', async () => {
  const report = await runComposite('good');
  expect(said(report).slice(1)).toEqual(['good step job', 'reached', 'cleaned', 'GOOD [] []']);
  expect(job(report).steps).toHaveLength(4);
});

test('a failing step fails a composite action, after its always()', async () => {
  const report = await runComposite('bad');
  expect(said(report).slice(1)).toEqual(['bad step job', 'cleaned']);
  expect(job(report).steps.map(({ conclusion }) => conclusion)).toEqual([
    'success',
    'success',
    'failure',
    'skipped',
  ]);
});

test.each([
  ['./nowhere', /^Can't find 'action.yml' or 'action.yaml' under .*Did you forget to run actions\/checkout/],
  ['braid/none@v1', /^Unable to resolve action braid\/none@v1: /],
])('the action %s is not there', async (uses, message) => {
  const report = await run(steps(`- uses: ${uses}`));
  expect(job(report).annotations[0]?.message).toMatch(message);
  expect(report.conclusion).toBe('failure');
});

test.each([
  ['using: node16, main: x.js', 'using: node16 is not known to this sandbox'],
  ['using: docker, image: Dockerfile', 'using: docker is not known to this sandbox'],
  ['using: node24, main: x.js, pre: y.js', 'pre is not known to this sandbox'],
])('an action with %s is refused', async (runs, message) => {
  const host = new MemoryHost();
  const text = `name: n\ndescription: d\nruns: {${runs}}\n`;
  await host.commit({ 'action.yml': text }, { repository: 'braid/odd' });
  const report = await run(steps('- uses: braid/odd@main'), { host });
  expect(job(report).annotations[0]?.message).toMatch(/^braid\/odd@main\/action.yml \(Line: 3, Col: \d+\): /);
  expect(job(report).annotations[0]?.message).toContain(message);
});
