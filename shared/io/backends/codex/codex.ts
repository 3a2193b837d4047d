/**
 * OpenAI's Codex: `codex exec`, without anybody to ask, in its own sandbox. Who pays is decided as Codex does it: `CODEX_API_KEY`,
 * then the login of the person, and only without one `OPENAI_API_KEY`, which may be there for something else.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentDialect } from '../agents/agent.ts';
import { makePrivateHome } from '../agents/private-home.ts';
import { CodexReader } from './codex-reader.ts';

const LOG_IN = 'set CODEX_API_KEY or OPENAI_API_KEY, or run `codex login`';

/** With `config.toml` alone the credentials may lie in the system's keyring. */
const LOGIN_FILES = ['auth.json', 'config.toml'];

/** Later ones are stronger, so that `args` can change each of them; `--sandbox` could be given only once. */
const SETTINGS = [
  'sandbox_mode="workspace-write"',
  // The commands that a model runs need no key to the model.
  'shell_environment_policy.exclude=["CODEX_API_KEY","OPENAI_API_KEY"]',
];

/**
 * The built-in provider cannot be told to give up earlier than after half a minute of retries, in which Braid could have eased off;
 * this one is the same but for that. Plugins would be fetched from the network for each attempt.
 */
const PRIVATE_CONFIG = `model_provider = "braid"

[model_providers.braid]
name = "OpenAI"
requires_openai_auth = true
wire_api = "responses"
request_max_retries = 1
stream_max_retries = 2

[features]
plugins = false
apps = false
`;

export const CODEX: AgentDialect = {
  usualProgram: 'codex',
  install: 'npm install --global @openai/codex',
  pin: '@0.169.0',
  keys: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
  settings: ['CODEX_HOME'],
  versionArguments: ['--version'],

  arguments({ model }) {
    const settings = SETTINGS.flatMap(setting => ['-c', setting]);
    const chosen = model === null ? [] : [`--model=${model}`];
    return ['exec', '--json', '--skip-git-repo-check', ...settings, ...chosen];
  },

  environment(job, { outside }) {
    const key = keyOf(outside);
    if (key === null) return {};
    if (outside.CODEX_HOME) return { CODEX_API_KEY: key };
    const home = makePrivateHome(job, 'codex-home', { 'config.toml': PRIVATE_CONFIG });
    // Codex itself takes no other key from its environment.
    return { CODEX_HOME: home, CODEX_API_KEY: key };
  },

  missingCredential(outside) {
    if (keyOf(outside) !== null || hasLogin(outside)) return null;
    return { reason: 'found no key and no login for Codex', hint: LOG_IN };
  },

  newReader: job => new CodexReader(job, LOG_IN),
};

/** Null: none, or a login comes first. */
function keyOf(outside: NodeJS.ProcessEnv): string | null {
  const { CODEX_API_KEY = '', OPENAI_API_KEY = '' } = outside;
  if (CODEX_API_KEY !== '') return CODEX_API_KEY;
  return OPENAI_API_KEY === '' || hasLogin(outside) ? null : OPENAI_API_KEY;
}

function hasLogin({ HOME = '', CODEX_HOME = '' }: NodeJS.ProcessEnv): boolean {
  const home = CODEX_HOME === '' ? join(HOME, '.codex') : CODEX_HOME;
  return LOGIN_FILES.some(name => existsSync(join(home, name)));
}
