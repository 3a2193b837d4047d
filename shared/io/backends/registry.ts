/** The backends there are, by kind: the only place to add one to. */
import { assertNever } from '../../assert.ts';
import type { BackendConfig } from '../../plan/config.ts';
import type { Git } from '../git.ts';
import type { Backend, BackendHealth } from '../ports.ts';
import { agentBackend } from './agents/agent.ts';
import { ccpmBackend } from './claude/ccpm.ts';
import { type ClosingQuestion, closingIn } from './claude/ccpm-closing.ts';
import { CLAUDE_CODE } from './claude/claude-code.ts';
import { CODEX } from './codex/codex.ts';
import { commandBackend } from './command.ts';
import { GEMINI_CLI } from './gemini/gemini-cli.ts';

/** `outside`: the environment that a backend's key and `pass-env` come from. */
export function makeBackend(
  name: string,
  config: BackendConfig,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  switch (config.kind) {
    case 'command':
      return commandBackend(name, config, outside);
    case 'claude-code':
      return agentBackend(name, config, CLAUDE_CODE, outside);
    case 'ccpm':
      return ccpmBackend(name, config, outside);
    case 'codex':
      return agentBackend(name, config, CODEX, outside);
    case 'gemini-cli':
      return agentBackend(name, config, GEMINI_CLI, outside);
    default:
      return assertNever(config);
  }
}

/** The variables that a backend may be given from outside and that let it in somewhere. */
export function keyNames(config: BackendConfig): readonly string[] {
  switch (config.kind) {
    case 'command':
      return config.passEnv;
    case 'claude-code':
    case 'ccpm':
      return [...CLAUDE_CODE.keys, ...config.passEnv];
    case 'codex':
      return [...CODEX.keys, ...config.passEnv];
    case 'gemini-cli':
      return [...GEMINI_CLI.keys, ...config.passEnv];
    default:
      return assertNever(config);
  }
}

/** Whether it can be used. Never throws. */
export async function checkHealth(backend: Backend): Promise<BackendHealth> {
  try {
    return await backend.health();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'unusable', reason, hint: 'start its program by hand to see what is wrong with it' };
  }
}

/**
 * The file in which a backend keeps the task, if the commit closes it there and changes nothing else of it; null: there is none.
 * Found out from the commit, whoever made that.
 */
export async function closedTaskFile(
  git: Git,
  backend: BackendConfig | undefined,
  question: ClosingQuestion,
): Promise<string | null> {
  return backend?.kind === 'ccpm' ? closingIn(git, question) : null;
}
