/** A small host for the runner: real git repositories in a temporary folder, everything else in memory. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type {
  ConcurrencyPlace,
  ConcurrencyRequest,
  Permissions,
  RunnerHost,
  RunProgress,
} from '../../../sandbox/runner/host.ts';

export const REPOSITORY = 'octo/shop';

export type Files = Readonly<Record<string, string>>;

export interface Minted {
  readonly token: string;
  readonly permissions: Permissions;
  revoked: boolean;
}

export class MemoryHost implements RunnerHost {
  serverUrl = 'http://127.0.0.1:9';
  readonly folder = mkdtempSync(join(tmpdir(), 'runner-host-'));
  readonly secretValues: Record<string, string> = {};
  readonly variableValues: Record<string, string> = {};
  readonly minted: Minted[] = [];
  readonly artifacts = new Map<string, Uint8Array>();
  readonly events: RunProgress[] = [];
  readonly entered: ConcurrencyRequest[] = [];
  default: Permissions = { contents: 'write', issues: 'write' };
  readonly #heads = new Map<string, string>();
  /** Of each group, in order of arrival. */
  readonly #groups = new Map<string, Waiting[]>();
  readonly #watchers = new Set<() => void>();

  get apiUrl(): string {
    return `${this.serverUrl}/api/v3`;
  }

  pathOf(repository: string): string {
    return join(this.folder, `${repository}.git`);
  }

  /** Commits these files on a branch of a repository, which is made when there is none; answers the commit. */
  async commit(files: Files, { repository = REPOSITORY, branch = 'main' } = {}): Promise<string> {
    const bare = this.pathOf(repository);
    const ref = `refs/heads/${branch}`;
    if (!existsSync(bare)) await execa('git', ['init', '-q', '--bare', '-b', 'main', bare]);
    const before = this.#heads.get(`${bare} ${ref}`);
    const input = [
      `commit ${ref}\ncommitter Mona <mona@example.com> 1790000000 +0000\n${data('Change')}`,
      before === undefined ? '' : `from ${before}\n`,
      ...Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
    ].join('');
    await execa('git', ['--git-dir', bare, 'fast-import', '--quiet'], { input });
    const { stdout } = await execa('git', ['--git-dir', bare, 'rev-parse', ref]);
    this.#heads.set(`${bare} ${ref}`, stdout);
    return stdout;
  }

  async readFile(repository: string, ref: string, path: string): Promise<string | null> {
    const git = ['--git-dir', this.pathOf(repository), 'show', `${ref}:${path}`];
    const { exitCode, stdout } = await execa('git', git, { reject: false, stripFinalNewline: false });
    return exitCode === 0 ? stdout : null;
  }

  async unpack(repository: string, ref: string, folder: string): Promise<void> {
    const git = [
      '--git-dir',
      this.pathOf(repository),
      '--work-tree',
      folder,
      'checkout',
      '-f',
      ref,
      '--',
      '.',
    ];
    // Jobs check out at the same time: each has an index of its own.
    await execa('git', git, { env: { GIT_INDEX_FILE: `${folder}.index` } });
  }

  mintToken(_repository: string, permissions: Permissions): string {
    const token = `ghs_${String(this.minted.length).padStart(16, 'x')}`;
    this.minted.push({ token, permissions, revoked: false });
    return token;
  }

  revokeToken(token: string): void {
    for (const minted of this.minted) if (minted.token === token) minted.revoked = true;
  }

  defaultPermissions(): Permissions {
    return this.default;
  }

  secrets(): Files {
    return this.secretValues;
  }

  variables(): Files {
    return this.variableValues;
  }

  async putArtifact(_repository: string, _runId: number, name: string, zip: Uint8Array): Promise<void> {
    if (this.artifacts.has(name)) throw new Error('an artifact with this name already exists');
    this.artifacts.set(name, zip);
  }

  async listArtifacts(): Promise<readonly string[]> {
    return [...this.artifacts.keys()];
  }

  async getArtifact(_repository: string, _runId: number, name: string): Promise<Uint8Array | null> {
    return this.artifacts.get(name) ?? null;
  }

  enter(_repository: string, request: ConcurrencyRequest): ConcurrencyPlace {
    this.entered.push(request);
    const group = this.#groups.get(request.group) ?? [];
    this.#groups.set(request.group, group);
    const place = new Waiting(group);
    if (request.cancelInProgress) group[0]?.takeOver();
    for (const waiting of group.slice(1)) waiting.settle(false);
    group.push(place);
    group[0]?.settle(true);
    this.#tell();
    return place;
  }

  progress(_runId: number, what: RunProgress): void {
    this.events.push(what);
    this.#tell();
  }

  /** Resolves when this has happened to a job of this name. */
  happened(kind: RunProgress['kind'], name: string): Promise<void> {
    return this.until(() =>
      this.events.some(
        event => event.kind === kind && (event.kind === 'job-ended' ? event.report : event).name === name,
      ),
    );
  }

  /** Asked again whenever something happens here. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>(resolve => {
      const watcher = () => {
        if (!holds()) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

class Waiting implements ConcurrencyPlace {
  readonly ready: Promise<boolean>;
  settle: (there: boolean) => void = () => {};
  readonly #group: Waiting[];
  #cancel: () => void = () => {};

  constructor(group: Waiting[]) {
    this.#group = group;
    this.ready = new Promise(resolve => {
      this.settle = resolve;
    });
  }

  takeOver(): void {
    this.#cancel();
  }

  onTakenOver(cancel: () => void): void {
    this.#cancel = cancel;
  }

  leave(): void {
    const at = this.#group.indexOf(this);
    if (at >= 0) this.#group.splice(at, 1);
    this.#group[0]?.settle(true);
  }
}
