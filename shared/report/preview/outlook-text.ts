/** What a budget will not do for, and what is set aside, in words for every preview and for `braid doctor`. */
import type { Budget } from '../../plan/config.ts';
import type { TaskId } from '../../plan/plan.ts';
import type { Held, Outlook } from '../../run/dispatch/outlook.ts';
import { grouped, money, plural, some } from '../units.ts';

const NAMED = 5;
const AMOUNTS = 4;

/** A sentence for each task that will be held; empty: the budget will do, or there is none. */
export function heldTexts({ held }: Outlook): readonly string[] {
  return held
    .slice(0, NAMED)
    .map(text)
    .concat(rest(held.length - NAMED));
}

function text({ task, unit, needs, left }: Held): string {
  const named = (value: number) => (unit === 'usd' ? money(value) : `${grouped(Math.round(value))} tokens`);
  return left === null
    ? `${task} cannot start: ${named(needs)} are set aside for it, and that is more than the whole budget`
    : `the run will likely park before ${task}: ${named(needs)} are set aside for it, and about ${named(left)} will be left`;
}

function rest(more: number): readonly string[] {
  return more > 0 ? [`and ${more} more that the budget will not do for`] : [];
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
  return `set aside for an attempt: ${shown.join('; ')}`;
}

/** "$20.00 and 5,000,000 tokens"; null: nothing is limited for the run. */
export function limitText({ usd, tokens }: Budget): string | null {
  const limits = [
    ...(usd === null ? [] : [money(usd)]),
    ...(tokens === null ? [] : [plural(tokens, 'token')]),
  ];
  return limits.length === 0 ? null : limits.join(' and ');
}
