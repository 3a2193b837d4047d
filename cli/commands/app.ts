/** `braid app`: the App is a program of its own, which lies beside this one. It sets the exit code, and ends when it is told to. */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export async function appCommand(): Promise<void> {
  // By its real name: npm calls the command by a link.
  const here = dirname(realpathSync(process.argv[1] ?? ''));
  await import(/* webpackIgnore: true */ pathToFileURL(join(here, '..', 'app', 'index.js')).href);
}
