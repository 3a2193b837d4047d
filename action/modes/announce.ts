/** Answers at once, beside the tasks: the check runs and the comment for a start, a preview, a refusal, a question. Runs no code of others. */
import { GitHubProblem } from '../../shared/io/github/api/problem.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { showAnswer } from '../../shared/io/hosted/show-answer.ts';
import { answerTo } from '../../shared/report/github/answer.ts';
import { refusalWords } from '../../shared/report/github/refusal.ts';
import type { Decision } from '../../shared/request/decision.ts';
import { type Surroundings, siteOf } from '../environment.ts';

export interface AnnounceJob {
  readonly surroundings: Surroundings;
  readonly desk: Desk;
  readonly start: Decision;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
  /** A line for the job's log. */
  readonly say: (line: string) => void;
  /** Shown where people look for what is wrong. */
  readonly warn: (line: string) => void;
}

export async function announceJob(job: AnnounceJob): Promise<void> {
  const answer = answerTo(job.start, { site: siteOf(job.surroundings), now: job.now });
  // First, since it takes no permission.
  if (answer.comment !== null) await job.summarize(answer.comment);
  warnOf(job);
  try {
    await showAnswer(answer, { desk: job.desk, decision: job.start });
  } catch (error) {
    const isReadOnly = error instanceof GitHubProblem && error.code === 'permission';
    // For what a fork or Dependabot causes, a token only reads: then the summary is all there is.
    if (job.start.refusal === null || !isReadOnly) throw error;
    job.say(`shown in the summary alone: ${error.message}`);
  }
}

/** Who asked on no pull request sees the workflow run, and nothing else. */
function warnOf({ start: { refusal, origin }, warn }: AnnounceJob): void {
  if (refusal === null || origin?.pullRequest != null) return;
  const { title, what, next } = refusalWords(refusal);
  warn(`${title}. ${what} ${next}`);
}
