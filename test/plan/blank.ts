/** A task and a configuration with as little in them as may be: whoever takes one says what it is about. */
import type { BackendConfig, Config } from '../../shared/plan/config.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import type { Plan, Task, TaskId } from '../../shared/plan/plan.ts';

export const BLANK_TASK: Omit<Task, 'id'> = {
  title: '',
  prompt: '',
  promptFile: null,
  acceptance: [],
  needs: [],
  after: [],
  epic: null,
  type: null,
  paths: [],
  conflictsWith: [],
  priority: 100,
  backend: null,
  model: null,
  timeoutMinutes: null,
  retries: 1,
  budgetUsd: null,
  verify: [],
  allowEmpty: false,
  labels: [],
  weight: 1,
  line: 1,
};

export function task(
  id: string,
  change: Partial<Omit<Task, 'needs' | 'after'>> & {
    needs?: readonly string[];
    after?: readonly string[];
  } = {},
): Task {
  const { needs = [], after = [], ...rest } = change;
  return {
    ...BLANK_TASK,
    ...{ id: id as TaskId, title: `Do ${id}`, prompt: `do ${id}\n` },
    ...rest,
    needs: needs as TaskId[],
    after: after as TaskId[],
  };
}

export function plan(...tasks: readonly Task[]): Plan {
  return planOf(tasks);
}

export function planOf(tasks: readonly Task[]): Plan {
  const names = [...new Set(tasks.flatMap(({ epic }) => epic ?? []))];
  return { name: 'test', epics: names.map(name => ({ name, title: name })), tasks };
}

export const SH: BackendConfig = {
  kind: 'command',
  run: 'true',
  passEnv: [],
  maxParallel: null,
  price: null,
  prices: {},
  models: {},
};

export const DEFAULTS: Config = {
  ...DEFAULT_CONFIG,
  execution: 'parallel',
  routing: { ...DEFAULT_CONFIG.routing, defaultBackend: 'sh' },
  backends: { sh: SH },
  merge: { ...DEFAULT_CONFIG.merge, verify: ['npm test'] },
};
