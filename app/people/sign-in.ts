/**
 * Who looks at a page: GitHub's web flow with a state and PKCE, then a session of an hour in a signed cookie, which holds a name
 * and no token, and goes on while it is used. What its owner may see is asked from GitHub each time.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Person } from '../api/ports.ts';
import { type Answer, redirect } from '../http/answer.ts';
import { isSame } from '../http/secret.ts';
import { LOGIN_PATH } from '../manifest.ts';
import { addressOf } from './address.ts';
import { type CookieJar, type CookieKind, dropCookie, putCookie, readCookie } from './cookie.ts';
import type { Guesses } from './guesses.ts';

/** The exchange with GitHub. Rejects when GitHub does not answer. */
export interface IdentityProvider {
  /** Where the browser goes to say who it is. */
  address(of: { readonly state: string; readonly challenge: string; readonly returnTo: string }): string;
  /** Null: GitHub does not accept the code. */
  person(of: {
    readonly code: string;
    readonly verifier: string;
    readonly returnTo: string;
  }): Promise<Person | null>;
}

export type Returned =
  | { readonly kind: 'signed-in'; readonly answer: Answer }
  /** `said`: what to tell who came back without a name. */
  | { readonly kind: 'refused'; readonly said: string; readonly cookie: string };

/** `since`: when GitHub told who it is; `given`: when the cookie was given out. Milliseconds since 1970. */
const SESSION: CookieKind<Person & { readonly since: number; readonly given: number }> = {
  name: 'session',
  lifeS: 3600,
  schema: z.object({ id: z.int(), login: z.string(), since: z.int(), given: z.int() }),
};
/** A cookie that comes with every answer could come after the one that signs out. */
const RENEWED_AFTER_MS = 5 * 60_000;
/** Then GitHub is asked again who it is: a cookie may be stolen. */
const LONGEST_MS = 12 * 3_600_000;
const PENDING: CookieKind<{ readonly state: string; readonly verifier: string; readonly to: string }> = {
  name: 'sign-in',
  lifeS: 600,
  schema: z.object({ state: z.string(), verifier: z.string(), to: z.string() }),
};
/** Pages of this App, and nothing that a browser could take for another host. */
const OWN_PAGE = /^\/runs\/[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;
/** Said when there is no page to go back to. */
export const START_PAGE = '/';

export interface SignInParts {
  readonly jar: CookieJar;
  readonly provider: IdentityProvider;
  readonly guesses: Guesses;
  /** See `addressOf`; 0 where it is missing. */
  readonly proxies?: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

export class SignIn {
  readonly #jar: CookieJar;
  readonly #provider: IdentityProvider;
  readonly #guesses: Guesses;
  readonly #proxies: number;
  readonly #returnTo: string;

  constructor(parts: SignInParts) {
    this.#jar = parts.jar;
    this.#provider = parts.provider;
    this.#guesses = parts.guesses;
    this.#proxies = parts.proxies ?? 0;
    this.#returnTo = `${parts.publicUrl}${LOGIN_PATH}`;
  }

  /** Null: nobody, or too long ago. */
  session(request: IncomingMessage): Person | null {
    const held = readCookie(this.#jar, SESSION, request);
    return held === null ? null : { id: held.id, login: held.login };
  }

  /** With an answer to somebody whom GitHub lets see what is shown: from now on the session lasts another hour. */
  renewal(request: IncomingMessage): Answer['headers'] {
    const held = readCookie(this.#jar, SESSION, request);
    const now = this.#jar.now();
    if (held === null || now < held.given + RENEWED_AFTER_MS || now > held.since + LONGEST_MS) return {};
    return { 'set-cookie': putCookie(this.#jar, SESSION, { ...held, given: now }) };
  }

  begin(wantedPage: string | null): Answer {
    const state = randomBytes(24).toString('base64url');
    const verifier = randomBytes(48).toString('base64url');
    const to = wantedPage !== null && OWN_PAGE.test(wantedPage) ? wantedPage : START_PAGE;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const address = this.#provider.address({ state, challenge, returnTo: this.#returnTo });
    return redirect(address, { 'set-cookie': putCookie(this.#jar, PENDING, { state, verifier, to }) });
  }

  /** Once: whatever comes of it, what was remembered for it is forgotten. */
  async finish(request: IncomingMessage, query: URLSearchParams): Promise<Returned> {
    const cookie = dropCookie(this.#jar, PENDING);
    const refused = (said: string): Returned => ({ kind: 'refused', said, cookie });
    const pending = readCookie(this.#jar, PENDING, request);
    if (pending === null || !isSame(pending.state, query.get('state') ?? ''))
      return refused('This sign-in was not begun in this browser, or more than ten minutes ago.');
    const code = query.get('code') ?? '';
    if (query.has('error') || code === '') return refused('GitHub was not allowed to tell who you are.');
    const { verifier, to } = pending;
    const person = await this.#guesses.ask({ from: addressOf(request, this.#proxies), of: null }, () =>
      this.#provider.person({ code, verifier, returnTo: this.#returnTo }),
    );
    if (person === null) return refused('GitHub does not accept this sign-in any more.');
    const since = this.#jar.now();
    const cookies = [cookie, putCookie(this.#jar, SESSION, { ...person, since, given: since })];
    return { kind: 'signed-in', answer: redirect(to, { 'set-cookie': cookies }) };
  }

  end(): Answer {
    return redirect(START_PAGE, { 'set-cookie': dropCookie(this.#jar, SESSION) });
  }
}
