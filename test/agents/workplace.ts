/** Where an agent's real program works in a test: a repository, a home of its own, a key, and everything that it left. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import type { BackendJob, BackendOutcome } from '../../shared/io/ports.ts';
import type { AgentBackendConfig } from '../../shared/plan/config.ts';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import { makeRig, PATH } from '../process/rig.ts';

export const KEY = 'a-key-for-these-tests-alone';

export interface Workplace {
  readonly tree: string;
  readonly log: string;
  /** Its HOME; every process of it is known by that. */
  readonly home: string;
  /** Lines as they came. */
  readonly seen: readonly string[];
  run(
    config: Partial<AgentBackendConfig> & Pick<AgentBackendConfig, 'kind' | 'program'>,
    options: WorkOptions,
  ): Promise<BackendOutcome>;
  /** Files in the tree. */
  files(): readonly string[];
  read(file: string): string;
  /** Pids of processes with its HOME. */
  left(): readonly number[];
}

export interface WorkOptions {
  /** Of Braid, besides PATH and HOME. */
  readonly outside: Readonly<Record<string, string>>;
  readonly prompt?: string;
  readonly job?: Partial<BackendJob>;
}

export const AGENT_CONFIG = {
  passEnv: [],
  maxParallel: null,
  price: null,
  prices: {},
  models: {},
  args: [],
  maxTurns: null,
} as const;

/** Is removed when the test is over. */
export function makeWorkplace(test: TestContext): Workplace {
  const rig = makeRig();
  test.onTestFinished(() => rig.remove());
  const home = join(rig.told, 'home');
  mkdirSync(home);
  execFileSync('git', ['init', '--quiet'], { cwd: rig.tree, env: { PATH, HOME: home } });
  const seen: string[] = [];
  const told = (name: string) => join(rig.told, name);
  return {
    tree: rig.tree,
    log: rig.log,
    home,
    seen,
    run(config, { outside, prompt = 'do it', job = {} }) {
      const files = {
        prompt: told('prompt'),
        notes: told('notes'),
        result: told('result'),
        log: rig.log,
        temporary: rig.temporary,
        gitConfig: told('gitconfig'),
      };
      writeFileSync(files.prompt, prompt);
      writeFileSync(files.gitConfig, '[user]\n\tname = A\n\temail = a@example.invalid\n');
      return makeBackend('bot', { ...AGENT_CONFIG, ...config }, { PATH, HOME: home, ...outside }).run({
        run: rig.id,
        task: 'task' as TaskId,
        attempt: 1,
        base: '0' as Sha,
        model: null,
        budgetUsd: null,
        tree: rig.tree,
        files,
        timeoutMs: 60_000,
        signal: new AbortController().signal,
        onOutput: line => seen.push(line),
        onStarted: () => {},
        ...job,
      });
    },
    files: () => filesIn(rig.tree),
    read: file => readFileSync(join(rig.tree, file), 'utf8'),
    left: () => processesWith(`HOME=${home}`),
  };
}

function filesIn(tree: string): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--others'], { cwd: tree, encoding: 'utf8' });
  return listed.split('\0').filter(name => name !== '');
}

/** Nobody where there is no `/proc`. */
function processesWith(variable: string): readonly number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => environmentOf(pid).includes(variable))
    .map(Number);
}

function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
