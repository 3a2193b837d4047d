/** GitHub's web flow for the App's own client id. The token that it ends with is asked who it belongs to, and forgotten. */
import { z } from 'zod';
import { ask, type ClientCredentials, type GitHubPlace, parsed, personOf } from './github-web.ts';
import type { IdentityProvider } from './sign-in.ts';

export interface GitHubClientId extends GitHubPlace, ClientCredentials {
  /** Without a slash at its end: `https://github.com`. */
  readonly serverUrl: string;
}

/** GitHub answers 200 with an `error` where it refuses a code. */
const tokenSchema = z.union([
  z.object({ access_token: z.string().min(1) }),
  z.object({ error: z.string() }).transform(() => null),
]);

export function gitHubSignIn(client: GitHubClientId): IdentityProvider {
  const { serverUrl, clientId, clientSecret } = client;
  return {
    address: ({ state, challenge, returnTo }) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: returnTo,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        allow_signup: 'false',
      });
      return `${serverUrl}/login/oauth/authorize?${query}`;
    },
    person: async ({ code, verifier, returnTo }) => {
      const form = new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        code_verifier: verifier,
        redirect_uri: returnTo,
      });
      const { status, json } = await ask(`${serverUrl}/login/oauth/access_token`, { form });
      const answer = status === 200 ? parsed(tokenSchema, json) : null;
      return answer === null ? null : personOf(client, answer.access_token);
    },
  };
}
