/** GitHub Apps, where they are installed, and the webhooks that were sent to them. */
import type { Account } from './account.ts';

/** `none` is never listed by GitHub: what is not named is not there. */
export type Level = 'read' | 'write';
/** Named as GitHub names them in Apps, with underscores: `pull_requests`. */
export type Grants = Readonly<Record<string, Level>>;

export interface Hook {
  readonly url: string;
  readonly secret: string;
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly owner: Account;
  /** What it acts as: `braid[bot]`. */
  readonly bot: Account;
  /** SPKI, PEM; the sandbox keeps only the public half, as GitHub does. */
  readonly publicKey: string;
  readonly permissions: Grants;
  readonly events: readonly string[];
  hook: Hook | null;
  readonly deliveries: Delivery[];
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  readonly permissions: Grants;
  /** Ids of repositories. */
  readonly repositories: Set<number>;
  readonly createdAt: Date;
  /** Null: it works. */
  suspendedAt: Date | null;
}

/** One attempt to send one event. A redelivery is a new delivery with the same `guid`. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly body: string;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  deliveredAt: Date;
  /** `OK`, or what went wrong in GitHub's words. */
  status: string;
  /** 0 where no answer came. */
  statusCode: number;
  durationSeconds: number;
  answer: string;
}
