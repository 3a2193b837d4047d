/** A sandbox with the private repository `acme/shop`, its people, and a clone to work in. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts';
import type { Runner } from '../../sandbox/workflows/runner.ts';
import { type ScriptedRunner, scriptedRunner } from './scripted-runner.ts';

export const SHOP = { owner: 'acme', repo: 'shop' } as const;

/** Refusals are expected here, and need no lines in the output. */
export const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Shop<R extends Runner = ScriptedRunner> {
  readonly sandbox: Sandbox;
  readonly runner: R;
  octokit(token: string): Octokit;
  as(login: string): Octokit;
  /** Of `main`. */
  head(): Promise<string>;
  /** A clone of `acme/shop`, or of a fork, with this token. */
  clone(token: string, fullName?: string): Promise<Clone>;
}

export interface ShopOptions extends Omit<SandboxOptions, 'runner'> {
  readonly files?: Readonly<Record<string, string>>;
  readonly private?: boolean;
}

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  return openShopWith(scriptedRunner(), options);
}

export async function openShopWith<R extends Runner>(runner: R, options: ShopOptions = {}): Promise<Shop<R>> {
  const { files = {}, private: hidden = true, ...rest } = options;
  const sandbox = await startSandbox({ runner, ...rest });
  onTestFinished(() => sandbox.stop());
  const from = await folderWith({ 'README.md': 'A shop\n', ...files });
  await sandbox.addRepository('acme/shop', {
    from,
    private: hidden,
    collaborators: { ada: 'admin', max: 'maintain', maria: 'write', tim: 'triage', rita: 'read' },
    secrets: { KEY: 'sesame' },
  });
  const octokit = (token: string): Octokit =>
    new Octokit({
      auth: token,
      baseUrl: sandbox.apiUrl,
      log: SILENT,
    });
  return {
    sandbox,
    runner,
    octokit,
    as: login => octokit(sandbox.userToken(login)),
    head: async () =>
      (await octokit(sandbox.userToken('rita')).git.getRef({ ...SHOP, ref: 'heads/main' })).data.object.sha,
    clone: (token, fullName = 'acme/shop') => cloneOf(sandbox, token, fullName),
  };
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  await writeFiles(folder, files);
  return folder;
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export interface GitSaid {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
}

export class Clone {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async git(...args: readonly string[]): Promise<GitSaid> {
    return runGit(this.folder, args);
  }

  /** A commit on a branch of this name, which is made from where we are. Its id. */
  async commit(branch: string, files: Readonly<Record<string, string>>): Promise<string> {
    await this.git('checkout', '-q', '-B', branch);
    await writeFiles(this.folder, files);
    await this.git('add', '--all');
    const made = await this.git('commit', '-q', '-m', `Change ${Object.keys(files).join(', ')}`);
    if (!made.ok) throw new Error(made.err);
    return this.head();
  }

  async head(): Promise<string> {
    return (await this.git('rev-parse', 'HEAD')).out.trim();
  }

  /** Commits and pushes; throws when that is refused. */
  async pushed(branch: string, files: Readonly<Record<string, string>>): Promise<string> {
    const sha = await this.commit(branch, files);
    const said = await this.git('push', '-q', 'origin', branch);
    if (!said.ok) throw new Error(said.err);
    return sha;
  }
}

async function cloneOf(sandbox: Sandbox, token: string, fullName: string): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'clone-'));
  const url = remoteUrl(sandbox, token, fullName);
  const said = await runGit(folder, ['clone', '-q', url, '.']);
  if (!said.ok) throw new Error(said.err);
  return new Clone(folder);
}

export function remoteUrl(sandbox: Sandbox, token: string, fullName: string): string {
  const url = new URL(`${sandbox.serverUrl}/${fullName}.git`);
  url.username = 'x-access-token';
  url.password = token;
  return url.href;
}

async function runGit(cwd: string, args: readonly string[]): Promise<GitSaid> {
  const person = { NAME: 'Maria', EMAIL: 'maria@example.com' };
  const { exitCode, stdout, stderr } = await execa('git', args, {
    cwd,
    reject: false,
    env: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      GIT_AUTHOR_NAME: person.NAME,
      GIT_AUTHOR_EMAIL: person.EMAIL,
      GIT_COMMITTER_NAME: person.NAME,
      GIT_COMMITTER_EMAIL: person.EMAIL,
    },
  });
  return { ok: exitCode === 0, out: stdout, err: stderr };
}
