/** To add a backend is a file of its own and its name in two places; nothing else knows the kinds one by one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { PROPOSED } from '../../cli/init/agents.ts';
import { AGENTS } from '../../shared/io/backends/registry.ts';
import { KEYS } from '../../shared/io/handover/hop.ts';
import { AGENT_KINDS } from '../../shared/plan/config.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { code, page } from '../docs/book.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const KINDS: readonly string[] = AGENT_KINDS;

const REGISTRY = 'shared/io/backends/registry.ts';

const sources = execFileSync('git', ['ls-files', 'action', 'app', 'cli', 'shared'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => path.endsWith('.ts'))
  // An agent's own files may call its program what they like.
  .filter(path => path === REGISTRY || !path.startsWith('shared/io/backends/'));

/** Whether a kind's name is a value or a key in this file. */
function namesKind(path: string): boolean {
  const text = readFileSync(join(ROOT, path), 'utf8');
  if (!KINDS.some(kind => text.includes(kind))) return false;
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const visit = (node: ts.Node): boolean =>
    (ts.isStringLiteralLike(node) && KINDS.includes(node.text)) ||
    (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && KINDS.includes(node.name.text)) ||
    ts.forEachChild(node, child => visit(child) || undefined) === true;
  return visit(syntax);
}

test('the kinds stand in the two files that the page on backends names, and in no other', () => {
  const line = /<!-- places: kind -->(.*)/.exec(page('docs/backends.md').text)?.[1] ?? '';
  const told = code(line).filter(word => word.endsWith('.ts'));
  expect(told).toHaveLength(2);
  expect(sources.filter(namesKind).toSorted()).toEqual(told.toSorted());
});

test.each(['braid.yml', 'braid-app.yml'])('%s hands on the keys that a matrix can ask for', file => {
  const workflow = readFileSync(join(ROOT, '.github/workflows', file), 'utf8');
  const handedOn = workflow.matchAll(/(\w+): \$\{\{ contains\(matrix\.entry\.keys, '\1'\) && secrets\.\1 /g);
  expect([...handedOn].map(([, name]) => name)).toEqual(KEYS);
});

describe.each(AGENT_KINDS)('%s', kind => {
  test('is a backend without a word in the configuration', () => {
    expect(DEFAULT_CONFIG.backends[kind]).toMatchObject({ kind, program: null, passEnv: [] });
  });

  test('is proposed by `braid init`, unless it is only for who asks for it', () => {
    expect(PROPOSED.includes(kind)).toBe(AGENTS[kind].isOnRequest !== true);
  });
});
