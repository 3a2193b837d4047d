/** The values of `.github/braid.yml` after parsing; `parse-config.ts` makes them. All times are minutes, all money dollars. */

export interface Config {
  readonly execution: 'auto' | 'parallel' | 'sequential';
  readonly schedule: 'batches' | 'eager';
  readonly parallel: { readonly maxWorkers: number; readonly timeoutMinutes: number };
  readonly isolation: 'none' | 'directory' | 'branch' | 'full';
  readonly keepTrees: 'never' | 'failed' | 'always';
  readonly onFailure: 'continue' | 'stop';
  readonly overlap: 'serialize' | 'allow';
  readonly routing: { readonly enabled: boolean; readonly defaultBackend: string };
  readonly backends: Readonly<Record<string, CommandBackendConfig>>;
  readonly merge: {
    readonly verify: readonly string[];
    readonly verifyTimeoutMinutes: number;
    readonly parallelVerify: number;
    readonly flakeRetries: number;
    readonly onConflict: 'rerun' | 'resolve' | 'hold';
    readonly land: Land;
  };
  readonly protectedPaths: readonly string[];
  readonly labelPrefix: string;
}

/** Where the result goes. `auto` is decided by the host. */
export type Land = 'auto' | 'pull-request-head' | 'checked-out' | 'none' | `branch:${string}`;

/** A backend of kind `command`: one shell line. */
export interface CommandBackendConfig {
  readonly kind: 'command';
  readonly run: string;
  /** Names of environment variables that the command may see. */
  readonly passEnv: readonly string[];
  /** At most so many at once; null: no limit of its own. */
  readonly maxParallel: number | null;
  /** Dollars for a million tokens. */
  readonly price: { readonly input: number; readonly output: number } | null;
}
