/**
 * What the runs of an installation know together about the backends they use. A run adds what its own attempts came to, and takes in
 * what those of others did, as an event of its journal. While a limit is known, the workflow runs that are under way share its
 * places, and each run has at least one, so nobody waits for another run.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Hop as NextHop } from '../../../shared/io/handover/hop.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { backendLimit } from '../../../shared/run/dispatch/limits.ts';
import { ownSigns, type Sign } from '../../../shared/run/dispatch/signs.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import type { Started } from '../../../shared/run/state.ts';
import { transition } from '../../../shared/run/transition.ts';
import { type Hold, NO_LIMIT, type SharedLimit, type ToldSign } from '../../store/backend-limits.ts';
import type { RunRecord, Workshop } from '../ports.ts';

/** After so long an attempt tells nothing about today's limits, unless it was told to stay away for longer. */
const SIGN_MS = 15 * 60_000;
/** The newest that are kept of a backend, of all runs together. */
const MOST_SIGNS = 64;
/** A job may take six hours on GitHub's machines; what is held for longer, nobody gave back. */
const HOLD_MS = 6 * 3_600_000;

type Place = Pick<RunRecord, 'installation'>;

/** What is to be told to the run: of each backend whose limit it would see otherwise. */
export async function news(
  { limits, now }: Pick<Workshop, 'limits' | 'now'>,
  { installation }: Place,
  state: Started,
): Promise<readonly RunEvent[]> {
  if (state.finishedAt !== null) return [];
  const shared = await limits.all(installation);
  return Object.keys(state.config.backends).flatMap(backend => {
    const signs = signsFor(state.run, shared.get(backend)?.signs ?? [], now());
    const event: RunEvent = { type: 'limits-heard', at: now(), backend, signs };
    const after = transition(state, event).state ?? state;
    return viewOf(state, backend) === viewOf(after, backend) ? [] : [event];
  });
}

function viewOf(state: Started, backend: string): string {
  return JSON.stringify(backendLimit(state, backend, state.config.parallel.maxWorkers));
}

/** What others have told, and not who they are: a repository may be hidden from those who see this one. */
function signsFor(run: RunId, signs: readonly ToldSign[], now: number): readonly Sign[] {
  return kept(signs, now)
    .filter(sign => sign.run !== run)
    .map(({ run: _run, ...sign }) => sign);
}

/** Tells what the run has found out, and gives its next workflow run as many places as there are. */
export async function share(
  workshop: Pick<Workshop, 'limits' | 'now' | 'say'>,
  place: Place,
  { state, next }: { readonly state: Started; readonly next: NextHop | null },
): Promise<NextHop | null> {
  const shared = await workshop.limits.all(place.installation);
  let atOnce = next?.atOnce ?? 0;
  for (const backend of Object.keys(state.config.backends)) {
    const jobs = next?.tasks.filter(task => task.backend === backend).length ?? 0;
    const wanted = Math.min(atOnce, jobs);
    const known = shared.get(backend) ?? NO_LIMIT;
    const given = await tell(workshop, place, { state, backend, known, wanted });
    // A matrix has one limit for all of its jobs.
    if (given < wanted) atOnce = given;
  }
  return next === null ? null : { ...next, atOnce };
}

interface Telling {
  readonly state: Started;
  readonly backend: string;
  /** As it was just now. */
  readonly known: SharedLimit;
  readonly wanted: number;
}

/** How many places the run has there. */
async function tell(
  { limits, now, say }: Pick<Workshop, 'limits' | 'now' | 'say'>,
  { installation }: Place,
  { state, backend, known, wanted }: Telling,
): Promise<number> {
  const { run } = state;
  const at = now();
  const own = ownSigns(state, backend).map(sign => ({ ...sign, run }));
  const most = state.config.parallel.maxWorkers;
  const { atOnce } = backendLimit(state, backend, most);
  const limit = atOnce < most ? atOnce : null;
  const hold = { run, places: wanted, limit, until: at + HOLD_MS };
  const change = (shared: SharedLimit) => withRun(shared, { own, hold, now: at });
  // Of most backends there is nothing to tell.
  if (isDeepStrictEqual(change(known), known)) return wanted;
  const changed = await limits.change({ installation, backend }, change);
  const places = changed?.holds.find(hold => hold.run === run)?.places ?? wanted;
  if (changed === null) say(`others change what is known of ${backend} all the time: told later`, { run });
  if (places < wanted) say(`${backend} takes ${places} at once here, since other runs are at work`, { run });
  return places;
}

interface Turn {
  readonly own: readonly ToldSign[];
  /** What it would have if it were alone. */
  readonly hold: Hold;
  readonly now: number;
}

/** In place of what the run has told before, so that telling it twice changes nothing. */
export function withRun({ signs, holds }: SharedLimit, { own, hold, now }: Turn): SharedLimit {
  const others = holds.filter(({ run, until }) => run !== hold.run && until > now);
  const known = [hold, ...others].flatMap(({ limit }) => limit ?? []);
  const taken = others.reduce((sum, { places }) => sum + places, 0);
  const left = known.length === 0 ? hold.places : Math.max(1, Math.min(...known) - taken);
  const places = Math.min(hold.places, left);
  return {
    signs: kept([...signs.filter(({ run }) => run !== hold.run), ...own], now),
    holds: places === 0 ? others : [...others, { ...hold, places }],
  };
}

/** In the order of the ends. What was answered before there was any trouble says nothing. */
function kept(signs: readonly ToldSign[], now: number): readonly ToldSign[] {
  const recent = signs
    .filter(
      sign => now - sign.at < SIGN_MS || (sign.says === 'limited' && sign.at + (sign.restMs ?? 0) > now),
    )
    .sort((one, other) => one.at - other.at)
    .slice(-MOST_SIGNS);
  const first = recent.findIndex(({ says }) => says !== 'answered');
  return first === -1 ? [] : recent.slice(first);
}
