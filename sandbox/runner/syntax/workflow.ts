/** A workflow file as the sandbox runs it. What holds expressions stays a token until its time comes. */
import type { Permissions } from '../host.ts';
import type { MappingToken, TemplateToken } from './template.ts';

export interface Workflow {
  /** From the repository's root. */
  readonly path: string;
  readonly name: string | null;
  /** What its runs are called. */
  readonly runName: TemplateToken | null;
  readonly triggers: readonly Trigger[];
  readonly env: TemplateToken | null;
  /** Null: the file names none, which leaves the default. */
  readonly permissions: Permissions | null;
  readonly concurrency: TemplateToken | null;
  readonly defaults: RunDefaults;
  readonly jobs: readonly Job[];
  readonly call: WorkflowCall | null;
}

export interface Trigger {
  readonly event: string;
  /** Null: the event's own default. */
  readonly types: readonly string[] | null;
  /** `branches`, `branches-ignore`, `tags`, `tags-ignore`, `paths`, `paths-ignore` and `workflows`. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Of `workflow_dispatch` and `workflow_call`. */
  readonly inputs: readonly Input[];
}

export interface Input {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number' | 'choice' | 'environment';
  readonly required: boolean;
  readonly default: TemplateToken | null;
  readonly options: readonly string[];
}

/** What a workflow offers to those that call it. */
export interface WorkflowCall {
  readonly inputs: readonly Input[];
  readonly secrets: readonly { readonly name: string; readonly required: boolean }[];
  readonly outputs: readonly { readonly name: string; readonly value: TemplateToken }[];
}

export interface RunDefaults {
  readonly shell: TemplateToken | null;
  readonly workingDirectory: TemplateToken | null;
}

interface AnyJob {
  readonly key: string;
  readonly at: TemplateToken;
  readonly name: TemplateToken | null;
  readonly needs: readonly string[];
  /** Complete: with a status function in it. */
  readonly condition: string;
  readonly matrix: TemplateToken | null;
  readonly failFast: TemplateToken | null;
  readonly maxParallel: TemplateToken | null;
  readonly permissions: Permissions | null;
  readonly concurrency: TemplateToken | null;
}

export interface StepsJob extends AnyJob {
  readonly kind: 'steps';
  readonly runsOn: TemplateToken | null;
  readonly env: TemplateToken | null;
  readonly defaults: RunDefaults;
  readonly outputs: MappingToken | null;
  readonly timeoutMinutes: TemplateToken | null;
  readonly continueOnError: TemplateToken | null;
  readonly steps: readonly Step[];
}

export interface CallJob extends AnyJob {
  readonly kind: 'call';
  /** As written: `./.github/workflows/x.yml` or `owner/name/.github/workflows/x.yml@ref`. */
  readonly uses: string;
  readonly with: TemplateToken | null;
  readonly secrets: TemplateToken | 'inherit' | null;
}

export type Job = StepsJob | CallJob;

interface AnyStep {
  readonly id: string | null;
  readonly name: TemplateToken | null;
  readonly condition: string;
  readonly env: TemplateToken | null;
  readonly continueOnError: TemplateToken | null;
  readonly timeoutMinutes: TemplateToken | null;
}

export interface RunStep extends AnyStep {
  readonly kind: 'run';
  readonly run: TemplateToken;
  readonly shell: TemplateToken | null;
  readonly workingDirectory: TemplateToken | null;
}

export interface UsesStep extends AnyStep {
  readonly kind: 'uses';
  readonly uses: string;
  readonly with: TemplateToken | null;
}

export type Step = RunStep | UsesStep;
