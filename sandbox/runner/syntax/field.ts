/** Reads the fields of a mapping whose shape GitHub's schema has already checked. */
import { isMapping, isSequence, isString } from '@actions/workflow-parser';
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import { BasicExpressionToken, BooleanToken } from '@actions/workflow-parser/templates/tokens/index';
import type { MappingToken, TemplateToken } from './template.ts';

export function field(mapping: MappingToken, key: string): TemplateToken | null {
  return mapping.find(key) ?? null;
}

export function mappingIn(mapping: MappingToken | null, key: string): MappingToken | null {
  const token = mapping?.find(key);
  return token !== undefined && isMapping(token) ? token : null;
}

export function textIn(mapping: MappingToken, key: string): string | null {
  const token = mapping.find(key);
  return token !== undefined && isString(token) ? token.value : null;
}

export function flagIn(mapping: MappingToken | null, key: string): boolean {
  const token = mapping?.find(key);
  return token instanceof BooleanToken && token.value;
}

/** One text or a list of them; null where the key is missing. */
export function textsIn(mapping: MappingToken, key: string): readonly string[] | null {
  const token = mapping.find(key);
  if (token === undefined) return null;
  if (isSequence(token)) return [...token].map(item => item.toString());
  return [token.toString()];
}

/** `if`, completed as GitHub does: without a status function it means `success() && (…)`. */
export function conditionIn(mapping: MappingToken): string {
  const token = mapping.find('if');
  if (token === undefined) return 'success()';
  const text = token instanceof BasicExpressionToken ? token.expression : token.toString().trim();
  return text === '' ? 'success()' : ensureStatusFunction(text, token.definitionInfo);
}

export interface Entry {
  readonly key: string;
  readonly at: TemplateToken;
  readonly value: TemplateToken;
}

export function entriesOf(mapping: MappingToken | null): readonly Entry[] {
  if (mapping === null) return [];
  return [...mapping].map(({ key, value }) => ({ key: key.toString(), at: key, value }));
}
