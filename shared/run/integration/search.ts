/**
 * Finds the culprit of a red candidate, and with whom it is red. Prefixes of the chain are verified, N at once in N + 1 nearly
 * equal parts, so k units take ⌈log₍N+1₎ k⌉ rounds. A red that decides is repeated first (`flake-retries`).
 */
import type { TaskId } from '../../plan/plan.ts';
import type { CommandFailure } from '../attempts/evidence.ts';
import type { Snapshot } from '../event.ts';
import type { Started, Unit } from '../state.ts';
import { workOf } from './chain.ts';
import type { Inquiry, Verdict } from './inquiry.ts';

/** How many partners are looked for before the range is named instead. */
const PARTNER_LIMIT = 3;

export interface Culprit {
  /** So many units of the chain are green together; the next one is the culprit. */
  readonly green: number;
  readonly with: readonly TaskId[];
  /** False: the partners are somewhere in `with`. */
  readonly exact: boolean;
  readonly failure: CommandFailure;
}

export type SearchResult = { readonly kind: 'found'; readonly culprit: Culprit } | Broken;

type Broken = Extract<Verdict, { kind: 'broken' }>;

/** What is known of one position of a search; `unmergeable` counts as not red, since it says nothing. */
type Probe = (position: number) => Snapshot | 'unmergeable' | null;

export interface RedChain {
  readonly units: readonly Unit[];
  /** `prefixes[n]` is the chain with its first n units; prefix 0 is green, the last one red. */
  readonly prefixes: readonly Snapshot[];
}

/** Null: not known yet. */
export function findCulprit(inquiry: Inquiry, { units, prefixes }: RedChain): SearchResult | null {
  const red = firstRed(inquiry, { green: 0, red: units.length }, position => prefixes[position] ?? null);
  if (red === null || red.kind === 'broken') return red;
  const culprit = units[red.position - 1];
  const reached = prefixes[red.position];
  if (culprit === undefined || reached === undefined) throw new Error('a prefix without its unit');
  const verdict = inquiry.verdict(reached);
  if (verdict?.kind !== 'red') throw new Error('the first red prefix is not red');
  const { origin, since } = groundOf(inquiry.state, culprit);
  const blame = findPartners(inquiry, {
    origin,
    earlier: [...since, ...units.slice(0, red.position - 1)],
    culprit,
    failure: verdict.failure,
  });
  if (blame === null || blame.kind === 'broken') return blame;
  return { kind: 'found', culprit: { ...blame, green: red.position - 1 } };
}

type Blame = { readonly kind: 'found' } & Omit<Culprit, 'green'>;

/** Where the work of a unit began, and what was accepted since: that may be the other half of a red, too. */
function groundOf(
  state: Started,
  unit: Unit,
): { readonly origin: Snapshot; readonly since: readonly Unit[] } {
  const { line, head } = state.integration;
  const bases = unit.tasks.map(id => workOf(state, id).base.commit);
  const place = line.findIndex(step => bases.includes(step.after.commit));
  if (place < 0) return { origin: head, since: [] };
  const since = line.slice(place + 1).flatMap(step => step.unit ?? []);
  return { origin: line[place]?.after ?? head, since };
}

interface Suspicion {
  readonly origin: Snapshot;
  readonly earlier: readonly Unit[];
  readonly culprit: Unit;
  readonly failure: CommandFailure;
}

function findPartners(
  inquiry: Inquiry,
  { origin, earlier, culprit, failure }: Suspicion,
): Blame | Broken | null {
  const partners: Unit[] = [];
  let range = earlier;
  for (;;) {
    const together = verdictTogether(inquiry, origin, [...partners, culprit]);
    if (together === null || together.kind === 'broken') return together;
    if (together.kind === 'red') return blame(partners, { exact: true, failure: together.failure });
    if (partners.length === PARTNER_LIMIT || range.length === 0) {
      return blame([...range, ...partners], { exact: false, failure });
    }
    const within = range;
    const known = [...partners];
    const red = firstRed(inquiry, { green: 0, red: within.length }, position =>
      snapshotOf(inquiry, origin, [...within.slice(0, position), ...known, culprit]),
    );
    if (red === null || red.kind === 'broken') return red;
    const partner = within[red.position - 1];
    if (partner === undefined) throw new Error('a position without its unit');
    partners.unshift(partner);
    range = within.slice(0, red.position - 1);
  }
}

function blame(partners: readonly Unit[], rest: { exact: boolean; failure: CommandFailure }): Blame {
  return { kind: 'found', with: partners.flatMap(unit => unit.tasks), ...rest };
}

/** These units alone on the base. */
function snapshotOf(
  inquiry: Inquiry,
  origin: Snapshot,
  units: readonly Unit[],
): Snapshot | 'unmergeable' | null {
  const result = inquiry.chain(origin.commit, units);
  if (result === null) return null;
  if (result.steps.some(step => step.kind === 'conflict')) return 'unmergeable';
  const last = result.steps.at(-1);
  return last?.kind === 'merged' ? last.after : origin;
}

function verdictTogether(inquiry: Inquiry, origin: Snapshot, units: readonly Unit[]): Verdict | null {
  const snapshot = snapshotOf(inquiry, origin, units);
  if (snapshot === null) return null;
  return snapshot === 'unmergeable' ? { kind: 'green' } : inquiry.verdict(snapshot);
}

/** The first red position in (green, red], given that `red` is. */
function firstRed(
  inquiry: Inquiry,
  bounds: { readonly green: number; readonly red: number },
  probe: Probe,
): { readonly kind: 'found'; readonly position: number } | Broken | null {
  let { green, red } = bounds;
  while (red - green > 1) {
    const points = spaced(green, red, inquiry.state.config.merge.parallelVerify);
    const snapshots = points.map(probe);
    if (snapshots.includes(null)) return null;
    const asked = snapshots.map(
      snapshot => snapshot === 'unmergeable' || snapshot === null || inquiry.firstTrial(snapshot),
    );
    if (asked.includes(null)) return null;
    for (const [index, snapshot] of snapshots.entries()) {
      const verdict: Verdict | null =
        snapshot === 'unmergeable' || snapshot == null ? { kind: 'green' } : inquiry.verdict(snapshot);
      if (verdict === null || verdict.kind === 'broken') return verdict;
      const point = points[index] ?? green;
      if (verdict.kind === 'red') {
        red = point;
        break;
      }
      green = point;
    }
  }
  return { kind: 'found', position: red };
}

/** At most `count` positions strictly between the bounds that cut the way into nearly equal parts. */
export function spaced(green: number, red: number, count: number): readonly number[] {
  const length = red - green;
  const parts = Math.min(count + 1, length);
  return Array.from({ length: parts - 1 }, (_, index) => green + Math.floor(((index + 1) * length) / parts));
}
