/** What the files of a project say about how it is tested. A guess for a person to change: nothing is run to make it. */
import { join } from 'node:path';
import { readTextFile } from '../../shared/io/reading/text-file.ts';
import type { Repository } from '../../shared/io/repository.ts';
import { ofNodePackage, ofPython, ofTargets } from './test-lines.ts';

/** Files at the root of a project by name, with their text; of lock files only the name counts. */
export type Project = ReadonlyMap<string, string>;

export interface Guess {
  /** For `merge.verify`. */
  readonly lines: readonly string[];
  /** The file that says so. */
  readonly from: string;
}

/** In bytes; a longer file says nothing. */
const MAX_BYTES = 1_000_000;

interface Sort {
  /** Each that is there is asked, in this order. */
  readonly files: readonly string[];
  /** Others that matter. */
  readonly beside?: readonly string[];
  /** Null: the file says nothing about tests. */
  guess(text: string, project: Project): readonly string[] | null;
}

/** The first that knows decides: a `test` target in a Makefile beside a Cargo.toml is meant for the whole project. */
const SORTS: readonly Sort[] = [
  {
    files: ['package.json'],
    beside: [
      ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml'],
      ...['yarn.lock', '.yarnrc.yml', 'bun.lock', 'bun.lockb'],
    ],
    guess: ofNodePackage,
  },
  { files: ['deno.json', 'deno.jsonc'], guess: () => ['deno test'] },
  { files: ['Makefile', 'makefile', 'GNUmakefile'], guess: text => ofTargets(text, 'make') },
  { files: ['justfile', 'Justfile'], guess: text => ofTargets(text, 'just') },
  { files: ['Cargo.toml'], guess: () => ['cargo test'] },
  { files: ['go.mod'], guess: () => ['go test ./...'] },
  {
    files: [
      ...['pytest.ini', 'conftest.py', 'pyproject.toml', 'setup.cfg', 'tox.ini'],
      ...['requirements.txt', 'requirements-dev.txt'],
    ],
    beside: ['uv.lock', 'poetry.lock'],
    guess: ofPython,
  },
  { files: ['gradlew'], guess: () => ['./gradlew test'] },
  { files: ['mvnw'], guess: () => ['./mvnw --batch-mode test'] },
  { files: ['pom.xml'], guess: () => ['mvn --batch-mode test'] },
  { files: ['mix.exs'], guess: () => ['mix deps.get', 'mix test'] },
  { files: ['.rspec'], guess: () => ['bundle install', 'bundle exec rspec'] },
  { files: ['Package.swift'], guess: () => ['swift test'] },
];

/** Null: nothing in the project says how it is tested. */
export function guessTests(project: Project): Guess | null {
  for (const { files, guess } of SORTS) {
    for (const from of files) {
      const text = project.get(from);
      const lines = text === undefined ? null : guess(text, project);
      if (lines !== null) return { lines, from };
    }
  }
  return null;
}

/** Only what git knows or would add: what it ignores is not there where the tests run. */
export async function readProject({ git, workTree }: Repository): Promise<Project> {
  if (workTree === null) return new Map();
  const manifests = SORTS.flatMap(({ files }) => files);
  const names = [...manifests, ...SORTS.flatMap(({ beside = [] }) => beside)];
  const listing = await git.run([
    ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--'],
    ...names,
  ]);
  const found = listing.split('\0').filter(name => names.includes(name));
  const read = async (name: string): Promise<readonly [string, string]> => {
    if (!manifests.includes(name)) return [name, ''];
    const file = join(workTree, name);
    const text = await readTextFile(file, { limit: MAX_BYTES, root: workTree, inside: true });
    return [name, text.kind === 'text' ? text.text : ''];
  };
  return new Map(await Promise.all(found.map(read)));
}
