/** Which backend a task names, and whether the configuration declares it. */
import type { Config } from '../config.ts';
import { BUILT_IN_BACKENDS } from '../schema.ts';
import { error, type Path, type Problem } from './finding.ts';
import type { Outline } from './outline.ts';
import { suggester } from './suggest.ts';
import { nameList, plural, quote } from './words.ts';

/** Where a task names no backend and the plan's `defaults:` do not either, the configuration's default is meant. */
export function backendProblems(plan: Outline, config: Config): readonly Problem[] {
  const declared = Object.keys(config.backends);
  const known = new Set(declared);
  const nearest = suggester(declared);
  const problemAt = (name: string, path: Path): readonly Problem[] =>
    known.has(name)
      ? []
      : [isBuiltIn(name) ? unsupported(name, path) : unknownBackend({ name, path, declared, nearest })];
  const named = plan.tasks.flatMap(({ backend, path }) =>
    backend === null ? [] : problemAt(backend, [...path, 'backend']),
  );
  const chosen = plan.defaultBackend === null ? [] : problemAt(plan.defaultBackend, ['defaults', 'backend']);
  const open = plan.tasks.filter(({ fields }) => fields?.backend === undefined).length;
  if (plan.defaultBackend !== null || open === 0) return [...named, ...chosen];
  return [...named, ...fallback(config.routing.defaultBackend, { known, open })];
}

export function isBuiltIn(name: string): boolean {
  return BUILT_IN_BACKENDS.some(known => known === name);
}

function unsupported(name: string, path: Path): Problem {
  const message = `backend ${quote(name)} is not supported yet`;
  const hint = 'declare one of `kind: command` under `backends:` in the configuration, and name it here';
  return error({ code: 'not-supported-yet', message, hint, path });
}

interface Unknown {
  readonly name: string;
  readonly path: Path;
  readonly declared: readonly string[];
  readonly nearest: (name: string) => string | null;
}

/** Also for the configuration's own default. */
export function unknownBackend({ name, path, declared, nearest }: Unknown): Problem {
  const others = declared.length === 0 ? 'none' : nameList(declared);
  const hint =
    nearest(name) ?? `declare it under \`backends:\` in the configuration, which declares ${others}`;
  return error({ code: 'unknown-backend', message: `unknown backend ${quote(name)}`, hint, path });
}

function fallback(
  name: string,
  { known, open }: { readonly known: ReadonlySet<string>; readonly open: number },
): readonly Problem[] {
  if (known.has(name)) return [];
  const use = `the default of the ${plural(open, 'task')} that ${open === 1 ? 'names' : 'name'} none`;
  const message = `backend ${quote(name)} is not supported yet, and it is ${use}`;
  const hint =
    'declare one of `kind: command` under `backends:` in the configuration, and name it as `backend-routing.default-backend`';
  return [error({ code: 'not-supported-yet', message, hint, path: ['tasks'], at: 'key' })];
}
