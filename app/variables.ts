/** The environment variables of the App: what each is for, and where to get it. The README has the same table. */

export interface VariableFacts {
  /** Follows "expected". */
  readonly expected: string;
  readonly meaning: string;
  /** A sentence: where it comes from. */
  readonly source: string;
  /** `required`, or what counts without it. */
  readonly preset: string;
}

const SETTINGS = 'on GitHub, Settings, Developer settings, GitHub Apps, your App';

export const VARIABLES = {
  APP_ID: {
    expected: 'a whole number, such as 123456',
    meaning: 'The number of the App.',
    source: `Get it ${SETTINGS}, General, App ID.`,
    preset: 'required',
  },
  PRIVATE_KEY: {
    expected: 'an RSA key in PEM; line breaks may be written as \\n, and the whole in base64',
    meaning: 'The key with which the App proves to GitHub who it is.',
    source: `Get it ${SETTINGS}, General, Private keys, Generate a private key.`,
    preset: 'this or `PRIVATE_KEY_PATH`',
  },
  PRIVATE_KEY_PATH: {
    expected: 'a file that can be read and holds an RSA key in PEM',
    meaning: 'The file with that key.',
    source: `Get it ${SETTINGS}, General, Private keys, Generate a private key; name the file that you get.`,
    preset: 'this or `PRIVATE_KEY`',
  },
  WEBHOOK_SECRET: {
    expected: 'the secret of the App’s webhook, and not `development`, which everybody knows',
    meaning: 'Signs what GitHub sends. Nothing without the right signature is read.',
    source: `Set it ${SETTINGS}, General, Webhook, Secret; \`openssl rand -hex 32\` makes one.`,
    preset: 'required',
  },
  GITHUB_CLIENT_ID: {
    expected: 'the client ID of the App',
    meaning: 'For logins: pages of private repositories ask who is looking.',
    source: `Get it ${SETTINGS}, General, Client ID.`,
    preset: 'no logins',
  },
  GITHUB_CLIENT_SECRET: {
    expected: 'a client secret of the App',
    meaning: 'For logins, too.',
    source: `Get it ${SETTINGS}, General, Client secrets, Generate a new client secret.`,
    preset: 'no logins',
  },
  BRAID_URL: {
    expected: 'an address without a path, such as https://braid.example.com',
    meaning: 'Where people and GitHub reach this server.',
    source: 'It is the address of your proxy or tunnel, or of this machine.',
    preset: 'required',
  },
  DATABASE_URL: {
    expected:
      'an address that begins with postgres://, in which a password has %2F for / and so on (or comes as PGPASSWORD)',
    meaning: 'PostgreSQL 15 or later. Several servers may share one.',
    source: 'Whoever runs your database knows it; `compose.yaml` brings one along.',
    preset: 'a database in `BRAID_DATA`',
  },
  PGPASSWORD: {
    expected: 'a password',
    meaning: 'Of the database, where `DATABASE_URL` has none; as it is, with whatever signs.',
    source: 'Whoever runs your database knows it.',
    preset: 'none',
  },
  BRAID_DATA: {
    expected: 'a folder',
    meaning:
      'For clones of repositories, and for the database where `DATABASE_URL` names none. Each server has its own.',
    source: 'It is any folder that stays and that only Braid writes to.',
    preset: 'required',
  },
  HOST: {
    expected: 'an address of this machine',
    meaning: 'The address to listen on; 0.0.0.0 is every one.',
    source: 'The preset is reached from this machine only, such as by a proxy.',
    preset: '`127.0.0.1`',
  },
  PORT: {
    expected: 'a whole number up to 65535',
    meaning: 'The port to listen on; 0 is any that is free.',
    source: 'Take one that nothing else listens on.',
    preset: '`3000`',
  },
  BRAID_PROXIES: {
    expected: 'a whole number',
    meaning:
      'So many proxies of your own does each request pass: whom it comes from is read that far from the right of `X-Forwarded-For`. 0 is whoever connects.',
    source: 'Count those that add to the header; one too many, and whoever asks can make up the address.',
    preset: '`0`',
  },
  GITHUB_SERVER_URL: {
    expected: 'an address, such as https://github.example.com',
    meaning: 'Of a GitHub Enterprise Server.',
    source: 'It is what you type into a browser to get there.',
    preset: '`https://github.com`',
  },
  GITHUB_API_URL: {
    expected: 'an address, such as https://github.example.com/api/v3',
    meaning: 'Of its API.',
    source: 'It is needed where it is not below `/api/v3` of the server.',
    preset: 'by `GITHUB_SERVER_URL`',
  },
  BRAID_CLONES_MB: {
    expected: 'a whole number of megabytes above 0',
    meaning:
      'So much the clones of repositories may take together; who was not needed for longest goes first, and the last one stays, however large.',
    source: 'A few times your largest repository is a good choice.',
    preset: '`4096`',
  },
  BRAID_KEEP_DAYS: {
    expected: 'a whole number of days above 0',
    meaning: 'Runs that ended longer ago are deleted with all that is known of them.',
    source: 'It is what you promise to those whose plans and logs these are.',
    preset: 'kept',
  },
  BRAID_WORKERS: {
    expected: 'a whole number from 1 to 64',
    meaning: 'So many runs are worked on at once.',
    source: 'Two for each core are a good choice.',
    preset: '`4`',
  },
  BRAID_STOP_SECONDS: {
    expected: 'a whole number of seconds',
    meaning:
      'So long running work gets to end when the server is stopped. What is not done then is taken up at the next start.',
    source: 'Let it be less than what your container’s host waits before it kills.',
    preset: '`20`',
  },
  BRAID_WRITE_PAUSE: {
    expected: 'a whole number of milliseconds',
    meaning:
      'Between two writes to GitHub’s API. GitHub asks for 1000; a server of your own without limits may have 0.',
    source: 'The preset is right for github.com.',
    preset: '`1000`',
  },
  LOG_LEVEL: {
    expected: 'one of trace, debug, info, warn, error, fatal, silent',
    meaning: 'What is logged, as JSON lines.',
    source: 'The preset is right, unless you look for something.',
    preset: '`info`',
  },
} as const satisfies Readonly<Record<string, VariableFacts>>;

export type VariableName = keyof typeof VARIABLES;

/** An empty variable is none: files for containers often have them. */
export function withoutEmpty(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}
