/** The tables of the README are those of the code: keys, types, defaults, exit codes, variables, statuses. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { EXIT } from '../../cli/exit-code.ts';
import { taskEnvironment } from '../../shared/io/backends/environment.ts';
import { readResult } from '../../shared/io/backends/untrusted-files.ts';
import { DEFAULT_CONFIG, parseConfig } from '../../shared/plan/parse-config.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import { PROMPT_PLACES } from '../../shared/plan/prompt-template.ts';
import { jsonSchemas } from '../../shared/plan/schema/json-schema.ts';
import { LOOKS } from '../../shared/report/summary/look.ts';
import { isOpen, type TaskStatus } from '../../shared/run/status.ts';
import { code, page, ROOT, readme, table } from './book.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

interface Row {
  readonly key: string;
  readonly type: string;
  readonly preset: string;
  readonly later: boolean;
}

const LATER = 'not supported yet';
const schemas = jsonSchemas();
const planSchema: Schema = JSON.parse(schemas['plan.schema.json']);
const configSchema: Schema = JSON.parse(schemas['braid.schema.json']);
const taskSchema: Schema = planSchema.properties?.tasks?.items ?? {};

function rowsOf(schema: Schema, prefix = ''): readonly Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    rowsOfKey(each, `${prefix}${name}`, schema.required?.includes(name) ?? false),
  );
}

function rowsOfKey(schema: Schema, key: string, required: boolean): readonly Row[] {
  const later = schema.description?.includes(LATER) ?? false;
  const named = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null;
  if (!later && named !== null) return rowsOf(named.oneOf?.[0] ?? named, `${key}.<name>.`);
  if (!later && schema.properties !== undefined) return rowsOf(schema, `${key}.`);
  return [{ key, type: typeWords(schema), preset: required ? 'required' : presetWords(schema), later }];
}

function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map(word => `\`${word}\``).join(', ');
  switch (schema.type ?? schema.anyOf?.[0]?.type) {
    case 'boolean':
      return 'yes or no';
    case 'string':
      return 'text';
    case 'object':
      return 'map';
    case 'array':
      return schema.items?.type === 'string' ? 'list of texts' : 'list';
    case 'integer':
      return `whole number${boundWords(schema)}`;
    case 'number':
      return `number${boundWords(schema)}`;
    default:
      throw new Error(`no words for ${JSON.stringify(schema)}`);
  }
}

function boundWords({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const above = exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`;
  if (minimum === undefined) return maximum === undefined ? above : `${above} and at most ${maximum}`;
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
}

function presetWords({ default: value }: Schema): string {
  if (value === undefined || value === null) return '–';
  return `\`${Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'object' ? '{}' : value}\``;
}

function documented(name: string): readonly (Row & { readonly meaning: string })[] {
  return table(readme, name).map(([key = '', type = '', preset = '', meaning = '']) => ({
    key: code(key)[0] ?? '',
    type,
    preset,
    meaning,
    later: meaning.includes(LATER),
  }));
}

describe('the tables of keys are those of the schemas', () => {
  const ofPlan = rowsOf({
    ...planSchema,
    properties: { ...planSchema.properties, tasks: { type: 'array', items: { type: 'object' } } },
  });
  test.each([
    ['plan', ofPlan],
    ['task', rowsOf(taskSchema)],
    ['configuration', rowsOf(configSchema)],
  ] as const)('%s', (name, expected) => {
    const found = documented(name);
    expect(found.map(({ key, type, preset }) => ({ key, type, preset }))).toEqual(
      expected.map(({ key, type, preset }) => ({ key, type, preset })),
    );
    const quiet = expected.filter(({ key, later }) => later && !found.find(row => row.key === key)?.later);
    expect(quiet).toEqual([]);
  });

  test('the defaults that are documented are those without a configuration', () => {
    const defaults = {};
    for (const { key, type, preset } of documented('configuration')) {
      if (!preset.startsWith('`') || key.includes('<name>')) continue;
      const text = code(preset)[0] ?? '';
      put(defaults, key.split('.'), type === 'text' ? text : parse(text));
    }
    const { config, diagnostics } = parseConfig(stringify(defaults), { file: 'braid.yml' });
    expect(diagnostics).toEqual([]);
    expect(config).toEqual(DEFAULT_CONFIG);
  });
});

function put(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = (into[first] ?? {}) as Record<string, unknown>;
  into[first] = inner;
  put(inner, rest, value);
}

test('the exit codes are those of the command', () => {
  const codes = table(readme, 'exit codes').map(([number]) => Number(number));
  expect(codes).toEqual(Object.values(EXIT).sort((a, b) => a - b));
});

test('every status that a task ends with is explained, in the words of the reports', () => {
  const start = readme.text.indexOf('| status | meaning |');
  const rows = readme.text.slice(start).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  const terminal = Object.entries(LOOKS).filter(([status]) => !isOpen(status as TaskStatus));
  expect(rows.map(row => row.split(' | ')[0]?.slice(2))).toEqual(terminal.map(([, { label }]) => label));
});

describe('what a command finds and leaves', () => {
  const backends = page('docs/backends.md');

  test('its variables', () => {
    const files = { prompt: '', notes: '', result: '', log: '', temporary: '', gitConfig: '' };
    const { env } = taskEnvironment({
      run: 'demo' as RunId,
      task: 'a',
      attempt: 1,
      base: 'a'.repeat(40) as Sha,
      model: 'small',
      files,
      passEnv: [],
      outside: { PATH: '', HOME: '', LANG: '', LANGUAGE: '', LC_ALL: '', GITHUB_TOKEN: '', CI: '' },
    });
    const names = table(backends, 'environment').flatMap(([name = '']) => code(name));
    expect(names.map(name => name.replace('*', 'ALL')).sort()).toEqual(Object.keys(env).sort());
  });

  test('the keys of its result', () => {
    const keys = table(backends, 'result').map(([key = '']) => code(key)[0] ?? '');
    const source = readFileSync(join(ROOT, 'shared/io/backends/untrusted-files.ts'), 'utf8');
    const shape = /const RESULT = z\.object\(\{(.*?)^\}\);/ms.exec(source)?.[1] ?? '';
    const known = [...shape.matchAll(/^ {2}'?([a-z-]+)'?: z?/gm)].map(([, key]) => key);
    expect(keys).toEqual(known);
    const folder = mkdtempSync(join(tmpdir(), 'braid-docs-'));
    const file = join(folder, 'result.json');
    for (const key of [...keys, 'something-else']) {
      writeFileSync(file, JSON.stringify({ [key]: [] }));
      expect(readResult(file, []).problem === null).toBe(key === 'something-else');
    }
    rmSync(folder, { recursive: true });
  });
});

test('the places of a prompt’s template', () => {
  const places = table(page('docs/backends.md'), 'places').map(([place = '', meaning]) => [
    code(place)[0],
    meaning,
  ]);
  expect(places).toEqual(
    Object.entries(PROMPT_PLACES).map(([name, meaning]) => [`{{${name}}}`, meaning.replaceAll('’', "'")]),
  );
});
