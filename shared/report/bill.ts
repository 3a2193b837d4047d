/** What a run took of money and tokens, in words that are the same on every surface. */
import type { Account, Bill } from '../run/dispatch/bill.ts';
import { grouped, money, plural } from './units.ts';

export interface BillText {
  /** "$4.80 of $6.00 · 120,000 of 1,000,000 tokens"; empty: nothing is known, and nothing is limited. */
  readonly short: string;
  /** With what is behind the figures: "$4.80 of $6.00 ($1.80 known, $3.00 set aside for 2 attempts of unknown cost)". */
  readonly long: string;
}

export function billText({ usd, tokens }: Bill): BillText {
  const inTokens = (value: number) => grouped(Math.round(value));
  const lines = [
    { account: usd, named: money, unit: '', of: 'cost' },
    { account: tokens, named: inTokens, unit: ' tokens', of: 'size' },
  ].flatMap(({ account, named, unit, of }) => {
    const short = counted(account, named);
    return short === null ? [] : [{ short: short + unit, details: details(account, named, of) }];
  });
  return {
    short: lines.map(({ short }) => short).join(' · '),
    long: lines.map(({ short, details: more }) => short + more).join(' · '),
  };
}

/** Null: there is nothing to say. */
function counted(
  { known, assumed, assumedOf, budget }: Account,
  named: (value: number) => string,
): string | null {
  if (known === null && assumedOf === 0 && budget === null) return null;
  const of = budget === null ? '' : ` of ${named(budget)}`;
  return `${named((known ?? 0) + assumed)}${of}`;
}

function details({ known, assumed, assumedOf }: Account, named: (value: number) => string, of: string) {
  if (assumedOf === 0) return '';
  const first = known === null ? '' : `${named(known)} known, `;
  return ` (${first}${named(assumed)} set aside for ${plural(assumedOf, 'attempt')} of unknown ${of})`;
}
