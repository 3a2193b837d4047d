/** The JSON Schemas in `docs/schema/` are those of this code, and agree with the parser on what they can say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { hasErrors } from '../../shared/plan/diagnostic.ts';
import { parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { jsonSchemas } from '../../shared/plan/schema/json-schema.ts';

const FOLDER = join(import.meta.dirname, '../../docs/schema');

for (const [name, text] of Object.entries(jsonSchemas())) {
  test(`docs/schema/${name} is up to date`, () => {
    if (process.env.UPDATE === '1') writeFileSync(join(FOLDER, name), text);
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
  });
}

const ajv = new Ajv2020({ allowUnionTypes: true });
const validPlan = ajv.compile(JSON.parse(jsonSchemas()['plan.schema.json']));
const validConfig = ajv.compile(JSON.parse(jsonSchemas()['braid.schema.json']));

const task = { id: 'api', title: 'Add the API', prompt: 'Add it.' };
const plan = { version: 1, name: 'payments', tasks: [task] };

const PLANS: readonly (readonly [what: string, plan: unknown])[] = [
  ['a small plan', plan],
  ['another version', { ...plan, version: 2 }],
  ['no name', { version: 1, tasks: [task] }],
  ['no tasks', { ...plan, tasks: [] }],
  ['an unknown key', { ...plan, tsks: [] }],
  ['no prompt', { ...plan, tasks: [{ id: 'a', title: 'A' }] }],
  ['two prompts', { ...plan, tasks: [{ ...task, 'prompt-file': 'a.md' }] }],
  ['a prompt file', { ...plan, tasks: [{ id: 'a', title: 'A', 'prompt-file': 'a.md' }] }],
  ['an empty title', { ...plan, tasks: [{ ...task, title: ' ' }] }],
  ['a text for a list', { ...plan, tasks: [{ ...task, paths: 'src/**' }] }],
  ['no time', { ...plan, tasks: [{ ...task, 'timeout-minutes': 0 }] }],
  ['half a minute', { ...plan, tasks: [{ ...task, 'timeout-minutes': 0.5 }] }],
  ['half a retry', { ...plan, tasks: [{ ...task, retries: 0.5 }] }],
  ['a retry less than none', { ...plan, defaults: { retries: -1 } }],
  ['an unknown type', { ...plan, tasks: [{ ...task, type: 'chore' }] }],
  ...['Payments', '-payments', 'a b', '', 'x'.repeat(61)].map(
    name => [`the name ${name}`, { ...plan, name }] as const,
  ),
  ...[
    'a..b',
    '.a',
    '-a',
    'a.',
    'a.lock',
    'a.LOCK',
    'a b',
    '',
    'a/b',
    'ä',
    'x'.repeat(61),
    'x'.repeat(60),
    'A.b_c-1',
    'a.lock.b',
  ].map(id => [`the id ${id}`, { ...plan, tasks: [{ ...task, id }] }] as const),
  ...['a..b', 'web'].map(
    epic => [`the epic ${epic}`, { ...plan, epics: { [epic]: {} }, tasks: [{ ...task, epic }] }] as const,
  ),
];

test.each(PLANS)('schema and parser agree on %s', (_, value) => {
  const { diagnostics } = parsePlan(JSON.stringify(value), { file: 'plan.json', config: null });
  expect(validPlan(value)).toBe(!hasErrors(diagnostics));
});

const CONFIGS: readonly (readonly [what: string, config: unknown])[] = [
  ['nothing', {}],
  ['empty keys', { 'prompt-template': null, merge: { resolver: null } }],
  ['a wrong word', { execution: 'paralel' }],
  ['too many workers', { parallel: { 'max-workers': 257 } }],
  ['a backend', { backends: { sh: { kind: 'command', run: 'x', 'pass-env': ['KEY'] } } }],
  ['a backend without a command', { backends: { sh: { kind: 'command' } } }],
  ['a backend of another kind', { backends: { sh: { kind: 'magic', run: 'x' } } }],
  ['a backend with a bad name', { backends: { 's h': { kind: 'command', run: 'x' } } }],
  ['a bad variable', { backends: { sh: { kind: 'command', run: 'x', 'pass-env': ['$KEY'] } } }],
  ['a place to land', { merge: { land: 'branch:main' } }],
  ['no place to land', { merge: { land: 'main' } }],
];

test.each(CONFIGS)('schema and parser agree on a configuration with %s', (_, value) => {
  expect(validConfig(value)).toBe(!hasErrors(parseConfig(JSON.stringify(value), { file: 'c' }).diagnostics));
});
