/** Who sends a request, by the token it brings, and what that token may do. */
import type { Account } from './account.ts';
import type { App, Grants, Installation } from './app.ts';
import type { Repository } from './repository.ts';

export type Identity =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly account: Account;
      readonly may: TokenRights;
    }
  | { readonly kind: 'app'; readonly app: App }
  | {
      readonly kind: 'installation';
      readonly account: Account;
      readonly installation: Installation;
      readonly grants: Grants;
      readonly repositories: ReadonlySet<number>;
    }
  | {
      /** `GITHUB_TOKEN`: the one identity whose events start no workflows. */
      readonly kind: 'job';
      readonly account: Account;
      readonly app: App;
      readonly repository: Repository;
      readonly runId: number;
      readonly grants: Grants;
    };

/** What a token of a person may do, at most what the person may. */
export type TokenRights =
  /** Of the classic form: told to whoever brings it, and not looked at here. */
  | { readonly kind: 'classic'; readonly scopes: readonly string[] }
  /** Of a fine-grained one, or of one that is got by signing in to an App: not told. */
  | { readonly kind: 'fine-grained'; readonly grants: Grants };

export interface Token {
  readonly value: string;
  readonly identity: Identity;
  /** null: does not expire. */
  readonly expiresAt: Date | null;
}

/** The App whose check runs this identity makes; null where it is not one. */
export function appOf(identity: Identity): App | null {
  switch (identity.kind) {
    case 'installation':
      return identity.installation.app;
    case 'job':
      return identity.app;
    case 'app':
      return identity.app;
    case 'anonymous':
    case 'user':
      return null;
  }
}

/** A name for counters and rate limits: one token's calls are those of everybody who is the same to GitHub. */
export function principal(identity: Identity): string {
  switch (identity.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'user':
      return `user ${identity.account.login}`;
    case 'app':
      return `app ${identity.app.slug}`;
    case 'installation':
      return `installation ${identity.installation.id}`;
    case 'job':
      return `job ${identity.repository.fullName}`;
  }
}
