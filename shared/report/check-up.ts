/** What `braid doctor` found, in a terminal: a line each, with a hint where something is to be mended. A pure string. */
import { hang, pad, widest } from './text/columns.ts';
import { palette } from './text/paint.ts';
import { oneLine } from './text/visible.ts';
import { plural } from './units.ts';

/** `good`: as it should be. `bad`: in the way of a run. `note`: worth knowing. */
export type Verdict = 'good' | 'bad' | 'note';

export interface CheckUp {
  /** What was looked at: `git`, `backend codex`. */
  readonly what: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** What to do; null: nothing. */
  readonly hint: string | null;
}

const LOOK = {
  good: { mark: '✔', word: 'ok', tone: 'good' },
  bad: { mark: '✘', word: 'mend', tone: 'bad' },
  note: { mark: '–', word: 'note', tone: 'warn' },
} as const;

export function checkUpText(
  found: readonly CheckUp[],
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string {
  const { tone } = palette(colour);
  const names = widest(
    found.map(({ what }) => what),
    WIDEST_NAME,
  );
  const lines = found.flatMap(({ what, verdict, found: said, hint }) => {
    const { mark, word, tone: how } = LOOK[verdict];
    const start = `${mark} ${pad(word, 4)}  ${pad(what, names)}  `;
    const [first = '', ...rest] = hang(start, oneLine(said), width);
    const painted = tone(how)(first.slice(0, 6)) + first.slice(6);
    const indent = ' '.repeat(start.length);
    return [painted, ...rest, ...(hint === null ? [] : hang(`${indent}Hint: `, oneLine(hint), width))];
  });
  const bad = found.filter(({ verdict }) => verdict === 'bad').length;
  const last =
    bad === 0
      ? 'Nothing is in the way of a run.'
      : `${plural(bad, 'thing')} in the way of a run: see the hints.`;
  return `${[...lines, '', last].join('\n')}\n`;
}

const WIDEST_NAME = 24;

/** For programs: fields are added, never renamed. */
export function checkUpJson(found: readonly CheckUp[]) {
  return {
    schema: 'braid.doctor/1',
    ok: found.every(({ verdict }) => verdict !== 'bad'),
    checks: found.map(({ what, verdict, found: said, hint }) => ({ what, verdict, found: said, hint })),
  } as const;
}
