/** The backends there are, by kind: the only place to add one to. */
import { assertNever } from '../../assert.ts';
import type { BackendConfig } from '../../plan/config.ts';
import type { Backend } from '../ports.ts';
import { agentBackend } from './agent.ts';
import { CODEX } from './codex.ts';
import { commandBackend } from './command.ts';
import { GEMINI_CLI } from './gemini-cli.ts';

/** `outside`: the environment that a backend's key and `pass-env` come from. */
export function makeBackend(
  name: string,
  config: BackendConfig,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  switch (config.kind) {
    case 'command':
      return commandBackend(name, config, outside);
    case 'codex':
      return agentBackend(name, config, CODEX, outside);
    case 'gemini-cli':
      return agentBackend(name, config, GEMINI_CLI, outside);
    case 'claude-code':
    case 'ccpm':
      throw new Error(`backend ${name} is of a kind that is not there yet`);
    default:
      return assertNever(config);
  }
}
