/**
 * A text within a limit. Its parts come in several versions, from rich to poor; what matters least is made poorer first, and
 * since every version is whole, nothing is cut inside a table, a fence or an element.
 */
import { details } from '../markdown.ts';

export interface Part {
  /** The lower, the later it is made poorer. */
  readonly rank: number;
  /** From rich to poor; after the last comes nothing at all. */
  readonly versions: readonly string[];
  /** The title of the closed section in which it stands, with its neighbours of the same title. */
  readonly inside?: string;
  /** It stays as it is, whatever the limit. */
  readonly fixed?: boolean;
}

export interface Limit {
  readonly most: number;
  /** Bytes or characters. */
  readonly size: (text: string) => number;
  /** Said where something had to be left out; Markdown. */
  readonly notice: string;
}

interface Choice {
  readonly part: Part;
  /** Of each version, with what separates it from its neighbours. */
  readonly sizes: readonly number[];
  version: number;
}

/** Room for a section's elements and the blank lines around. */
const SEPARATION = 50;

export function fitParts(parts: readonly Part[], { most, size, notice }: Limit): string {
  const choices = parts.map(part => choose(part, size));
  const whole = assemble(choices);
  if (size(whole) <= most) return whole;
  const last = choose({ rank: 0, versions: [notice], fixed: true }, size);
  const all = [...choices.slice(0, -1), last, ...choices.slice(-1)];
  // Counted from above and not written anew with each step, of which many tasks make many.
  let total = all.reduce((sum, choice) => sum + sizeOf(choice), 0);
  while (total > most) {
    const next = leastImportant(choices);
    if (next === undefined) break;
    total -= sizeOf(next);
    next.version += 1;
    total += sizeOf(next);
  }
  return assemble(all);
}

function choose(part: Part, size: Limit['size']): Choice {
  const around = SEPARATION + size(part.inside ?? '');
  return { part, version: 0, sizes: part.versions.map(text => size(text) + around) };
}

function sizeOf({ sizes, version }: Choice): number {
  return sizes[version] ?? 0;
}

/** Of those that can still become poorer; of equals the last. */
function leastImportant(choices: readonly Choice[]): Choice | undefined {
  return choices
    .filter(({ part, version }) => part.fixed !== true && version < part.versions.length)
    .reduce<Choice | undefined>(
      (found, choice) => (found === undefined || choice.part.rank >= found.part.rank ? choice : found),
      undefined,
    );
}

function assemble(choices: readonly Choice[]): string {
  const blocks: { readonly inside: string | undefined; readonly texts: string[] }[] = [];
  for (const { part, version } of choices) {
    const text = part.versions[version] ?? '';
    if (text === '') continue;
    const open = blocks.at(-1);
    if (open !== undefined && open.inside === part.inside) open.texts.push(text);
    else blocks.push({ inside: part.inside, texts: [text] });
  }
  const written = blocks.map(({ inside, texts }) =>
    inside === undefined ? texts.join('\n\n') : details(inside, texts.join('\n\n')),
  );
  return `${written.join('\n\n')}\n`;
}
