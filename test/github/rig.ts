/** A port on a stage, with a clock that never waits and plugins whose seconds are milliseconds. */
import { Octokit } from '@octokit/rest';
import { expect, type TestContext } from 'vitest';
import type { ClientOptions } from '../../shared/io/github/api/client.ts';
import {
  actionsClient,
  type CheckRun,
  type Clock,
  type GitHub,
  type GitHubClient,
  type GitHubProblem,
  givenClient,
  openGitHub,
} from '../../shared/io/github/github.ts';
import type { GitHubStage } from './stage.ts';

export type OpenStage = (test: TestContext) => Promise<GitHubStage>;

export interface Scene {
  readonly stage: GitHubStage;
  readonly github: GitHub;
  /** Another process: it remembers nothing. */
  readonly another: () => GitHub;
  /** What the port has waited for, in seconds. */
  readonly waits: readonly number[];
  /** What was told about limits. */
  readonly notices: readonly string[];
}

/** Lets everything through at once; a group of Bottleneck, as far as the plugin uses it. */
const UNSPACED = { key: () => ({ schedule: () => Promise.resolve() }) } as never;

export async function openScene(test: TestContext, open: OpenStage): Promise<Scene> {
  const stage = await open(test);
  const waits: number[] = [];
  const notices: string[] = [];
  const options = instant(stage, notice => notices.push(notice));
  const another = (): GitHub => port(stage, () => actionsClient(options), testClock(waits));
  return { stage, github: another(), another, waits, notices };
}

export function port(
  stage: Pick<GitHubStage, 'owner' | 'name'>,
  client: () => Promise<GitHubClient>,
  clock = testClock([]),
): GitHub {
  return openGitHub({ owner: stage.owner, name: stage.name, client, clock, author: null });
}

/** The plain client of GitHub's own library, without plugins: what the App's Octokit is to the port. */
export function plainClient({ apiUrl, token }: Pick<GitHubStage, 'apiUrl' | 'token'>): GitHubClient {
  return givenClient(new Octokit({ baseUrl: apiUrl, auth: token, log: SILENT }));
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export function instant({ apiUrl, token }: GitHubStage, onWait: (notice: string) => void): ClientOptions {
  const throttle = { retryAfterBaseValue: 1, write: UNSPACED, notifications: UNSPACED };
  return { token, apiUrl, onWait, throttle, retry: { retryAfterBaseValue: 1 } };
}

function testClock(waits: number[]): Clock {
  let time = Date.UTC(2026, 10, 26);
  return {
    now: () => time,
    until: async until => {
      waits.push((until - time) / 1000);
      time = until;
    },
  };
}

/** The problem that a call ends with. */
export async function problemOf(call: Promise<unknown>): Promise<GitHubProblem> {
  const outcome = await call.then(
    () => 'nothing was refused',
    (problem: unknown) => problem,
  );
  expect(outcome).toMatchObject({ name: 'GitHubProblem' });
  return outcome as GitHubProblem;
}

export const HEAD = 'a'.repeat(40);

export function checkRun(facts: Partial<CheckRun> = {}): CheckRun {
  return {
    name: 'braid',
    externalId: 'r-1',
    headSha: HEAD,
    status: 'in_progress',
    conclusion: null,
    title: '2 of 5 merged',
    summary: 'Batch 1 runs.',
    text: null,
    annotations: [],
    actions: [],
    detailsUrl: null,
    ...facts,
  };
}

export function annotations(count: number, from = 1): CheckRun['annotations'] {
  return Array.from({ length: count }, (_, index) => {
    const line = from + index;
    return {
      path: 'plan.yml',
      startLine: line,
      endLine: line,
      level: 'failure',
      message: `no. ${line}`,
      title: null,
    };
  });
}
