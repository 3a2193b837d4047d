/** Check suites and check runs. */
import type { App } from './app.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export const CONCLUSIONS = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const;
export type CheckConclusion = (typeof CONCLUSIONS)[number];

/** All check runs of one App on one commit. */
export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly createdAt: Date;
  /** As last announced, so that the end is announced once. */
  announced: CheckConclusion | null;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number | undefined;
  readonly end_column?: number | undefined;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  readonly headSha: string;
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: CheckAnnotation[];
  actions: readonly CheckAction[];
}

const GOOD: readonly (CheckConclusion | null)[] = ['success', 'neutral', 'skipped'];

export function isGood(run: CheckRun): boolean {
  return GOOD.includes(run.conclusion);
}

/** null while one of them goes on, or where there is none. */
export function suiteConclusion(runs: readonly CheckRun[]): CheckConclusion | null {
  if (runs.length === 0 || runs.some(run => run.status !== 'completed')) return null;
  const bad = runs.find(run => !isGood(run));
  return bad?.conclusion ?? 'success';
}
