/** The text of `.github/braid.yml` → the configuration and everything that is wrong with it. Pure: reads no file. */
import type { BackendConfig, Config, Land } from './config.ts';
import { type Diagnostic, hasErrors } from './diagnostic.ts';
import { readDocument } from './document.ts';
import { isBuiltIn, unknownBackend } from './reading/backends.ts';
import { arrange, type Problem } from './reading/finding.ts';
import { shapeProblems } from './reading/shape.ts';
import { suggester } from './reading/suggest.ts';
import { fieldsOf } from './reading/whereabouts.ts';
import { type ConfigText, configSchema } from './schema.ts';

export interface ConfigResult {
  /** Null: there is an error. */
  readonly config: Config | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** All keys are optional, so an empty file is as good as none. */
export function parseConfig(text: string | null, { file }: { readonly file: string }): ConfigResult {
  if (text === null) return { config: DEFAULT_CONFIG, diagnostics: [] };
  const { document, diagnostics } = readDocument(text, file);
  if (document === null) return { config: null, diagnostics };
  const value = document.value ?? {};
  const shape = configSchema.safeParse(value);
  const problems = [
    ...shapeProblems(
      { document, schema: configSchema, whole: 'the configuration' },
      shape.error?.issues ?? [],
    ),
    ...defaultBackendProblems(value),
  ];
  const all = arrange(
    diagnostics,
    problems.map(problem => document.diagnose(problem)),
  );
  return { config: shape.success && !hasErrors(all) ? toConfig(shape.data) : null, diagnostics: all };
}

/** A built-in one is refused where a task needs it. */
function defaultBackendProblems(value: unknown): readonly Problem[] {
  const { backends, 'backend-routing': routing } = fieldsOf(value);
  const name = fieldsOf(routing)['default-backend'];
  const declared = Object.keys(fieldsOf(backends));
  if (typeof name !== 'string' || name.trim() === '' || isBuiltIn(name) || declared.includes(name)) return [];
  const path = ['backend-routing', 'default-backend'];
  return [unknownBackend({ name, path, declared, nearest: suggester(declared) })];
}

function toConfig(text: ConfigText): Config {
  const { parallel, merge, 'backend-routing': routing } = text;
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
      rules: [],
      fallback: [],
    },
    backends: Object.fromEntries(Object.entries(text.backends).flatMap(toBackend)),
    merge: {
      verify: merge.verify,
      verifyTimeoutMinutes: merge['verify-timeout-minutes'],
      parallelVerify: merge['parallel-verify'],
      flakeRetries: merge['flake-retries'],
      onConflict: merge['on-conflict'],
      land: merge.land as Land,
    },
    protectedPaths: text.protected,
    labelPrefix: text.labels.prefix,
  };
}

type BackendText = ConfigText['backends'][string];

/** Those of another kind were refused before. */
function toBackend([name, backend]: [string, BackendText]): [string, BackendConfig][] {
  if (backend.kind !== 'command') return [];
  const config: BackendConfig = {
    kind: 'command',
    run: backend.run,
    passEnv: backend['pass-env'],
    maxParallel: backend['max-parallel'] ?? null,
    price: backend.price ?? null,
    prices: {},
    models: {},
  };
  return [[name, config]];
}

/** What holds without a configuration file. */
export const DEFAULT_CONFIG: Config = toConfig(configSchema.parse({}));
