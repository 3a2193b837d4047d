import { expect, test } from 'vitest';
import { job, run, said, steps } from '../rig.ts';

test('what a script writes into its files reaches later steps and the report', async () => {
  const report = await run(
    steps(
      `- id: one
  run: |
    echo "color=blue" >> "$GITHUB_OUTPUT"
    printf 'text<<END\\nfirst\\nsecond\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo "GREETING=hello" >> "$GITHUB_ENV"
    mkdir bin && printf '#!/bin/sh\\necho from a path' > bin/tool && chmod +x bin/tool
    echo "$PWD/bin" >> "$GITHUB_PATH"
    echo '# Done' >> "$GITHUB_STEP_SUMMARY"`,
      `- run: |
    echo "\${{ steps.one.outputs.color }} $GREETING"
    cat <<'END'
    \${{ steps.one.outputs.text }}
    END
    tool`,
    ),
  );
  expect(report.conclusion).toBe('success');
  expect(said(report)).toEqual(['blue hello', 'first', 'second', 'from a path']);
  expect(job(report).summaries).toEqual(['# Done\n']);
});

test('a failing step skips the rest, but not what asks for failures or for anything', async () => {
  const report = await run(
    steps(
      '- run: echo before',
      '- {run: exit 3, name: breaks, id: breaks}',
      '- {run: echo never, name: next}',
      '- {run: echo failed, if: failure(), name: on failure}',
      `- {run: 'echo \${{ steps.breaks.outcome }} \${{ job.status }}', if: always(), name: always}`,
      `- {run: echo no, if: "failure() && github.event_name == 'schedule'", name: other}`,
    ),
  );
  expect(job(report).steps.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
    'Run echo before: success',
    'breaks: failure',
    'next: skipped',
    'on failure: success',
    'always: success',
    'other: skipped',
  ]);
  expect(said(report)).toEqual(['before', 'failed', 'failure failure']);
  expect(job(report).conclusion).toBe('failure');
  expect(job(report).annotations).toEqual([
    {
      level: 'failure',
      message: 'Process completed with exit code 3.',
      title: null,
      path: '.github',
      startLine: 1,
      endLine: 1,
    },
  ]);
});

test('continue-on-error forgives a step: its outcome stays, its conclusion and the job are good', async () => {
  const report = await run(
    steps(
      '- {id: bad, run: exit 1, continue-on-error: true}',
      `- run: echo "\${{ steps.bad.outcome }} \${{ steps.bad.conclusion }}"`,
    ),
  );
  expect(said(report)).toEqual(['failure success']);
  expect(report.conclusion).toBe('success');
});

test('only a named bash stops at a failure in a pipe', async () => {
  const report = await run(
    steps(
      '- {run: "false | true; echo plain"}',
      '- {run: "false | true; echo sh", shell: sh}',
      '- {run: "false | true; echo bash", shell: bash}',
    ),
  );
  expect(said(report)).toEqual(['plain', 'sh']);
  expect(report.conclusion).toBe('failure');
});

test('env: the step over the job over the workflow, and expressions see all of them', async () => {
  const report = await run(`
on: push
env: {A: workflow, B: workflow, C: workflow}
defaults: {run: {shell: sh}}
jobs:
  it:
    runs-on: ubuntu-latest
    env: {B: job, C: job}
    defaults: {run: {working-directory: below}}
    steps:
      - {run: mkdir -p below, working-directory: .}
      - run: |
          echo "$A $B $C \${{ env.D }}"
          basename "$PWD"
        env: {C: step, D: "\${{ env.B }}!"}
`);
  expect(said(report)).toEqual(['workflow job step job!', 'below']);
});

test('a step has a clean environment: nothing of this process, no token, no runtime token', async () => {
  process.env.SANDBOX_SECRET_OF_HOST = 'leaked';
  try {
    const report = await run(steps('- run: env | cut -d= -f1 | sort'));
    const names = said(report);
    expect(names).toContain('GITHUB_REPOSITORY');
    expect(names).toContain('RUNNER_TEMP');
    const allowed = /^(GITHUB_.*|RUNNER_.*|CI|HOME|LANG|OLDPWD|PATH|PWD|SHLVL|TMPDIR|_)$/;
    expect(names.filter(name => !allowed.test(name))).toEqual([]);
    expect(names.filter(name => name.includes('TOKEN'))).toEqual([]);
  } finally {
    delete process.env.SANDBOX_SECRET_OF_HOST;
  }
});

test('what the file gets wrong is said with its place, and fails the step', async () => {
  const report = await run(
    steps(`- {run: "echo \${{ fromJSON('{') }}", name: wrong}`, '- {run: echo, working-directory: nowhere}'),
  );
  expect(job(report).annotations[0]?.message).toMatch(
    /^\.github\/workflows\/test\.yml \(Line: 6, Col: 15\): Error parsing JSON when evaluating fromJson/,
  );
  expect(report.conclusion).toBe('failure');
});

test('a step that takes too long is ended and has failed', async () => {
  const report = await run(
    steps('- {run: "echo begun; sleep 60", timeout-minutes: 1}', '- {run: echo late, if: failure()}'),
    { options: { minuteMs: 300 } },
  );
  expect(said(report)).toEqual(['begun', 'late']);
  expect(job(report).annotations[0]?.message).toBe('The action has timed out after 1 minutes.');
  expect(job(report).conclusion).toBe('failure');
});

test.each([
  ['no-equals', "Invalid format 'no-equals'"],
  ['name<<END\ntext', "Invalid value. Matching delimiter not found 'END'"],
  ['=x', "Invalid format '=x'. Name must not be empty"],
])('the output file %j is refused', async (text, message) => {
  const report = await run(
    steps(`- run: printf '%s\\n' "$TEXT" >> "$GITHUB_OUTPUT"\n  env: {TEXT: ${JSON.stringify(text)}}`),
  );
  expect(job(report).annotations.map(annotation => annotation.message)).toEqual([message]);
  expect(report.conclusion).toBe('failure');
});

test('NODE_OPTIONS cannot be set for later steps, and a summary over 1 MiB is left out', async () => {
  const report = await run(
    steps(
      '- {run: "head -c 1048577 /dev/zero | tr \'\\\\0\' x >> $GITHUB_STEP_SUMMARY"}',
      '- run: echo "NODE_OPTIONS=--require=./evil.js" >> "$GITHUB_ENV"',
    ),
  );
  expect(job(report).annotations.map(({ message }) => message)).toEqual([
    '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1025k.',
    "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
  ]);
  expect(job(report).summaries).toEqual([]);
});
