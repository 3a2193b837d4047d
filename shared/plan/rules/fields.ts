/** The kinds of values that plans and configurations are made of. */
import { z } from 'zod';
import { didYouMean } from '../reading/suggest.ts';
import { quote } from '../reading/words.ts';
import {
  BACKEND_NAME,
  BRANCH_PART,
  backendNameFinding,
  branchFinding,
  epicNameFinding,
  LONGEST_MODEL,
  LONGEST_NAME,
  MODEL,
  modelFinding,
  RUN_NAME,
  runNameFinding,
  taskIdFinding,
} from './names.ts';
import { fileFinding, globFinding } from './patterns.ts';
import { type Finding, numberIn, rule, text } from './rule.ts';
import { variableFinding } from './variables.ts';

/** A timer of Node holds 2^31 milliseconds at most, which are 35,791 minutes. */
const LONGEST_MINUTES = 35_000;
const LAND = ['auto', 'pull-request-head', 'checked-out', 'none'] as const;

export const minutes = (description: string) =>
  numberIn({ above: 0, to: LONGEST_MINUTES, description, hint: 'write minutes, such as `30`' });
export const dollars = (description: string) =>
  numberIn({ above: 0, description, hint: 'write dollars, such as `2.50`' });
export const price = (description: string) =>
  numberIn({ from: 0, description, hint: 'write dollars for a million tokens, such as `3`' });
export const count = (description: string, bounds: { readonly from: number; readonly to?: number }) =>
  numberIn({
    ...bounds,
    whole: true,
    description,
    hint: `write a number such as \`${Math.max(bounds.from, 1)}\``,
  });

export const commands = (description: string) =>
  z.array(text('A shell line.', { lines: true })).meta({ description });
export const words = (description: string) => z.array(text('One line of text.')).meta({ description });
/** What they name is looked up in the plan, which tells more than a pattern. */
export const taskIds = (description: string) => z.array(text('The id of a task.')).meta({ description });

const branchPart = { pattern: BRANCH_PART, maxLength: LONGEST_NAME };
export const taskId = rule(z.string(), taskIdFinding, {
  description: 'Letters, digits, `.`, `_`, `-`; unique without regard to case; part of the branch name.',
  ...branchPart,
});
export const epicName = rule(z.string(), epicNameFinding, {
  description: 'Name of an epic; part of the branch name.',
  ...branchPart,
});
export const runName = rule(z.string(), runNameFinding, {
  description: 'Lower-case letters, digits, `-`; names the run.',
  pattern: RUN_NAME,
  maxLength: LONGEST_NAME,
});
export const backendName = rule(z.string(), backendNameFinding, {
  description: 'Name of a backend.',
  pattern: BACKEND_NAME,
  maxLength: LONGEST_NAME,
});
export const variable = rule(z.string(), variableFinding, {
  description: 'Name of an environment variable.',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
});

export const model = (description: string) =>
  rule(z.string(), modelFinding, { description, pattern: MODEL, maxLength: LONGEST_MODEL });
/** From 0 to 1. */
export const share = (description: string) =>
  numberIn({ from: 0, to: 1, description, hint: 'write a number from 0 to 1, such as `0.7`' });

const glob = rule(z.string(), globFinding, {
  description: 'A glob relative to the root of the repository.',
  pattern: '\\S',
});
export const globs = (description: string) => z.array(glob).meta({ description });
export const file = (description: string) => rule(z.string(), fileFinding, { description, pattern: '\\S' });

export const land = rule(z.string(), landFinding, {
  description: `Where the result goes: ${LAND.join(', ')} or branch:NAME.`,
  pattern: `^(${LAND.join('|')}|branch:.+)$`,
  examples: [...LAND, 'branch:main'],
});

function landFinding(value: string): Finding | null {
  if (LAND.some(known => known === value)) return null;
  if (value.startsWith('branch:')) return branchFinding(value.slice('branch:'.length));
  const expected = `one of ${LAND.map(quote).join(', ')} and \`branch:NAME\``;
  const hint = didYouMean(value, LAND) ?? `for a branch of that name, write ${quote(`branch:${value}`)}`;
  return { kind: 'unfit', code: 'unknown-value', expected, hint };
}

export function atLeastOneTask(tasks: readonly unknown[]): Finding | null {
  if (tasks.length > 0) return null;
  const hint = 'add a task with `id`, `title` and `prompt`';
  return { kind: 'unfit', code: 'no-tasks', expected: 'at least one task', found: 'none', hint };
}
