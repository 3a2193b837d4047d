/** The backends there are, by kind: the only place to add one to. */
import { assertNever } from '../../assert.ts';
import type { BackendConfig } from '../../plan/config.ts';
import type { Backend } from '../ports.ts';
import { agentBackend } from './agents/agent.ts';
import { ccpmBackend } from './claude/ccpm.ts';
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
