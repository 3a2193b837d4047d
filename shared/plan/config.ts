/** The values of `.github/braid.yml` after parsing; `parse-config.ts` makes them. All times are minutes, all money dollars. */
import type { TaskType } from './plan.ts';

export interface Config {
  readonly execution: 'auto' | 'parallel' | 'sequential';
  readonly schedule: 'batches' | 'eager';
  readonly parallel: { readonly maxWorkers: number; readonly timeoutMinutes: number };
  readonly isolation: 'none' | 'directory' | 'branch' | 'full';
  readonly keepTrees: 'never' | 'failed' | 'always';
  readonly onFailure: 'continue' | 'stop';
  readonly overlap: 'serialize' | 'allow';
  readonly routing: RoutingConfig;
  readonly backends: Readonly<Record<string, BackendConfig>>;
  readonly merge: {
    readonly verify: readonly string[];
    readonly verifyTimeoutMinutes: number;
    readonly parallelVerify: number;
    readonly flakeRetries: number;
    readonly onConflict: 'rerun' | 'resolve' | 'hold';
    /** For `resolve`; null: the task's own. */
    readonly resolver: string | null;
    readonly land: Land;
  };
  readonly budget: Budget;
  /** A file of the repository whose text takes the place of Braid's own prompt; its text is pinned with the run. */
  readonly promptTemplate: { readonly file: string; readonly text: string } | null;
  readonly protectedPaths: readonly string[];
  readonly labelPrefix: string;
}

/** Null: no limit. */
export interface Budget {
  /** Dollars, for the run. */
  readonly usd: number | null;
  /** Read and written, for the run. */
  readonly tokens: number | null;
  /** Dollars, for a task that names none of its own, over all its attempts. */
  readonly perTaskUsd: number | null;
}

export interface RoutingConfig {
  /** False: every task goes to its own backend or the default one, whatever the rules say. */
  readonly enabled: boolean;
  readonly defaultBackend: string;
  /** The first that matches counts. */
  readonly rules: readonly RoutingRule[];
  /** Backends that may take the place of one that cannot be used, in this order. */
  readonly fallback: readonly string[];
}

/** Matches a task for which every condition holds; a rule without conditions matches all. */
export interface RoutingRule {
  readonly type: TaskType | null;
  /** Globs, one of which must be able to mean a path that the task may change; empty: no condition. */
  readonly paths: readonly string[];
  /** The task must have one of them; empty: no condition. */
  readonly labels: readonly string[];
  /** 0 to 1, both included; null: no condition. */
  readonly minComplexity: number | null;
  readonly maxComplexity: number | null;
  /** Null: the default one. */
  readonly backend: string | null;
  /** A tier or the name of a model; null: the complexity decides. */
  readonly model: string | null;
}

/** Where the result goes. `auto` is decided by the host. */
export type Land = 'auto' | 'pull-request-head' | 'checked-out' | 'none' | `branch:${string}`;

/** Sizes of models, from cheap to dear. */
export const TIERS = ['small', 'medium', 'large'] as const;
export type Tier = (typeof TIERS)[number];

/** Agents that Braid knows how to drive. Each is a backend of its own name, without a word in the configuration. */
export const AGENT_KINDS = ['claude-code', 'codex', 'gemini-cli', 'ccpm'] as const;
export type AgentKind = (typeof AGENT_KINDS)[number];
/** For who names none. */
export const DEFAULT_BACKEND: AgentKind = 'claude-code';

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

interface AnyBackendConfig {
  /** Names of environment variables that the backend may see. */
  readonly passEnv: readonly string[];
  /** At most so many at once; null: no limit of its own. */
  readonly maxParallel: number | null;
  /** For models that `prices` does not name; null: unknown. */
  readonly price: Price | null;
  /** By the name of the model. */
  readonly prices: Readonly<Record<string, Price>>;
  /** The name of the model for each tier; a tier that is missing is handed on by its own name (`command`), or left to the program. */
  readonly models: Readonly<Partial<Record<Tier, string>>>;
}

/** A backend of kind `command`: one shell line. */
export interface CommandBackendConfig extends AnyBackendConfig {
  readonly kind: 'command';
  readonly run: string;
}

/** An agent's own program. */
export interface AgentBackendConfig extends AnyBackendConfig {
  readonly kind: AgentKind;
  /** A name to be found on PATH, or an absolute path; null: the agent's usual name. */
  readonly program: string | null;
  /** Arguments of the user, after Braid's own. */
  readonly args: readonly string[];
  /** How often the model may be asked in one attempt; null: as the program likes. */
  readonly maxTurns: number | null;
}

export type BackendConfig = CommandBackendConfig | AgentBackendConfig;
