/** Whether an agent's program is there, which version it is, and whether it has credentials. */
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import type { AgentBackendConfig } from '../../../plan/config.ts';
import type { BackendHealth } from '../../ports.ts';
import type { AgentDialect } from './agent.ts';

/** Programs that are scripts of Node take a second on a busy machine. */
const VERSION_TIMEOUT_MS = 20_000;

/**
 * The absolute path of a program; null: there is none. Relative folders on PATH are skipped: they would be looked for in the task's
 * tree, where a task can put what it likes.
 */
export function findProgram(name: string, { PATH = '' }: NodeJS.ProcessEnv): string | null {
  const places = isAbsolute(name)
    ? [name]
    : PATH.split(':').flatMap(folder => (isAbsolute(folder) ? [join(folder, name)] : []));
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export async function programHealth(
  { program }: AgentBackendConfig,
  dialect: AgentDialect,
  outside: NodeJS.ProcessEnv,
): Promise<BackendHealth> {
  const name = program ?? dialect.usualProgram;
  const path = findProgram(name, outside);
  if (path === null) {
    return { kind: 'unusable', reason: `found no program \`${name}\` on PATH`, hint: dialect.install };
  }
  const { exitCode, stdout, stderr, timedOut } = await execa(path, dialect.versionArguments, {
    cwd: tmpdir(),
    env: { PATH: outside.PATH, HOME: outside.HOME },
    extendEnv: false,
    stdin: 'ignore',
    timeout: VERSION_TIMEOUT_MS,
    reject: false,
  });
  if (exitCode !== 0) {
    const why = timedOut
      ? 'did not answer'
      : `failed: ${(stderr || stdout || '').trim().split('\n')[0] ?? ''}`;
    const command = [path, ...dialect.versionArguments].join(' ');
    return { kind: 'unusable', reason: `\`${command}\` ${why}`, hint: dialect.install };
  }
  const missing = dialect.missingCredential?.(outside) ?? null;
  return missing === null
    ? { kind: 'usable', version: /\d+\.\d+[\w.+-]*/.exec(stdout)?.[0] ?? null }
    : { kind: 'unusable', ...missing };
}
