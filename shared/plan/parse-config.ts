/** The text of `.github/braid.yml` → the configuration and everything that is wrong with it. Pure: reads no file. */
import {
  AGENT_KINDS,
  type AgentBackendConfig,
  type BackendConfig,
  type Config,
  type Land,
  type RoutingRule,
  TIERS,
} from './config.ts';
import { type Diagnostic, hasErrors, type Place } from './diagnostic.ts';
import { readDocument } from './document.ts';
import { namedBackendProblems, unusedRuleProblems } from './reading/backends.ts';
import { arrange } from './reading/finding.ts';
import { shapeProblems } from './reading/shape.ts';
import { type ConfigText, configSchema } from './schema/config-schema.ts';

export interface ConfigResult {
  /** Null: there is an error. */
  readonly config: Config | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Whose text whoever reads files puts into the configuration. */
  readonly templateFile: TemplateFile | null;
}

export interface TemplateFile {
  readonly path: string;
  /** Where the configuration names it. */
  readonly place: Place;
}

/** All keys are optional, so an empty file is as good as none. */
export function parseConfig(text: string | null, { file }: { readonly file: string }): ConfigResult {
  if (text === null) return { config: DEFAULT_CONFIG, diagnostics: [], templateFile: null };
  const { document, diagnostics } = readDocument(text, file);
  if (document === null) return { config: null, diagnostics, templateFile: null };
  const value = document.value ?? {};
  const shape = configSchema.safeParse(value);
  const problems = [
    ...shapeProblems(
      { document, schema: configSchema, whole: 'the configuration' },
      shape.error?.issues ?? [],
    ),
    ...namedBackendProblems(value),
    ...unusedRuleProblems(value),
  ];
  const all = arrange(
    diagnostics,
    problems.map(problem => document.diagnose(problem)),
  );
  if (!shape.success || hasErrors(all)) return { config: null, diagnostics: all, templateFile: null };
  const template = shape.data['prompt-template'];
  return {
    config: toConfig(shape.data),
    diagnostics: all,
    templateFile: template === null ? null : { path: template, place: document.place(['prompt-template']) },
  };
}

function toConfig(text: ConfigText): Config {
  const { parallel, merge, budget, 'backend-routing': routing } = text;
  return {
    execution: text.execution,
    schedule: text.schedule,
    parallel: { maxWorkers: parallel['max-workers'], timeoutMinutes: parallel['timeout-minutes'] },
    isolation: text.isolation,
    keepTrees: text['keep-trees'],
    onFailure: text['on-failure'],
    overlap: text.overlap,
    routing: {
      enabled: routing.enabled,
      defaultBackend: routing['default-backend'],
      rules: routing.rules.map(toRule),
      fallback: routing.fallback,
    },
    backends: { ...BUILT_IN, ...toBackends(text.backends) },
    merge: {
      verify: merge.verify,
      verifyTimeoutMinutes: merge['verify-timeout-minutes'],
      parallelVerify: merge['parallel-verify'],
      flakeRetries: merge['flake-retries'],
      onConflict: merge['on-conflict'],
      resolver: merge.resolver,
      land: merge.land as Land,
    },
    budget: {
      usd: budget.usd ?? null,
      tokens: budget.tokens ?? null,
      perTaskUsd: budget['per-task-usd'] ?? null,
    },
    promptTemplate: null,
    protectedPaths: text.protected,
    labelPrefix: text.labels.prefix,
  };
}

type RuleText = ConfigText['backend-routing']['rules'][number];

function toRule(rule: RuleText): RoutingRule {
  return {
    type: rule.type ?? null,
    paths: rule.paths,
    labels: rule.labels,
    minComplexity: rule['min-complexity'] ?? null,
    maxComplexity: rule['max-complexity'] ?? null,
    backend: rule.backend ?? null,
    model: rule.model ?? null,
  };
}

function toBackends(backends: ConfigText['backends']): Record<string, BackendConfig> {
  return Object.fromEntries(Object.entries(backends).map(([name, backend]) => [name, toBackend(backend)]));
}

function toBackend(backend: ConfigText['backends'][string]): BackendConfig {
  const common = {
    passEnv: backend['pass-env'],
    maxParallel: backend['max-parallel'] ?? null,
    price: backend.price ?? null,
    prices: backend.prices,
    models: Object.fromEntries(
      TIERS.flatMap(tier => {
        const model = backend.models[tier];
        return model === undefined ? [] : [[tier, model]];
      }),
    ),
  };
  if (backend.kind === 'command') return { kind: 'command', run: backend.run, ...common };
  return {
    kind: backend.kind,
    program: backend.program ?? null,
    args: backend.args,
    maxTurns: backend['max-turns'] ?? null,
    ...common,
  };
}

const PLAIN_AGENT: Omit<AgentBackendConfig, 'kind'> = {
  program: null,
  args: [],
  maxTurns: null,
  passEnv: [],
  maxParallel: null,
  price: null,
  prices: {},
  models: {},
};

const BUILT_IN = Object.fromEntries(AGENT_KINDS.map(kind => [kind, { kind, ...PLAIN_AGENT }]));

/** What holds without a configuration file. */
export const DEFAULT_CONFIG: Config = toConfig(configSchema.parse({}));
