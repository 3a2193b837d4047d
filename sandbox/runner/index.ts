/** The part of the sandbox that knows workflow files: whether an event starts one, and what comes of it. */
export type { RunnerOptions } from './options.ts';
export { runName } from './run/run-name.ts';
export { startWorkflow } from './start-workflow.ts';
export { type Match, type MatchOptions, matches } from './triggers/matches.ts';
