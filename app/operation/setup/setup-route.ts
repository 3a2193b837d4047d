/**
 * Makes the App on GitHub with one click: the page sends the manifest there, GitHub sends the person back with a code, and the code
 * is given for the credentials. Only who has the key from the log gets here, and only until there are credentials.
 */
import { randomBytes } from 'node:crypto';
import {
  type Answer,
  answering,
  type Handler,
  plain,
  READING,
  targetOf,
  wrongMethod,
} from '../../http/answer.ts';
import { isSame } from '../../http/secret.ts';
import { CREATED_PATH, manifest } from '../../manifest.ts';
import { assetAnswer } from '../../page/assets.ts';
import { type Page, pageAnswer } from '../../page/document.ts';
import type { Log } from '../log.ts';
import { NewApp, writeCredentials } from './credentials-file.ts';
import { createdPage, startPage } from './setup-page.ts';

export interface SetupOptions {
  /** Where this server is reached, without a slash at the end. */
  readonly url: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Where the credentials go. */
  readonly file: string;
  readonly log: Log;
}

export interface Setup {
  readonly handler: Handler;
  /** With the key in it: for whoever starts the server, and nobody else. */
  readonly address: string;
}

const SETUP_PATH = '/setup';
const KEY_BYTES = 24;
const TIMEOUT_MS = 30_000;
const FAILED = 'The App could not be made; the log says why. Begin again at the address in the log.\n';

export function openSetup(options: SetupOptions): Setup {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  const state = randomBytes(KEY_BYTES).toString('base64url');
  let isOver = false;
  const handler = answering(async request => {
    const target = targetOf(request);
    const asset = target === null ? null : assetAnswer(target.pathname);
    if (asset !== null) return asset;
    if (target?.pathname !== SETUP_PATH && target?.pathname !== CREATED_PATH) return null;
    const refusal = wrongMethod(request, READING);
    if (refusal !== null) return refusal;
    const { query: given, pathname } = target;
    const isKnown =
      pathname === SETUP_PATH ? isSame(given.get('key') ?? '', key) : isSame(given.get('state') ?? '', state);
    // As if there were nothing: that an App is still to be made is nobody's business.
    if (isOver || !isKnown) return plain(404, 'Not found\n');
    if (pathname === SETUP_PATH) {
      const organization = given.get('organization') ?? '';
      const start = startPage({ ...options, manifest: manifest(options.url), state, key, organization });
      return page(options, start);
    }
    // One at a time: a code is good once.
    isOver = true;
    const made = await create(options, given.get('code') ?? '');
    isOver = made !== null;
    return made ?? plain(502, FAILED);
  });
  return { handler, address: `${options.url}${SETUP_PATH}?key=${key}` };
}

/** Null: nothing came of it, and it may be tried again. */
async function create(options: SetupOptions, code: string): Promise<Answer | null> {
  const { file, log } = options;
  try {
    const app = await convert(options.apiUrl, code);
    await writeCredentials(file, app);
    log.info({ app: app.slug }, `the App was made; its credentials are in ${file}`);
    return page(options, createdPage({ app, file }));
  } catch (error) {
    log.error({ err: error }, 'the App could not be made');
    return null;
  }
}

async function convert(apiUrl: string, code: string): Promise<NewApp> {
  const response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
    method: 'POST',
    headers: { accept: 'application/vnd.github+json', 'user-agent': 'braid' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`GitHub answered ${response.status}; a code is good for an hour, and once`);
  return NewApp.parse(await response.json());
}

/** The form leads to GitHub. */
function page({ serverUrl }: SetupOptions, shown: Page): Answer {
  const formsLeadTo = ["'self'", new URL(serverUrl).origin];
  return pageAnswer(shown, { status: 200, isPrivate: true, formsLeadTo });
}
