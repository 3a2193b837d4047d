import { expect, test } from 'vitest';
import { AnnotationBudget } from '../../../../sandbox/runner/commands/annotations.ts';
import { type Command, parseCommand } from '../../../../sandbox/runner/commands/command.ts';
import { JobLog } from '../../../../sandbox/runner/commands/job-log.ts';
import { StepOutput } from '../../../../sandbox/runner/commands/step-output.ts';
import { MemoryHost } from '../memory-host.ts';
import { job, run, said, steps } from '../rig.ts';

const plain = (name: string, message: string): Command => ({ name, properties: {}, message });

test.each<[string, Command | null]>([
  ['hello', null],
  ['say ::error::no', null],
  ['::error::broken', plain('error', 'broken')],
  ['  ::ERROR::broken', plain('error', 'broken')],
  ['::error ::broken', plain('error', 'broken')],
  ['::error::a%0Ab %25 c', plain('error', 'a\nb % c')],
  [
    '::error file=a%2Cb.ts,line=3,title=x%3Ay::m',
    { name: 'error', properties: { file: 'a,b.ts', line: '3', title: 'x:y' }, message: 'm' },
  ],
  ['##[warning]old', plain('warning', 'old')],
  [
    '##[error file=a.ts;line=2]old',
    { name: 'error', properties: { file: 'a.ts', line: '2' }, message: 'old' },
  ],
])('the line %j is the command %j', (line, command) => {
  expect(parseCommand(line)).toEqual(command);
});

function read(...lines: readonly string[]): { readonly log: JobLog; readonly failed: boolean } {
  const log = new JobLog(new AnnotationBudget());
  const output = new StepOutput(log);
  for (const line of lines) output.read(line);
  return { log, failed: output.failed };
}

test('annotations have a place, or that of all workflows', () => {
  const { log } = read('::warning file=a.ts,line=3,endLine=5,title=T::careful', '::notice::by the way');
  expect(log.annotations).toEqual([
    { level: 'warning', message: 'careful', title: 'T', path: 'a.ts', startLine: 3, endLine: 5 },
    { level: 'notice', message: 'by the way', title: null, path: '.github', startLine: 1, endLine: 1 },
  ]);
});

test('ten of a kind in a step, fifty in a job, fifty in a run', () => {
  const budget = new AnnotationBudget();
  const first = new JobLog(budget);
  for (let step = 0; step < 2; step++) {
    first.startStep('step');
    for (let at = 0; at < 12; at++) {
      first.tell('warning', 'w');
      first.tell('failure', 'f');
    }
  }
  expect(first.annotations).toHaveLength(40);
  const second = new JobLog(budget);
  for (let at = 0; at < 12; at++) second.tell('notice', 'n');
  second.startStep('step');
  second.tell('notice', 'n');
  expect(second.annotations).toHaveLength(10);
});

test('stop-commands makes text of commands until its own token comes', () => {
  const { log } = read(
    '::stop-commands::pause-1',
    '::error::text',
    '::add-mask::x',
    '::pause-1::',
    '::error::real',
  );
  expect(log.annotations.map(({ message }) => message)).toEqual(['real']);
  // As on GitHub, where the word is hidden.
  expect(log.text).toBe('::stop-commands::***\n::error::text\n::add-mask::x\n::***::\n##[error]real\n');
});

test.each(['', 'error', 'pause-logging'])('the token %j of stop-commands is refused', token => {
  const { log, failed } = read(`::stop-commands::${token}`, '::error::still a command');
  expect(failed).toBe(true);
  expect(log.annotations).toHaveLength(2);
});

test.each([
  ['set-output', false],
  ['save-state', false],
  ['set-env', true],
  ['add-path', true],
])('the old command %s is disabled, with a message', (name, fails) => {
  const { log, failed } = read(`::${name} name=x::y`);
  expect(failed).toBe(fails);
  expect(log.annotations[0]?.message).toMatch(/^The `.*` command is disabled\. Write to the file \$GITHUB_/);
});

test('groups are marked, commands that are obeyed are not shown, others are text', () => {
  const obeyed = ['::debug::x', '::add-mask::blue', '::echo::on', '::add-matcher::x.json'];
  const { log } = read('::group::Build', '::endgroup::', ...obeyed, '::braid::y');
  expect(log.text).toBe('##[group]Build\n##[endgroup]\n::braid::y\n');
});

test('secrets, the token and added masks are hidden in logs, annotations and summaries', async () => {
  const host = new MemoryHost();
  host.secretValues.KEY = 'hunter2hunter2';
  host.secretValues.CERT = 'line-one-abc\nline-two-def';
  const report = await run(
    steps(
      `- env: {KEY: "\${{ secrets.KEY }}", CERT: "\${{ secrets.CERT }}", TOKEN: "\${{ github.token }}"}
  run: |
    echo "key $KEY, $(printf %s "$KEY" | base64), token $TOKEN"
    echo "$CERT"
    echo "::add-mask::blue"
    echo "::error::$KEY is blue"
    echo "the key is $KEY" >> "$GITHUB_STEP_SUMMARY"`,
    ),
    { host },
  );
  expect(said(report)).toEqual(['key ***, ***, token ***', '***', '***']);
  expect(job(report).annotations[0]?.message).toBe('*** is ***');
  expect(job(report).summaries).toEqual(['the key is ***\n']);
});
