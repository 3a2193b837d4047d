/**
 * How hard a task probably is, from 0 to 1: an estimate from what the plan says, made of parts that are shown to people.
 * No part falls when a prompt grows, a pattern is added or more tasks depend on it.
 */
import type { Graph } from '../plan/graph.ts';
import type { Task } from '../plan/plan.ts';
import { DEMAND_WORDS, DEMANDS, type Demand } from './demands.ts';
import { findPhrases } from './phrases.ts';
import { readWords } from './words.ts';

export interface Complexity {
  /** 0 to 1, in hundredths. */
  readonly score: number;
  readonly parts: readonly ComplexityPart[];
}

export interface ComplexityPart {
  readonly name: string;
  /** 0 to 1. */
  readonly value: number;
  /** All weights together are 1; the score is the sum of the values, each times its weight. */
  readonly weight: number;
  /** For a person: what the value comes from. */
  readonly reason: string;
}

type Described = Pick<Task, 'id' | 'title' | 'prompt' | 'acceptance' | 'paths'>;

/** How much there is of something, and how much of it is half of the most that it can count. */
interface Measure {
  readonly amount: number;
  readonly half: number;
}

/** Chosen so that a typo comes out under .3, a feature in two folders between, and a risky migration over .7. */
const WEIGHTS = { prompt: 0.2, paths: 0.15, needs: 0.1, dependents: 0.1 };
const DEMAND_WEIGHTS: Readonly<Record<Demand, number>> = {
  reasoning: 0.18,
  size: 0.1,
  domain: 0.1,
  context: 0.07,
};
const HALF = { characters: 800, breadth: 4, tasks: 1.5, words: 1 };
/** A pattern of one file, of the files of a folder, and of everything below it. */
const BREADTH = { file: 1, folder: 2, tree: 4 };
/** So many words are shown for one part. */
const SHOWN = 5;

export function complexity(task: Described, graph: Pick<Graph, 'needs' | 'dependents'>): Complexity {
  const needs = graph.needs.get(task.id)?.length ?? 0;
  const dependents = graph.dependents.get(task.id)?.length ?? 0;
  const length = task.prompt.trim().length;
  const parts = [
    part('prompt', WEIGHTS.prompt, { amount: length, half: HALF.characters }, counted(length, 'character')),
    pathsPart(task.paths),
    part('needs', WEIGHTS.needs, { amount: needs, half: HALF.tasks }, `needs ${counted(needs, 'task')}`),
    part(
      'dependents',
      WEIGHTS.dependents,
      { amount: dependents, half: HALF.tasks },
      `needed by ${counted(dependents, 'task')}`,
    ),
    ...demandParts(task),
  ];
  const sum = parts.reduce((total, { value, weight }) => total + value * weight, 0);
  return { score: Math.min(1, hundredths(sum)), parts };
}

function part(name: string, weight: number, measure: Measure, reason: string): ComplexityPart {
  // Rises ever slower: the second thousand characters say less than the first.
  return { name, value: hundredths(1 - 0.5 ** (measure.amount / measure.half)), weight, reason };
}

function pathsPart(paths: readonly string[]): ComplexityPart {
  const { paths: weight } = WEIGHTS;
  if (paths.length === 0) {
    // As much as one folder with all that is below: most tasks without `paths` are small, but nobody promised it.
    return part(
      'paths',
      weight,
      { amount: BREADTH.tree, half: HALF.breadth },
      'no paths: anything may change',
    );
  }
  const amount = paths.reduce((sum, path) => sum + breadthOf(path), 0);
  const wide = paths.filter(path => path.includes('**')).length;
  const reason = counted(paths.length, 'pattern') + (wide > 0 ? `, ${wide} of them with \`**\`` : '');
  return part('paths', weight, { amount, half: HALF.breadth }, reason);
}

function breadthOf(path: string): number {
  if (path.includes('**')) return BREADTH.tree;
  return /[*?{[]/.test(path) ? BREADTH.folder : BREADTH.file;
}

function demandParts(task: Described): readonly ComplexityPart[] {
  const texts = [task.title, task.prompt, ...task.acceptance];
  const mentions = texts
    .flatMap(text => findPhrases(readWords(text), DEMAND_WORDS))
    .filter(mention => !mention.at.negated);
  return DEMANDS.map(demand => {
    const own = mentions.filter(({ meaning }) => meaning.demand === demand);
    // A word that comes again and again demands no more.
    const distinct = own.filter((each, at) => own.findIndex(({ phrase }) => phrase === each.phrase) === at);
    const amount = distinct.reduce((sum, { meaning }) => sum + meaning.weight, 0);
    const reason = wordList(distinct.map(({ written }) => written));
    return part(demand, DEMAND_WEIGHTS[demand], { amount, half: HALF.words }, reason);
  });
}

function wordList(words: readonly string[]): string {
  if (words.length === 0) return 'no word for it';
  const more = words.length - SHOWN;
  const shown = words.slice(0, SHOWN).map(word => `"${word}"`);
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
