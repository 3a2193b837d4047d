/**
 * A home for an agent's program that belongs to one attempt: with a key in the environment it needs nothing of the person's own, and
 * attempts that run beside each other share no state. Not in TMPDIR, which a sandbox lets the agent's commands write to.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackendJob } from '../../ports.ts';

/** `files`: their content by their path from the home. */
export function makePrivateHome(
  { files: { result } }: BackendJob,
  name: string,
  files: Readonly<Record<string, string>>,
): string {
  const home = join(dirname(result), name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(home, path), content);
  }
  return home;
}
