/** Text → words that can be compared with those of a table. Code is not language: `testUser` does not speak of tests. */

export interface Word {
  /** Without its ending, so that `tests`, `tested` and `testing` are one; empty: something that no phrase goes across. */
  readonly stem: string;
  /** As it stands in the text. */
  readonly written: string;
  /** The first of its sentence, where English has the verb that says what is to be done. */
  readonly leading: boolean;
  /** After the sentence's first `for`, `in`, `of`, …: it says where something is done, rather than what. */
  readonly behind: boolean;
  /** After a `not` or `without` of its sentence. */
  readonly negated: boolean;
  /** The number of its sentence in the text, from 0. */
  readonly sentence: number;
}

/** Says nothing by itself, and stands between the words of a phrase: "remove *the* dead code". */
const FILLERS = new Set('a an the our its this that these those some more few new please also'.split(' '));
const PREPOSITIONS = new Set(
  'for in of on from to with when so after before by into as which while against via using during because where under at if until per between'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(["don't", "doesn't", 'not', 'never', 'without', 'no', 'avoid', 'nothing']);

const FENCED = /(^|\n)[ \t]*(```|~~~)[\s\S]*?(?:\n[ \t]*\2|$)/g;
const QUOTED_CODE = /`[^`\n]*`/g;
/** An identifier, a path, a version, a call: with an inner `_`, `.`, `/`, `:`, `=` or `(`, or a capital after a small letter. */
const CODE = /[\p{L}\p{N})][_./\\:=(#@][^\s]|_|[()]|\p{Ll}\p{Lu}/u;
/** Prose, whatever it is the name of. */
const PROSE_FILE = /\.(md|mdx|rst|adoc)$/i;
/** What is longer is no word, and would make the patterns slow. */
const LONGEST_WORD = 100;
/** Stands in for the name of a file of prose. */
export const PROSE = '*.md';

/** Takes time in proportion to the text's length. */
export function readWords(text: string): readonly Word[] {
  const words: Word[] = [];
  const at = { sentence: 0, leading: true, behind: false, negated: false };
  const startSentence = () => {
    if (!at.leading) at.sentence++;
    Object.assign(at, { leading: true, behind: false, negated: false });
  };
  for (const chunk of chunksOf(text)) {
    if (chunk.opens) words.push(gap(at.sentence));
    for (const piece of chunk.pieces) {
      const stem = stemOf(piece);
      if (FILLERS.has(piece.toLowerCase())) continue;
      // Spread, this took five times as long.
      const { sentence, leading, behind, negated } = at;
      words.push({ stem, written: piece, leading, behind, negated, sentence });
      at.leading = false;
    }
    const whole = chunk.pieces.length === 1 ? (chunk.pieces[0] ?? '').toLowerCase() : '';
    if (PREPOSITIONS.has(whole)) at.behind = true;
    if (NEGATIONS.has(whole)) at.negated = true;
    if (chunk.closes === 'clause') words.push(gap(at.sentence));
    if (chunk.closes === 'sentence') {
      words.push(gap(at.sentence));
      startSentence();
    }
  }
  return words;
}

/** Phrases of a table go through the same reading as the text, so that they can meet. */
export function stemsOf(phrase: string): readonly string[] {
  return readWords(phrase).map(word => word.stem);
}

interface Chunk {
  /** The parts of a word with hyphens, or one. */
  readonly pieces: readonly string[];
  readonly opens: boolean;
  readonly closes: 'sentence' | 'clause' | null;
}

/** A line that begins with a small letter goes on with the sentence of the line before. */
function* chunksOf(text: string): Generator<Chunk> {
  const prose = text
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(FENCED, '\n')
    .replace(QUOTED_CODE, quoted => ` ${PROSE_FILE.test(quoted.slice(1, -1)) ? PROSE : '`'} `);
  for (const [chunk] of prose.matchAll(/\S+|\n(?![ \t]*\p{Ll})/gu)) {
    if (chunk === '\n') yield { pieces: [], opens: false, closes: 'sentence' };
    else yield chunkOf(chunk);
  }
}

function chunkOf(chunk: string): Chunk {
  if (chunk.length > LONGEST_WORD) return { pieces: ['`'], opens: true, closes: 'sentence' };
  if (chunk === '`' || chunk === PROSE) return { pieces: [chunk], opens: false, closes: null };
  const core = chunk.replace(/^[^\p{L}\p{N}_@]+/u, '').replace(/[^\p{L}\p{N}_)]+$/u, '');
  const bare = core.includes('(') ? core : core.replace(/\)+$/, '');
  const opens = /^[([{"]/.test(chunk);
  const closes = /[.:;!?]["')\]]*$/.test(chunk) ? 'sentence' : /[,"')\]]$/.test(chunk) ? 'clause' : null;
  // A dash or a bullet between words.
  if (bare === '') return { pieces: [], opens, closes: closes ?? 'clause' };
  if (PROSE_FILE.test(bare)) return { pieces: [PROSE], opens, closes };
  if (CODE.test(bare)) return { pieces: ['`'], opens, closes };
  return { pieces: bare.split(/[-–—]+/).filter(piece => piece !== ''), opens, closes };
}

function gap(sentence: number): Word {
  return { stem: '', written: '', leading: false, behind: false, negated: false, sentence };
}

/**
 * Cuts the endings of English plurals and verbs: `tests`, `tested`, `testing` → `test`; `copies` → `copy`; `debugging` →
 * `debug`. It need not find a real word, only the same one for all forms: `replace` and `replacing` are `replac`.
 */
function stemOf(word: string): string {
  const small = word.toLowerCase().replace(/'s$/, '');
  if (small.length < 4 || /[^\p{L}]/u.test(small)) return small;
  const cut = withoutEnding(small);
  return cut.replace(/([bdfglmnprst])\1$/, '$1').replace(/e$/, '');
}

function withoutEnding(word: string): string {
  const one = singular(word);
  if (one.endsWith('ied')) return `${one.slice(0, -3)}y`;
  const verb = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(one)?.[1];
  return verb !== undefined && verb.length > 2 ? verb : one;
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}
