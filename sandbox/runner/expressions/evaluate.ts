/** Evaluates expressions, and token trees that contain them, with GitHub's own evaluator. */
import { type data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { type Token, TokenType } from '@actions/expressions/lexer';
import { isBasicExpression, isBoolean, isMapping, isNumber, isSequence } from '@actions/workflow-parser';
import { positionOf, type TemplateToken } from '../syntax/template.ts';
import { fromData, textOf, toData, toDictionary, type Value, type Values } from './value.ts';

/** What an expression can name: contexts, and the functions that ask for a status. */
export interface Scope {
  /** Of the file, for messages. */
  readonly path: string;
  readonly contexts: Values;
  readonly status: Status;
}

export interface Status {
  readonly success: (jobs: readonly string[]) => boolean;
  readonly failure: (jobs: readonly string[]) => boolean;
  readonly cancelled: boolean;
}

/** Where the parser allows no status function: nothing will ask. */
export const NO_STATUS: Status = { success: () => true, failure: () => false, cancelled: false };

/** An expression that the file's author got wrong, with line and column. */
export class TemplateError extends Error {}

const CONTEXTS = [
  'github',
  'env',
  'vars',
  'secrets',
  'inputs',
  'needs',
  'matrix',
  'strategy',
  'steps',
  'job',
  'jobs',
  'runner',
];

export function evaluateExpression(expression: string, scope: Scope): Value {
  const functions = statusFunctions(scope.status);
  const tree = new Parser(tokensOf(expression), CONTEXTS, [...functions.values()]).parse();
  // Only what is named: an event can be large.
  const text = expression.toLowerCase();
  const named = CONTEXTS.filter(name => text.includes(name));
  const contexts = toDictionary(Object.fromEntries(named.map(name => [name, scope.contexts[name] ?? null])));
  return fromData(new Evaluator(tree, contexts, functions).evaluate());
}

/** The lexer turns only the first doubled quote of a text into one. */
function tokensOf(expression: string): Token[] {
  return new Lexer(expression)
    .lex()
    .tokens.map(token =>
      token.type === TokenType.STRING
        ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
        : token,
    );
}

/** A condition as the parser completed it, with a status function in it. */
export function evaluateCondition(condition: string, scope: Scope): boolean {
  return evaluateExpression(`!!(${condition})`, scope) === true;
}

/** Everything under a token, its expressions evaluated. */
export function evaluateToken(token: TemplateToken, scope: Scope): Value {
  if (isBasicExpression(token)) return evaluateAt(token, token.expression, scope);
  if (isMapping(token)) {
    return Object.fromEntries(
      [...token].map(({ key, value }) => [textOf(evaluateToken(key, scope)), evaluateToken(value, scope)]),
    );
  }
  if (isSequence(token)) return [...token].map(item => evaluateToken(item, scope));
  if (isBoolean(token) || isNumber(token)) return token.value;
  return 'value' in token && typeof token.value === 'string' ? token.value : null;
}

export function evaluateText(token: TemplateToken, scope: Scope): string {
  return textOf(evaluateToken(token, scope));
}

/** A mapping of texts, such as `env` and `with`; an empty one for a token that is missing. */
export function evaluateTexts(token: TemplateToken | null, scope: Scope): Readonly<Record<string, string>> {
  if (token === null) return {};
  const value = evaluateToken(token, scope);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item)]));
}

function evaluateAt(token: TemplateToken, expression: string, scope: Scope): Value {
  try {
    return evaluateExpression(expression, scope);
  } catch (error) {
    const message = error instanceof Error ? causeOf(error) : String(error);
    throw new TemplateError(`${scope.path} ${positionOf(token)}: ${message}`);
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function statusFunctions(status: Status): Map<string, FunctionDefinition> {
  const define = (name: string, answer: (jobs: readonly string[]) => boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: (...jobs: data.ExpressionData[]) => toData(answer(jobs.map(job => job.coerceString()))),
  });
  return new Map(
    [
      define('always', () => true),
      define('cancelled', () => status.cancelled),
      define('success', status.success),
      define('failure', status.failure),
    ].map(definition => [definition.name, definition]),
  );
}
