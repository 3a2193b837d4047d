/**
 * Answers are typed by GitHub's own OpenAPI description. The sandbox gives only the fields that somebody reads, but what it
 * gives has the name and the type that GitHub gives it.
 */
import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];

export type Partially<T> = T extends readonly (infer Item)[]
  ? readonly Partially<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partially<T[Key]> }
    : T;

/** Part of a schema of GitHub's: `Shape<'check-run'>`. */
export type Shape<Name extends keyof Schemas> = Partially<Schemas[Name]>;

export function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

export function instantOrNull(date: Date | null): string | null {
  return date === null ? null : instant(date);
}
