/** What kind of work a task is, by the words of its title, prompt and acceptance, each word that counted being shown. */
import { TASK_TYPES, type Task, type TaskType } from '../plan/plan.ts';
import { LABELS, LEXICON, type Sign } from './lexicon.ts';
import { findPhrases } from './phrases.ts';
import { readWords, type Word } from './words.ts';

export interface Classification {
  readonly type: TaskType;
  /** For a person, the best type first. */
  readonly reasons: readonly string[];
}

type Field = 'title' | 'prompt' | 'acceptance';

interface Evidence {
  readonly type: TaskType;
  readonly phrase: string;
  readonly written: string;
  readonly field: Field;
  readonly points: number;
}

/**
 * What all of a field's words can say for one type. A prompt speaks of many things on its way, and nearly every task asks
 * for green tests in the end; so neither outweighs a title that begins with a verb.
 */
const MOST: Readonly<Record<Field, number>> = {
  title: Number.POSITIVE_INFINITY,
  prompt: 1.4,
  acceptance: 0.6,
};
/** For less, nothing is said about the type. */
const LEAST = 0.6;
/** So many words are shown for one type. */
const SHOWN = 4;

export function classify(task: Pick<Task, 'title' | 'prompt' | 'acceptance' | 'type'>): Classification {
  if (task.type !== null) return { type: task.type, reasons: [`${task.type}: the plan says so`] };
  const evidence = distinct([
    ...titleEvidence(task.title),
    ...evidenceIn(task.prompt, 'prompt'),
    ...task.acceptance.flatMap(criterion => evidenceIn(criterion, 'acceptance')),
  ]);
  const scores = TASK_TYPES.map(type => scoreOf(type, evidence))
    .filter(({ points }) => points >= LEAST)
    // Of equals the one that was spoken of first; of two types it is never the same word.
    .sort((a, b) => b.points - a.points || a.first - b.first);
  const [best] = scores;
  if (best === undefined) return { type: 'general', reasons: ['general: no word speaks for another type'] };
  return { type: best.type, reasons: scores.map(inWords) };
}

function titleEvidence(title: string): readonly Evidence[] {
  const [label = '', bracketed, plain] =
    /^\s*(?:\[([\p{L}\d]+)\]:?|([\p{L}\d]+)(?:\([^)]*\))?!?:(?=\s))/u.exec(title) ?? [];
  const written = bracketed ?? plain ?? '';
  const sign = LABELS.get(written.toLowerCase());
  if (sign === undefined) return evidenceIn(title, 'title');
  return [
    { type: sign.type, phrase: `${written}:`, written, field: 'title', points: sign.weight },
    ...evidenceIn(title.slice(label.length), 'title'),
  ];
}

function evidenceIn(text: string, field: Field): readonly Evidence[] {
  return findPhrases(readWords(text), LEXICON).flatMap(({ meaning, phrase, written, at }) => {
    const points = tenths(pointsOf(meaning, at, field));
    return meaning.type === null || points === 0
      ? []
      : [{ type: meaning.type, phrase, written, field, points }];
  });
}

function pointsOf({ weight, leading }: Sign, at: Word, field: Field): number {
  const own = at.leading ? leading : weight;
  switch (field) {
    case 'title':
      return at.behind ? own / 2 : own;
    case 'prompt':
      // The first sentence of a prompt says what is wanted; what follows are its circumstances.
      return at.negated ? 0 : own * (at.sentence === 0 ? 0.5 : 0.15);
    case 'acceptance':
      return at.negated ? 0 : own * 0.1;
  }
}

/** Saying a thing often does not make it truer: of the same phrase in the same field, only the best place counts. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const best = new Map<string, Evidence>();
  for (const each of evidence) {
    const key = `${each.field} ${each.type} ${each.phrase}`;
    const known = best.get(key);
    if (known === undefined || known.points < each.points) best.set(key, each);
  }
  return [...best.values()];
}

interface Score {
  readonly type: TaskType;
  readonly points: number;
  readonly first: number;
  readonly evidence: readonly Evidence[];
}

function scoreOf(type: TaskType, all: readonly Evidence[]): Score {
  const evidence = all.filter(each => each.type === type);
  const fields: readonly Field[] = ['title', 'prompt', 'acceptance'];
  const points = fields.map(field => {
    const own = evidence.filter(each => each.field === field);
    return Math.min(
      MOST[field],
      own.reduce((sum, each) => sum + each.points, 0),
    );
  });
  return {
    type,
    points: tenths(points.reduce((sum, each) => sum + each, 0)),
    first: all.findIndex(each => each.type === type),
    evidence,
  };
}

/** `testing: "unit tests" in the title (4), "coverage" in the prompt (0.5)`. */
function inWords({ type, evidence }: Score): string {
  const shown = evidence.toSorted((a, b) => b.points - a.points).slice(0, SHOWN);
  const more = evidence.length - shown.length;
  const words = shown.map(({ written, field, points }) => `"${written}" in the ${field} (${points})`);
  return `${type}: ${words.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function tenths(points: number): number {
  return Math.round(points * 10) / 10;
}
