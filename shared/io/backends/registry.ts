/** The backends there are, by kind: the only place to add one to. */
import { assertNever } from '../../assert.ts';
import type { CommandBackendConfig } from '../../plan/config.ts';
import type { Backend } from '../ports.ts';
import { commandBackend } from './command.ts';

/** `outside`: the environment that a backend's key and `pass-env` come from. */
export function makeBackend(
  name: string,
  config: CommandBackendConfig,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  switch (config.kind) {
    case 'command':
      return commandBackend(name, config, outside);
    default:
      return assertNever(config.kind);
  }
}
