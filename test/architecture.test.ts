/** The shape of the code, held by reading it: who may import whom, what the pure part may not touch, sizes and names. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const PARTS = ['action', 'app', 'cli', 'shared', 'sandbox'];
const PURE = ['shared/plan/', 'shared/request/', 'shared/routing/', 'shared/run/', 'shared/report/'];
const HOSTS = ['action/', 'app/', 'cli/'];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
}

const sources: readonly Source[] = listFiles()
  .filter(path => PARTS.some(part => path.startsWith(`${part}/`)) && path.endsWith('.ts'))
  .map(path => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
  });

function listFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  return listed
    .toString()
    .split('\0')
    .filter(path => path !== '' && existsSync(join(ROOT, path)));
}

/** Static and dynamic imports, and re-exports; local ones as paths from the root. */
function importsOf({ path, syntax }: Source): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const dynamic =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
    const specifier = named ?? dynamic;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found.map(name =>
    name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), name)) : name,
  );
}

function isPure(path: string): boolean {
  return (
    PURE.some(folder => path.startsWith(folder)) || ['shared/assert.ts', 'shared/version.ts'].includes(path)
  );
}

test('there is something to check', () => {
  expect(sources.filter(source => isPure(source.path)).length).toBeGreaterThan(20);
  expect(sources.flatMap(importsOf).filter(name => name.startsWith('shared/')).length).toBeGreaterThan(100);
});

test('the pure part imports only the pure part, and of packages only values without I/O', () => {
  const allowed = new Set(['zod', 'yaml', 'escape-html', 'string-width', 'picocolors']);
  const wrong = sources
    .filter(source => isPure(source.path))
    .flatMap(source => importsOf(source).map(name => ({ path: source.path, name })))
    .filter(({ name }) => (name.startsWith('shared/') ? !isPure(name) : !allowed.has(name)));
  expect(wrong).toEqual([]);
});

test('the pure part has no clock, no randomness, no environment', () => {
  const touching = sources
    .filter(source => isPure(source.path))
    .flatMap(({ path, syntax }) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        const text = node.getText(syntax);
        if (
          ts.isPropertyAccessExpression(node) &&
          /^(Date\.now|Math\.random|performance\.now|process\.|globalThis\.)/.test(text)
        )
          found.push(text);
        if (ts.isNewExpression(node) && text === 'new Date()') found.push(text);
        if (ts.isIdentifier(node) && ['setTimeout', 'setInterval', 'fetch', 'console'].includes(text))
          found.push(text);
        ts.forEachChild(node, visit);
      };
      visit(syntax);
      return found.map(what => `${path}: ${what}`);
    });
  expect(touching).toEqual([]);
});

test('shared never imports a host, and hosts never import each other', () => {
  const wrong = sources.flatMap(source =>
    importsOf(source)
      .filter(name => HOSTS.some(host => name.startsWith(host) && !source.path.startsWith(host)))
      .map(name => `${source.path} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = sources.filter(source => source.text.split('\n').length > 251).map(source => source.path);
  expect(long).toEqual([]);
});

test('no folder has more than eleven files', () => {
  const sizes = new Map<string, number>();
  for (const { path } of sources) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
  expect([...sizes].filter(([, size]) => size > 11)).toEqual([]);
});

test('no name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|types|manager|data)(\/|\.ts$)|-helper\.ts$/;
  expect(
    sources.map(source => source.path).filter(path => empty.test(path) || !/^[a-z0-9./-]+$/.test(path)),
  ).toEqual([]);
});

test('no any, no non-null assertion, no suppressed check', () => {
  const wrong = sources.flatMap(({ path, syntax, text }) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push('any');
      if (ts.isNonNullExpression(node)) found.push(node.getText(syntax));
      ts.forEachChild(node, visit);
    };
    visit(syntax);
    if (/@ts-(ignore|expect-error|nocheck)/.test(text)) found.push('a suppressed type check');
    return found.map(what => `${path}: ${what}`);
  });
  expect(wrong).toEqual([]);
});

test('backends are known to nobody but the registry', () => {
  const wrong = sources.flatMap(source =>
    importsOf(source)
      .filter(
        name =>
          /^shared\/io\/backends\/(?!registry|environment)/.test(name) &&
          !source.path.startsWith('shared/io/backends/'),
      )
      .map(name => `${source.path} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});
