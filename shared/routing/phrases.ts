/** Looks for the phrases of a table in a text: whole words, and of several phrases that begin at a word the longest. */
import { stemsOf, type Word } from './words.ts';

/** By the stem of its first word, the longest phrase first. */
export type PhraseBook<Meaning> = ReadonlyMap<string, readonly Phrase<Meaning>[]>;

interface Phrase<Meaning> {
  readonly stems: readonly string[];
  readonly meaning: Meaning;
}

export interface Mention<Meaning> {
  readonly meaning: Meaning;
  /** The same for all forms of the phrase. */
  readonly phrase: string;
  /** As it stands in the text. */
  readonly written: string;
  /** Its first word. */
  readonly at: Word;
}

/**
 * A row of the table is columns between bars, of which the last has phrases between commas, and may go on in lines that
 * begin with a space. `read` makes the meaning of the other columns. A phrase may stand in one row only.
 */
export function phraseBook<Meaning>(
  table: string,
  read: (columns: readonly string[]) => Meaning,
): PhraseBook<Meaning> {
  const book = new Map<string, Phrase<Meaning>[]>();
  const seen = new Set<string>();
  for (const row of table.trim().split(/\n(?=\S)/)) {
    const columns = row.split('|').map(column => column.trim());
    const meaning = read(columns.slice(0, -1));
    for (const phrase of columns.at(-1)?.split(',') ?? []) {
      const stems = stemsOf(phrase.trim().replace(/\s+/g, ' '));
      const key = stems.join(' ');
      if (seen.has(key)) throw new Error(`the phrase "${phrase.trim()}" is in the table twice`);
      seen.add(key);
      const [first = ''] = stems;
      book.set(first, [...(book.get(first) ?? []), { stems, meaning }]);
    }
  }
  for (const phrases of book.values()) phrases.sort((a, b) => b.stems.length - a.stems.length);
  return book;
}

export function findPhrases<Meaning>(
  words: readonly Word[],
  book: PhraseBook<Meaning>,
): readonly Mention<Meaning>[] {
  const found: Mention<Meaning>[] = [];
  for (let index = 0; index < words.length; ) {
    const at = words[index];
    const phrase = at && book.get(at.stem)?.find(({ stems }) => standsAt(stems, words, index));
    const length = phrase?.stems.length ?? 1;
    if (at !== undefined && phrase !== undefined) {
      const written = words.slice(index, index + length).map(word => word.written);
      found.push({ meaning: phrase.meaning, phrase: phrase.stems.join(' '), written: written.join(' '), at });
    }
    index += length;
  }
  return found;
}

function standsAt(stems: readonly string[], words: readonly Word[], index: number): boolean {
  return stems.every((stem, offset) => words[index + offset]?.stem === stem);
}
