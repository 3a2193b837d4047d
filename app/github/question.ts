/** One question to GitHub by an Octokit of the App's: what comes is parsed, and what fails is a `GitHubProblem`. */
import type { z } from 'zod';
import {
  classify,
  GitHubProblem,
  readFailure,
  unexpectedAnswer,
} from '../../shared/io/github/api/problem.ts';
import type { Route } from '../../shared/io/github/api/routes.ts';
import type { AppOctokit } from './access.ts';

export interface Question<Value> {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Value>;
}

/** Opening the Octokit may ask, too. */
export async function ask<Value>(
  open: () => Promise<AppOctokit>,
  { route, parameters, schema }: Question<Value>,
): Promise<Value> {
  let data: unknown;
  try {
    const octokit = await open();
    // Somebody waits for it, and asks again.
    data = (await octokit.request(route.path, { ...parameters, request: { retries: 0 } })).data;
  } catch (error) {
    const failure = readFailure(error);
    // It knows of no token that could be in GitHub's words.
    throw failure === null ? error : classify(route, failure, { now: Date.now(), conceal: text => text });
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw unexpectedAnswer(route, parsed.error);
  return parsed.data;
}

/** Null: there is no such thing, or the App may not see it. */
export async function nullWhereUnknown<Value>(question: () => Promise<Value>): Promise<Value | null> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof GitHubProblem && error.code === 'not-found') return null;
    throw error;
  }
}
