/** Values of expressions: as plain JSON on the runner's side, as GitHub's own classes inside an evaluation. */
import { data } from '@actions/expressions';

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Values = Readonly<Record<string, Value>>;

export function toData(value: Value): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'string') return new data.StringData(value);
  if (isList(value)) return new data.Array(...value.map(toData));
  return toDictionary(value);
}

export function toDictionary(values: Values): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(values).map(([key, value]) => ({ key, value: toData(value) })),
  );
}

export function fromData(value: data.ExpressionData): Value {
  if (value instanceof data.BooleanData) return value.value;
  if (value instanceof data.NumberData) return value.number();
  if (value instanceof data.StringData) return value.coerceString();
  if (value instanceof data.Array) return value.values().map(fromData);
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map(pair => [pair.key, fromData(pair.value)]));
  return null;
}

/** What a value is where text is wanted: GitHub's rules, `''` for null. */
export function textOf(value: Value): string {
  return toData(value).coerceString();
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isRecord(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What came as JSON from outside, such as a webhook's body. */
export function parseValue(json: unknown): Value {
  if (json === null || typeof json === 'boolean' || typeof json === 'number' || typeof json === 'string')
    return json;
  if (Array.isArray(json)) return json.map(parseValue);
  if (typeof json !== 'object') return null;
  const known = Object.entries(json).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([key, value]) => [key, parseValue(value)]));
}
