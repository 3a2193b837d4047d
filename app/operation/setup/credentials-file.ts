/** What GitHub gives once when an App is made, kept in a file that only its owner may read, in the form of `node --env-file`. */
import { access, chmod, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** As in GitHub's answer to `POST /app-manifests/{code}/conversions`. */
export const NewApp = z.object({
  id: z.number().int().positive(),
  slug: z.string(),
  html_url: z.url(),
  client_id: z.string(),
  client_secret: z.string(),
  webhook_secret: z.string(),
  pem: z.string(),
});
export type NewApp = z.infer<typeof NewApp>;

const OWNER_ONLY = 0o600;

/**
 * Before an App is made: GitHub gives its credentials once, so there must be a place for them. Null: there is; else a sentence for
 * whoever starts the server.
 */
export async function whyNoPlace(path: string): Promise<string | null> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return `the App's credentials could not be kept in ${dirname(path)} (${found}). Make that folder for the user of this process, or name another one in BRAID_DATA.`;
  }
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere
    ? `${path} is there already, and does not hold an App's credentials. Move it away, and start again.`
    : null;
}

/** Rejects where the file is there already: nobody's credentials are overwritten. */
export async function writeCredentials(path: string, app: NewApp): Promise<void> {
  const variables = {
    APP_ID: String(app.id),
    WEBHOOK_SECRET: app.webhook_secret,
    GITHUB_CLIENT_ID: app.client_id,
    GITHUB_CLIENT_SECRET: app.client_secret,
    PRIVATE_KEY: app.pem.trim().replaceAll('\n', '\\n'),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, lines.join(''), { mode: OWNER_ONLY, flag: 'wx' });
  await chmod(path, OWNER_ONLY);
}

/** Variables as in the environment; none where there is no file. */
export async function readCredentials(path: string): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
