/** What a budget will not do for, and what is set aside, in words for every preview and for `braid doctor`. */
import type { Budget } from '../../plan/config.ts';
import type { TaskId } from '../../plan/plan.ts';
import type { Held, Outlook } from '../../run/dispatch/outlook.ts';
import { grouped, money, plural, some } from '../units.ts';

const NAMED = 5;
const AMOUNTS = 4;

/** A sentence for all tasks before which the run will park, and one for those that cannot start; empty: the budget will do, or there is none. */
export function heldTexts({ held }: Outlook): readonly string[] {
  return (['usd', 'tokens'] as const).flatMap(unit => {
    const short = held.filter(each => each.unit === unit);
    const early = short.filter(({ left }) => left !== null);
    const never = short.filter(({ left }) => left === null);
    return [
      ...(early.length === 0 ? [] : [`the run will likely park before ${names(early)}: ${needed(early)}`]),
      ...(never.length === 0 ? [] : [`${names(never)} cannot start: ${needed(never)}`]),
    ];
  });
}

function names(held: readonly Held[]): string {
  return some(
    held.map(({ task }) => task),
    NAMED,
  );
}

function needed(held: readonly Held[]): string {
  const range = (values: readonly number[]) => rangeText(values, held[0]?.unit ?? 'usd');
  const left = held.flatMap(each => each.left ?? []);
  const rest = left.length === 0 ? 'that is more than the whole budget' : `about ${range(left)} will be left`;
  const whom = held.length === 1 ? 'it' : 'each';
  return `${range(held.map(({ needs }) => needs))} are set aside for ${whom}, and ${rest}`;
}

/** "$1.20 to $5.00" */
function rangeText(values: readonly number[], unit: Held['unit']): string {
  const named = (value: number) => (unit === 'usd' ? money(value) : grouped(Math.round(value)));
  const ends = new Set([named(Math.min(...values)), named(Math.max(...values))]);
  return `${[...ends].join(' to ')}${unit === 'usd' ? '' : ' tokens'}`;
}

/** "set aside for an attempt: $5.00 for hard; $1.20 for base, easy and 3 more"; null: nothing is. */
export function asideText({ asides }: Outlook): string | null {
  const groups = new Map<string, TaskId[]>();
  for (const [id, { usd }] of [...asides].sort(([, one], [, other]) => other.usd - one.usd)) {
    groups.set(money(usd), [...(groups.get(money(usd)) ?? []), id]);
  }
  if (groups.size === 0) return null;
  const parts = [...groups].map(([amount, ids]) => `${amount} for ${some(ids, NAMED)}`);
  const more = parts.length - AMOUNTS;
  const shown = more > 0 ? [...parts.slice(0, AMOUNTS), `and ${more} smaller amounts`] : parts;
  return `set aside for an attempt: ${shown.join('; ')}${whySo(asides)}`;
}

/** Why it is another sum than the estimate says; empty: it is none. */
function whySo(asides: Outlook['asides']): string {
  const sources = new Set([...asides.values()].map(({ source }) => source));
  const reasons = [
    ...(sources.has('budget') ? ['all of a task’s own budget, not what is expected'] : []),
    ...(sources.has('assumed') ? ['a guess where no price is known'] : []),
  ];
  return reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
}

/** "$20.00 and 5,000,000 tokens"; null: nothing is limited for the run. */
export function limitText({ usd, tokens }: Budget): string | null {
  const limits = [
    ...(usd === null ? [] : [money(usd)]),
    ...(tokens === null ? [] : [plural(tokens, 'token')]),
  ];
  return limits.length === 0 ? null : limits.join(' and ');
}
