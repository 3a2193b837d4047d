/** The lines that install and test, for the kinds of projects whose files leave a choice. Null: the file says nothing about tests. */
import type { Project } from './project.ts';

interface PackageManager {
  readonly name: string;
  readonly locks: readonly string[];
  readonly install: string;
  readonly test: string;
}

const MANAGERS: readonly PackageManager[] = [
  { name: 'pnpm', locks: ['pnpm-lock.yaml'], install: 'pnpm install --frozen-lockfile', test: 'pnpm test' },
  { name: 'yarn', locks: ['yarn.lock'], install: 'yarn install --frozen-lockfile', test: 'yarn test' },
  {
    name: 'bun',
    locks: ['bun.lock', 'bun.lockb'],
    install: 'bun install --frozen-lockfile',
    test: 'bun run test',
  },
  { name: 'npm', locks: ['package-lock.json', 'npm-shrinkwrap.json'], install: 'npm ci', test: 'npm test' },
];

interface Manifest {
  readonly scripts?: { readonly test?: unknown };
  readonly packageManager?: unknown;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

/** What `npm init` writes. */
const PLACEHOLDER = /no test specified/;

export function ofNodePackage(text: string, project: Project): readonly string[] | null {
  const manifest = readManifest(text);
  const script = manifest?.scripts?.test;
  if (manifest === null || typeof script !== 'string' || script.trim() === '' || PLACEHOLDER.test(script))
    return null;
  const said = typeof manifest.packageManager === 'string' ? manifest.packageManager : '';
  const locked = MANAGERS.find(({ locks }) => locks.some(lock => project.has(lock)));
  const manager = locked ?? MANAGERS.find(({ name }) => said.startsWith(`${name}@`));
  if (manager?.name === 'yarn' && (project.has('.yarnrc.yml') || /^yarn@[2-9]/.test(said)))
    return ['yarn install --immutable', 'yarn test'];
  if (locked !== undefined) return [locked.install, locked.test];
  // Without a lock file the strict ways to install refuse.
  const { name, test } = manager ?? { name: 'npm', test: 'npm test' };
  const needs = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return needs.length === 0 ? [test] : [`${name} install`, test];
}

function readManifest(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Manifest) : null;
  } catch {
    return null;
  }
}

/** `test` is what most call it, `check` what GNU does. `:=` assigns a variable. */
export function ofTargets(text: string, program: 'make' | 'just'): readonly string[] | null {
  const target = ['test', 'tests', 'check'].find(name =>
    new RegExp(`^(?:[\\w.-]+ +)*@?${name}\\b[^:=\\n-]*::?(?!=)`, 'm').test(text),
  );
  return target === undefined ? null : [`${program} ${target}`];
}

export function ofPython(text: string, project: Project): readonly string[] | null {
  const isPytest = project.has('pytest.ini') || project.has('conftest.py') || /\bpytest\b/.test(text);
  if (!isPytest) return null;
  if (project.has('uv.lock')) return ['uv run pytest'];
  if (project.has('poetry.lock')) return ['poetry install', 'poetry run pytest'];
  return ['python3 -m pytest'];
}
