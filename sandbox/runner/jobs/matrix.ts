/** `strategy.matrix`: from its value to the combinations that become jobs. */
import { isList, isRecord, type Value, type Values } from '../expressions/value.ts';

/** GitHub's, of one job. */
const MOST_LEGS = 256;

/** Throws what is wrong with it. */
export function expandMatrix(matrix: Value): readonly Values[] {
  if (!isRecord(matrix)) throw new Error('Expected a mapping in strategy.matrix');
  const vectors = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude');
  const exclude = recordsOf(matrix, 'exclude');
  const product = vectors
    .reduce<readonly Values[]>(multiply, vectors.length === 0 ? [] : [{}])
    .filter(leg => !exclude.some(filter => matches(leg, filter)));
  const legs = addIncluded(product, recordsOf(matrix, 'include'));
  if (legs.length === 0) throw new Error('Matrix must define at least one vector');
  if (legs.length > MOST_LEGS)
    throw new Error(`The matrix has ${legs.length} jobs, which is more than ${MOST_LEGS}`);
  return legs;
}

function multiply(legs: readonly Values[], [name, values]: [string, Value]): readonly Values[] {
  if (!isList(values)) throw new Error(`Expected a list in the matrix vector '${name}'`);
  if (values.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`);
  return legs.flatMap(leg => values.map(value => ({ ...leg, [name]: value })));
}

/**
 * An entry joins every combination of which it changes no value of the original vectors; one that joins none is a combination
 * of its own, which later entries do not join.
 */
function addIncluded(product: readonly Values[], include: readonly Values[]): readonly Values[] {
  const legs: Values[] = [...product];
  const alone: Values[] = [];
  for (const entry of include) {
    let joined = false;
    for (const [at, original] of product.entries()) {
      const clash = Object.keys(entry).some(
        key => original[key] !== undefined && !same(original[key], entry[key]),
      );
      if (clash) continue;
      legs[at] = { ...legs[at], ...entry };
      joined = true;
    }
    if (!joined) alone.push(entry);
  }
  return [...legs, ...alone];
}

function recordsOf(matrix: Values, name: string): readonly Values[] {
  const list = matrix[name] ?? [];
  if (!isList(list)) throw new Error(`Expected a list in matrix.${name}`);
  return list.filter(isRecord);
}

function matches(leg: Values, filter: Values): boolean {
  return Object.entries(filter).every(([key, value]) => leg[key] !== undefined && same(leg[key], value));
}

function same(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
