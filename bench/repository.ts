/** A small repository with a plan of equal tasks, and the built command run on it. Needs `npm run build`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const COMMAND = resolve(import.meta.dirname, '..', 'dist', 'cli', 'index.js');

export interface Equal {
  readonly tasks: number;
  readonly workers: number;
  /** The shell line of each task. */
  readonly line: string;
}

/** The folder; the plan is `plan.yml` in it. */
export function makeRepository({ tasks, workers, line }: Equal): string {
  const repo = mkdtempSync(join(tmpdir(), 'braid-bench-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', ...args], {
      cwd: repo,
    });
  git('init', '-q', '-b', 'main');
  mkdirSync(join(repo, '.github'));
  const config = {
    backends: { sh: { kind: 'command', run: line } },
    'backend-routing': { 'default-backend': 'sh' },
    parallel: { 'max-workers': workers },
  };
  writeFileSync(join(repo, '.github', 'braid.yml'), JSON.stringify(config));
  const list = Array.from({ length: tasks }, (_, at) => ({ id: `t${at}`, title: `Task ${at}`, prompt: 'x' }));
  writeFileSync(join(repo, 'plan.yml'), JSON.stringify({ version: 1, name: 'bench', tasks: list }));
  git('add', '-A');
  git('commit', '-q', '-m', 'Start');
  return repo;
}
