/** The files through which a step tells the runner more than its exit code. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyValues, parseKeyValues } from './key-values.ts';

const NAMES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;
type Name = (typeof NAMES)[number];

export interface Told {
  readonly outputs: KeyValues;
  readonly env: KeyValues;
  readonly path: readonly string[];
  readonly state: KeyValues;
  readonly summary: string;
}

export class CommandFiles {
  readonly #paths: ReadonlyMap<Name, string>;

  private constructor(paths: ReadonlyMap<Name, string>) {
    this.#paths = paths;
  }

  static async create(temp: string): Promise<CommandFiles> {
    const folder = join(temp, '_runner_file_commands');
    await mkdir(folder, { recursive: true });
    const id = randomUUID();
    const paths = new Map(NAMES.map(name => [name, join(folder, `${name.toLowerCase()}_${id}`)]));
    await Promise.all([...paths.values()].map(path => writeFile(path, '')));
    return new CommandFiles(paths);
  }

  get env(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#paths);
  }

  /** Throws for a file whose format is wrong. */
  async read(): Promise<Told> {
    const [outputs, env, path, state, summary] = await Promise.all(NAMES.map(name => this.#text(name)));
    return {
      outputs: parseKeyValues(outputs ?? ''),
      env: parseKeyValues(env ?? ''),
      path: (path ?? '').split(/\r?\n/).filter(line => line !== ''),
      state: parseKeyValues(state ?? ''),
      summary: summary ?? '',
    };
  }

  async remove(): Promise<void> {
    await Promise.all([...this.#paths.values()].map(path => rm(path, { force: true })));
  }

  async #text(name: Name): Promise<string> {
    const path = this.#paths.get(name);
    // A step may have removed it, which says nothing.
    return path === undefined ? '' : readFile(path, 'utf8').catch(() => '');
  }
}
