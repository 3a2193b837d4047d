/** The pages of the App and a GitHub to sign in at, as a browser finds them. */
import { afterAll, beforeAll } from 'vitest';
import { Chronicles } from '../../../app/api/chronicle.ts';
import { pageHandler } from '../../../app/page/handler.ts';
import { gitHubSignIn } from '../../../app/people/github-sign-in.ts';
import { Guesses } from '../../../app/people/guesses.ts';
import { SignIn } from '../../../app/people/sign-in.ts';
import { START } from '../../report/states.ts';
import { type Listening, listen } from '../api/listen.ts';
import { MemoryApp } from '../api/memory-app.ts';
import { CLIENT, LoopbackGitHub } from './loopback-sign-in.ts';

const SECRET = 'a secret of at least thirty-two characters';

export interface Visited {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}

export class Site {
  readonly app = new MemoryApp();
  readonly github = new LoopbackGitHub();
  readonly errors: unknown[] = [];
  /** Milliseconds since 1970; null: the real clock. */
  now: number | null = START;
  #server: Listening | null = null;

  get url(): string {
    if (this.#server === null) throw new Error('the site is not there yet');
    return this.#server.url;
  }

  async start(): Promise<void> {
    const serverUrl = await this.github.start();
    const now = () => this.now ?? Date.now();
    this.#server = await listen(url => {
      const provider = gitHubSignIn({ serverUrl, apiUrl: serverUrl, ...CLIENT });
      const jar = { secret: SECRET, secure: false, now };
      const signIn = new SignIn({ jar, provider, guesses: new Guesses(now), proxies: 1, publicUrl: url });
      const { app } = this;
      const onError = (error: unknown) => this.errors.push(error);
      const limits = { heartbeatMs: 50, longestMs: 60_000, patienceMs: 1000 };
      const chronicles = new Chronicles();
      return [
        pageHandler({
          runs: app,
          access: app,
          live: app,
          chronicles,
          signIn,
          serverUrl,
          now,
          onError,
          limits,
        }),
      ];
    });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    await this.github.stop();
  }

  /** Redirections are looked at and not followed. */
  async visit(
    address: string,
    options: { cookie?: string; method?: string; headers?: object } = {},
  ): Promise<Visited> {
    const { cookie, method = 'GET', headers = {} } = options;
    const response = await fetch(new URL(address, this.url), {
      method,
      redirect: 'manual',
      headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location'),
    };
  }
}

export function siteOfTests(): Site {
  const site = new Site();
  beforeAll(() => site.start());
  afterAll(() => site.stop());
  return site;
}

/** What a browser would send after these answers. */
export function cookiesOf(...visits: readonly Visited[]): string {
  const jar = new Map<string, string>();
  for (const { headers } of visits) {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }
  return [...jar].map(pair => pair.join('=')).join('; ');
}
