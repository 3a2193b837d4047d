/** What the README says of the action is what its files say: inputs, outputs, settings, secrets, jobs, and what people may ask for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { buildGraph } from '../../shared/plan/graph.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { parseComment, parseLabel } from '../../shared/request/command.ts';
import { block, code, ROOT, readme, table } from './book.ts';

const described = z.object({ description: z.string() }).loose();
const input = described.extend({
  required: z.boolean().default(false),
  default: z.union([z.string(), z.number()]).default(''),
});
const actionFile = z.object({
  inputs: z.record(z.string(), input),
  outputs: z.record(z.string(), described),
});
const reusableFile = z.object({
  on: z.object({
    workflow_call: z.object({
      inputs: z.record(z.string(), input),
      secrets: z.record(z.string(), z.object({}).loose()),
    }),
  }),
  jobs: z.record(z.string(), z.object({ permissions: z.record(z.string(), z.string()) }).loose()),
});
const callerFile = z.object({
  on: z
    .object({ workflow_dispatch: z.object({ inputs: z.record(z.string(), z.unknown()) }).loose() })
    .loose(),
});

const read = (path: string): unknown => parse(readFileSync(join(ROOT, path), 'utf8'));
const action = actionFile.parse(read('action.yml'));
const reusable = reusableFile.parse(read('.github/workflows/braid.yml'));
const caller = callerFile.parse(read('examples/workflows/braid.yml'));

/** As a row of the README. */
function row(name: string, { required, default: preset, description }: z.infer<typeof input>) {
  return [`\`${name}\``, required ? 'required' : preset === '' ? '–' : `\`${preset}\``, description];
}

describe('the tables of the action are those of its files', () => {
  test('inputs and outputs', () => {
    expect(table(readme, 'inputs')).toEqual(
      Object.entries(action.inputs).map(([name, each]) => row(name, each)),
    );
    expect(table(readme, 'outputs')).toEqual(
      Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    );
  });

  test('settings of the workflow that is called: what a run does not pass on by itself', () => {
    const passed = Object.keys(caller.on.workflow_dispatch.inputs);
    const settings = Object.entries(reusable.on.workflow_call.inputs).filter(
      ([name]) => !passed.includes(name),
    );
    expect(table(readme, 'settings')).toEqual(settings.map(([name, each]) => row(name, each)));
  });

  test('secrets and variables', () => {
    const text = readFileSync(join(ROOT, '.github/workflows/braid.yml'), 'utf8');
    const variables = [...text.matchAll(/vars\.(\w+)/g)].flatMap(([, name]) => name ?? []);
    const used = [...Object.keys(reusable.on.workflow_call.secrets), ...new Set(variables)];
    expect(table(readme, 'secrets').flatMap(([names = '']) => code(names))).toEqual(used);
  });

  test('jobs with their permissions, and a reason for each', () => {
    const rows = table(readme, 'jobs').map(([job = '', permissions = '', why = '']) => {
      expect(why).not.toBe('');
      return [code(job)[0], code(permissions)];
    });
    expect(rows).toEqual(
      Object.entries(reusable.jobs).map(([name, { permissions }]) => [
        name,
        Object.entries(permissions).map(([what, level]) => `${what}: ${level}`),
      ]),
    );
  });
});

test('what people may ask for is understood, in a comment and as a label', () => {
  const rows = table(readme, 'requests');
  expect(rows.map(([comment = '']) => parseComment(code(comment)[0] ?? '')?.kind).toSorted()).toEqual([
    'cancel',
    'help',
    'plan',
    'resume',
    'retry',
    'run',
    'status',
  ]);
  for (const [comment = '', label = ''] of rows) {
    const asked = parseComment(code(comment)[0] ?? '');
    const [named] = code(label);
    expect(parseLabel(named ?? `braid:${asked?.kind}`, 'braid:')).toEqual(named === undefined ? null : asked);
  }
});

test('the plan for GitHub does two tasks at once, and the third on top of them', () => {
  const { plan, diagnostics } = parsePlan(block(readme, 'test: github-plan'), {
    file: 'plan.yml',
    config: null,
  });
  expect(diagnostics).toEqual([]);
  if (plan === null) throw new Error('the plan is wrong');
  expect(buildGraph(plan, { overlap: 'serialize' }).batches).toEqual([['models', 'receipt'], ['refund']]);
});
