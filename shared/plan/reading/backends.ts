/** Which backends a plan and a configuration name, and whether there are such. */
import { AGENT_KINDS, type Config } from '../config.ts';
import { error, type Path, type Problem } from './finding.ts';
import type { Outline } from './outline.ts';
import { suggester } from './suggest.ts';
import { fieldsOf, itemsOf } from './whereabouts.ts';
import { nameList, quote } from './words.ts';

/** In a plan: of tasks, and of `defaults:`. */
export function backendProblems(plan: Outline, config: Config): readonly Problem[] {
  const declared = Object.keys(config.backends);
  const chosen = plan.defaultBackend === null ? [] : [named(plan.defaultBackend, ['defaults', 'backend'])];
  const ofTasks = plan.tasks.flatMap(({ backend, path }) =>
    backend === null ? [] : [named(backend, [...path, 'backend'])],
  );
  return problemsOf([...ofTasks, ...chosen], declared);
}

/** In a configuration, read from its plain values: the default, the rules, the fallbacks, the resolver. */
export function namedBackendProblems(config: unknown): readonly Problem[] {
  const { backends, 'backend-routing': routing, merge } = fieldsOf(config);
  const { 'default-backend': preset, rules, fallback } = fieldsOf(routing);
  const names = [
    named(preset, ['backend-routing', 'default-backend']),
    ...itemsOf(rules).map((rule, at) =>
      named(fieldsOf(rule).backend, ['backend-routing', 'rules', at, 'backend']),
    ),
    ...itemsOf(fallback).map((name, at) => named(name, ['backend-routing', 'fallback', at])),
    named(fieldsOf(merge).resolver, ['merge', 'resolver']),
  ];
  return problemsOf(names, [...new Set([...Object.keys(fieldsOf(backends)), ...AGENT_KINDS])]);
}

/** Rules that do nothing, since nobody said that they count: whoever says `enabled: false` knows. */
export function unusedRuleProblems(config: unknown): readonly Problem[] {
  const { enabled, rules } = fieldsOf(fieldsOf(config)['backend-routing']);
  if (enabled !== undefined || itemsOf(rules).length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'unused-rules',
      message: 'these rules do nothing: routing is not enabled',
      hint: 'add `enabled: true` to `backend-routing`; `enabled: false` switches them off without this warning',
      path: ['backend-routing', 'rules'],
      at: 'key',
    },
  ];
}

interface Named {
  /** Null: no text, which the schema reports. */
  readonly name: string | null;
  readonly path: Path;
}

function named(name: unknown, path: Path): Named {
  return { name: typeof name === 'string' && name.trim() !== '' ? name : null, path };
}

function problemsOf(names: readonly Named[], declared: readonly string[]): readonly Problem[] {
  const known = new Set(declared);
  const nearest = suggester(declared);
  return names.flatMap(({ name, path }) => {
    if (name === null || known.has(name)) return [];
    const hint =
      nearest(name) ?? `declare it under \`backends:\` in the configuration; there are ${nameList(declared)}`;
    return [error({ code: 'unknown-backend', message: `unknown backend ${quote(name)}`, hint, path })];
  });
}
