/** Backends as the configuration would give them, and rules. */
import type { AgentKind, BackendConfig, RoutingRule } from '../../shared/plan/config.ts';

const PLAIN = { passEnv: [], maxParallel: null, price: null, prices: {} };

export function command(models: BackendConfig['models']): BackendConfig {
  return { ...PLAIN, kind: 'command', run: 'true', models };
}

export function agent(kind: AgentKind, models: BackendConfig['models']): BackendConfig {
  return { ...PLAIN, kind, program: null, args: [], maxTurns: null, models };
}

export function rule(fields: Partial<RoutingRule>): RoutingRule {
  return {
    type: null,
    paths: [],
    labels: [],
    minComplexity: null,
    maxComplexity: null,
    backend: null,
    model: null,
    ...fields,
  };
}
