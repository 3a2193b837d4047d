/** The backends there are, by kind: the only place to add one to. */
import type { AgentKind, BackendConfig } from '../../plan/config.ts';
import type { Git } from '../git.ts';
import type { Backend, BackendHealth } from '../ports.ts';
import { type AgentDialect, agentBackend, type ClosingQuestion } from './agents/agent.ts';
import { CCPM } from './claude/ccpm.ts';
import { CLAUDE_CODE } from './claude/claude-code.ts';
import { CODEX } from './codex/codex.ts';
import { commandBackend } from './command.ts';
import { GEMINI_CLI } from './gemini/gemini-cli.ts';

/** A line for each agent. */
export const AGENTS: Readonly<Record<AgentKind, AgentDialect>> = {
  'claude-code': CLAUDE_CODE,
  codex: CODEX,
  'gemini-cli': GEMINI_CLI,
  ccpm: CCPM,
};

/** `outside`: the environment that a backend's key and `pass-env` come from. */
export function makeBackend(
  name: string,
  config: BackendConfig,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  return config.kind === 'command'
    ? commandBackend(name, config, outside)
    : agentBackend(name, config, AGENTS[config.kind], outside);
}

/** The variables that a backend may be given from outside and that let it in somewhere. */
export function keyNames(config: BackendConfig): readonly string[] {
  return config.kind === 'command' ? config.passEnv : [...AGENTS[config.kind].keys, ...config.passEnv];
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
  if (backend === undefined || backend.kind === 'command') return null;
  return AGENTS[backend.kind].closedTaskFile?.(git, question) ?? null;
}
