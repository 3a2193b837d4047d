/** Which backend does a task: the one that is wanted, or the one that takes its place while it cannot be used. */
import { assertNever } from '../assert.ts';
import type { RoutingConfig } from '../plan/config.ts';
import type { RuleMatch } from './rule.ts';

/** What is known about whether a backend can be used now. */
export type HealthFact =
  | { readonly kind: 'usable' }
  /** `reason` goes on where the backend's name ends ("is not installed"); `hint` is what to install or set. */
  | { readonly kind: 'unusable'; readonly reason: string; readonly hint: string }
  /** It failed too often in a row. `until` is in milliseconds since 1970; `reason` goes on where the name ends. */
  | { readonly kind: 'resting'; readonly until: number; readonly reason: string };

export interface WantedBackend {
  readonly name: string;
  /** `the plan names it`. */
  readonly reason: string;
}

export type BackendChoice =
  | { readonly kind: 'chosen'; readonly backend: string; readonly reasons: readonly string[] }
  /** None can be used now, but `backend` can again, at `until`. */
  | {
      readonly kind: 'resting';
      readonly backend: string;
      readonly until: number;
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'impossible'; readonly reason: string };

export function wantedBackend(
  own: string | null,
  match: RuleMatch | null,
  { defaultBackend }: Pick<RoutingConfig, 'defaultBackend'>,
): WantedBackend {
  if (own !== null) return { name: own, reason: 'the plan names it' };
  if (match !== null && match.rule.backend !== null)
    return { name: match.rule.backend, reason: match.reason };
  return { name: defaultBackend, reason: 'it is the default backend' };
}

/** Nobody takes the place of another but those of `fallback`, in their order, and the default backend. */
export function chooseBackend(
  wanted: WantedBackend,
  { fallback, defaultBackend }: Pick<RoutingConfig, 'fallback' | 'defaultBackend'>,
  health: ReadonlyMap<string, HealthFact>,
): BackendChoice {
  const candidates = [...new Set([wanted.name, ...fallback, defaultBackend])];
  const backend = candidates.find(name => healthOf(name, health).kind === 'usable');
  if (backend === wanted.name) return { kind: 'chosen', backend, reasons: [wanted.reason] };
  if (backend === undefined) return noneUsable(candidates, health);
  const passed = candidates.slice(0, candidates.indexOf(backend)).map(name => troubleOf(name, health));
  const place = fallback.includes(backend) ? 'the first in `fallback` that is usable' : 'the default backend';
  const replaced = `${passed.join(' and ')}, so ${backend}, ${place}`;
  const first = `${wanted.name} came first, since ${wanted.reason}`;
  return { kind: 'chosen', backend, reasons: [replaced, first] };
}

/** One that is not known yet counts as usable: its attempt will tell. */
function healthOf(name: string, health: ReadonlyMap<string, HealthFact>): HealthFact {
  return health.get(name) ?? { kind: 'usable' };
}

/** Who rests can be waited for. */
function noneUsable(names: readonly string[], health: ReadonlyMap<string, HealthFact>): BackendChoice {
  const facts = names.map(backend => ({ backend, fact: healthOf(backend, health) }));
  const resting = facts.flatMap(({ backend, fact }) =>
    fact.kind === 'resting' ? [{ backend, until: fact.until }] : [],
  );
  const [first] = resting.sort((a, b) => a.until - b.until);
  if (first !== undefined) {
    const troubles = names.map(name => troubleOf(name, health)).join(' and ');
    return { kind: 'resting', ...first, reasons: [`${troubles}, and no other may take its place`] };
  }
  const troubles = facts.map(({ backend, fact }) => {
    const hint = fact.kind === 'unusable' ? ` (${fact.hint})` : '';
    return `${troubleOf(backend, health)}${hint}`;
  });
  return {
    kind: 'impossible',
    reason: `${troubles.join('; ')}; \`braid doctor\` looks at ${names.length === 1 ? 'it' : 'all of them'}`,
  };
}

function troubleOf(name: string, health: ReadonlyMap<string, HealthFact>): string {
  const fact = healthOf(name, health);
  switch (fact.kind) {
    case 'usable':
      return `${name} is usable`;
    case 'unusable':
    case 'resting':
      return `${name} ${fact.reason}`;
    default:
      return assertNever(fact);
  }
}
