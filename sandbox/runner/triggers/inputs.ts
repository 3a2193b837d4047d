/** Inputs of a dispatch or a call: checked, completed by their defaults, and of their types. */
import { evaluateToken, type Scope } from '../expressions/evaluate.ts';
import { textOf, type Value, type Values } from '../expressions/value.ts';
import type { Input } from '../syntax/workflow.ts';

/** GitHub's, of one dispatch. */
const MOST_INPUTS = 25;
const MOST_CHARACTERS = 65_535;

export interface Resolved {
  readonly values: Values;
  readonly problems: readonly string[];
}

/** `given` are texts, as from the form or the API. */
export function resolveDispatch(
  inputs: readonly Input[],
  given: Readonly<Record<string, string>>,
  scope: Scope,
): Resolved {
  const names = inputs.map(({ name }) => name);
  const unknown = Object.keys(given).filter(name => !names.includes(name));
  const problems = unknown.length === 0 ? [] : [`Unexpected inputs provided: ${JSON.stringify(unknown)}`];
  if (Object.keys(given).length > MOST_INPUTS)
    problems.push(`you may only define up to ${MOST_INPUTS} inputs`);
  if (Object.values(given).join('').length > MOST_CHARACTERS) problems.push('inputs are too large.');
  const values = inputs.map(input => {
    const text = given[input.name];
    if (input.required && input.default === null && (text === undefined || text === ''))
      problems.push(`Required input '${input.name}' not provided`);
    const value = text ?? textOf(input.default === null ? '' : evaluateToken(input.default, scope));
    if (input.type === 'choice' && value !== '' && !input.options.includes(value))
      problems.push(`Provided value '${value}' for input '${input.name}' not in the list of allowed values`);
    if (input.type === 'boolean' && !['true', 'false', ''].includes(value))
      problems.push(`Provided value '${value}' for input '${input.name}' is not a boolean`);
    if (input.type === 'number' && (value === '' ? false : Number.isNaN(Number(value))))
      problems.push(`Provided value '${value}' for input '${input.name}' is not a number`);
    return [input.name, typed(input, value)] as const;
  });
  return { values: Object.fromEntries(values), problems };
}

/** `given` are values, evaluated by the caller. */
export function resolveCall(inputs: readonly Input[], given: Values, scope: Scope): Resolved {
  const problems: string[] = [];
  const values = inputs.map(input => {
    const value = given[input.name];
    if (value === undefined)
      return [
        input.name,
        input.default === null ? emptyOf(input) : evaluateToken(input.default, scope),
      ] as const;
    if (typeof value !== wantedOf(input) && !(input.type === 'string' && isScalar(value)))
      problems.push(
        `Unexpected value '${textOf(value)}' for the input ${input.name}, which is a ${input.type}`,
      );
    return [input.name, input.type === 'string' ? textOf(value) : value] as const;
  });
  return { values: Object.fromEntries(values), problems };
}

function typed(input: Input, text: string): Value {
  if (input.type === 'boolean') return text === 'true';
  if (input.type === 'number') return text === '' ? 0 : Number(text);
  return text;
}

function emptyOf(input: Input): Value {
  return typed(input, '');
}

function wantedOf({ type }: Input): string {
  return type === 'boolean' || type === 'number' ? type : 'string';
}

function isScalar(value: Value): boolean {
  return value === null || typeof value !== 'object';
}
