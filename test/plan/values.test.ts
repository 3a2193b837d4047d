/** What comes out of plans and configurations that are right. */
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';

const FULL_PLAN = `version: 1
name: payments
defaults: { backend: bot, timeout-minutes: 30, retries: 3, verify: [npm test] }
epics:
  api: { title: Payment API }
  docs: {}
tasks:
  - id: models
    title: Add the payment models
    prompt: |
      Add them.
        Keep the indentation.
    acceptance: [Amounts are integers in cents]
    needs: [schema, schema]
    after: [docs]
    epic: api
    type: refactoring
    paths: [src/models/**, test/models/**]
    conflicts-with: [docs]
    priority: -10
    backend: other-bot
    model: large
    timeout-minutes: 0.5
    retries: 0
    verify: [npm test -- models]
    allow-empty: true
    labels: [backend, risky]
  - { id: schema, title: " Add the schema ", prompt-file: docs/schema.md }
  - { id: docs, title: Write it up, prompt: Write., epic: docs, verify: [] }
`;

test('a plan with every key, its defaults folded into the tasks', () => {
  const { plan, diagnostics } = parsePlan(FULL_PLAN, { file: 'plan.yml', config: null });
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning repeated-task']);
  expect(plan).toEqual({
    name: 'payments',
    epics: [
      { name: 'api', title: 'Payment API' },
      { name: 'docs', title: 'docs' },
    ],
    tasks: [
      {
        id: 'models',
        title: 'Add the payment models',
        prompt: 'Add them.\n  Keep the indentation.\n',
        promptFile: null,
        acceptance: ['Amounts are integers in cents'],
        needs: ['schema'],
        after: ['docs'],
        epic: 'api',
        type: 'refactoring',
        paths: ['src/models/**', 'test/models/**'],
        conflictsWith: ['docs'],
        priority: -10,
        backend: 'other-bot',
        model: 'large',
        timeoutMinutes: 0.5,
        retries: 0,
        budgetUsd: null,
        verify: ['npm test -- models'],
        allowEmpty: true,
        labels: ['backend', 'risky'],
        line: 8,
      },
      expect.objectContaining({
        title: 'Add the schema',
        prompt: '',
        promptFile: 'docs/schema.md',
        line: 28,
      }),
      expect.objectContaining({ backend: 'bot', timeoutMinutes: 30, retries: 3, verify: [], line: 29 }),
    ],
  });
});

test('a plan with nothing but what is required, as JSON', () => {
  const text = JSON.stringify({ version: 1, name: 'p', tasks: [{ id: 'a', title: 'A', prompt: 'Do it.' }] });
  const { plan, diagnostics } = parsePlan(text, { file: 'plan.json', config: null });
  expect(diagnostics).toEqual([]);
  expect(plan?.tasks).toEqual([
    {
      id: 'a',
      title: 'A',
      prompt: 'Do it.',
      promptFile: null,
      acceptance: [],
      needs: [],
      after: [],
      epic: null,
      type: null,
      paths: [],
      conflictsWith: [],
      priority: 100,
      backend: null,
      model: null,
      timeoutMinutes: null,
      retries: 1,
      budgetUsd: null,
      verify: [],
      allowEmpty: false,
      labels: [],
      line: 1,
    },
  ]);
});

test('line breaks of Windows and a byte order mark change nothing', () => {
  const windows = `\ufeff${FULL_PLAN.replaceAll('\n', '\r\n')}`;
  expect(parsePlan(windows, { file: 'p', config: null })).toEqual(
    parsePlan(FULL_PLAN, { file: 'p', config: null }),
  );
});

test('the defaults of the configuration', () => {
  expect(DEFAULT_CONFIG).toEqual({
    execution: 'auto',
    schedule: 'batches',
    parallel: { maxWorkers: 4, timeoutMinutes: 60 },
    isolation: 'full',
    keepTrees: 'never',
    onFailure: 'continue',
    overlap: 'serialize',
    routing: { enabled: false, defaultBackend: 'claude-code', rules: [], fallback: [] },
    backends: {},
    merge: {
      verify: [],
      verifyTimeoutMinutes: 30,
      parallelVerify: 1,
      flakeRetries: 1,
      onConflict: 'rerun',
      land: 'auto',
    },
    protectedPaths: ['.github/**', '.claude/**', 'CODEOWNERS'],
    labelPrefix: 'braid:',
  });
  expect(parseConfig(null, { file: 'c' })).toEqual({ config: DEFAULT_CONFIG, diagnostics: [] });
  expect(parseConfig('# nothing\n', { file: 'c' })).toEqual({ config: DEFAULT_CONFIG, diagnostics: [] });
});

test('a configuration with every key', () => {
  const text = `
execution: parallel
schedule: eager
parallel: { max-workers: 256, timeout-minutes: 0.1 }
on-failure: stop
overlap: allow
backend-routing: { default-backend: house-bot }
backends:
  house-bot:
    kind: command
    run: ./scripts/bot "$BRAID_PROMPT_FILE"
    pass-env: [BOT_KEY, _X1]
    max-parallel: 2
    price: { input: 3, output: 0 }
  sh: { kind: command, run: "true" }
merge:
  verify: [npm ci, npm test]
  verify-timeout-minutes: 5
  parallel-verify: 3
  flake-retries: 0
  on-conflict: hold
  land: branch:main
protected: []
labels: { prefix: "weave/" }
`;
  expect(parseConfig(text, { file: 'c' })).toEqual({
    diagnostics: [],
    config: {
      execution: 'parallel',
      schedule: 'eager',
      parallel: { maxWorkers: 256, timeoutMinutes: 0.1 },
      isolation: 'full',
      keepTrees: 'never',
      onFailure: 'stop',
      overlap: 'allow',
      routing: { enabled: false, defaultBackend: 'house-bot', rules: [], fallback: [] },
      backends: {
        'house-bot': {
          kind: 'command',
          run: './scripts/bot "$BRAID_PROMPT_FILE"',
          passEnv: ['BOT_KEY', '_X1'],
          maxParallel: 2,
          price: { input: 3, output: 0 },
          prices: {},
          models: {},
        },
        sh: {
          kind: 'command',
          run: 'true',
          passEnv: [],
          maxParallel: null,
          price: null,
          prices: {},
          models: {},
        },
      },
      merge: {
        verify: ['npm ci', 'npm test'],
        verifyTimeoutMinutes: 5,
        parallelVerify: 3,
        flakeRetries: 0,
        onConflict: 'hold',
        land: 'branch:main',
      },
      protectedPaths: [],
      labelPrefix: 'weave/',
    },
  });
});

test('nothing is said about backends while the configuration is wrong', () => {
  const text = JSON.stringify({
    version: 1,
    name: 'p',
    tasks: [{ id: 'a', title: 'A', prompt: 'x', backend: 'any' }],
  });
  expect(parsePlan(text, { file: 'p', config: null }).diagnostics).toEqual([]);
  expect(parsePlan(text, { file: 'p', config: DEFAULT_CONFIG }).diagnostics).toHaveLength(1);
});
