/** What is asked of GitHub by whoever may write, on the port. */
import { RUN_CHECK } from '../../report/github/check-run.ts';
import type { GitHub, WorkflowRun } from '../github/github.ts';
import type { Desk, DispatchedRuns, WorkflowRunSight } from './desk.ts';

/** Of one file, one run's are among its newest. */
const MOST_RUNS = 300;
/** Clocks differ, and a limit of GitHub's may have been waited for, in milliseconds. */
const RECENTLY_MS = 60 * 60_000;

export function deskOf(github: GitHub): Desk {
  return {
    putCheckRun: async check => void (await github.putCheckRun(check)),
    putComment: async comment => void (await github.putComment(comment)),
    react: (comment, content) => github.react(comment, content),
    removeLabel: (issue, label) => github.removeLabel(issue, label),
    dispatch: async ({ workflow, branch, inputs, title }) => {
      const find = async () => {
        const runs = await github.workflowRuns(dispatched({ workflow, since: Date.now() - RECENTLY_MS }));
        return runs.find(run => run.title === title)?.id ?? null;
      };
      const looking = title === null ? {} : { find };
      return (await github.dispatch({ workflow, ref: branch, inputs, ...looking })).runId;
    },
    workflowRuns: async query => (await github.workflowRuns(dispatched(query))).map(sightOf),
    workflowRun: async id => {
      const run = await github.workflowRun(id);
      return run === null ? null : sightOf(run);
    },
    jobs: workflowRun => github.jobs(workflowRun),
    announcedRun: async headSha => {
      const checks = await github.checkRuns(headSha, RUN_CHECK);
      const open = checks.filter(({ status }) => status !== 'completed');
      const ids = open.flatMap(
        ({ detailsUrl }) => /\/actions\/runs\/(\d+)$/.exec(detailsUrl ?? '')?.[1] ?? [],
      );
      return ids.length === 0 ? null : Number(ids.at(-1));
    },
    cancelRun: async id => void (await github.cancelWorkflowRun(id)),
    rerunFailed: id => github.rerunFailed(id),
    openPullRequest: async pull => (await github.openPullRequest(pull)).number,
  };
}

function dispatched({ workflow, since }: DispatchedRuns) {
  const created = `>=${new Date(since).toISOString().slice(0, 19)}Z`;
  return { workflow, event: 'workflow_dispatch', created, most: MOST_RUNS };
}

function sightOf({ id, title, status, conclusion, attempt }: WorkflowRun): WorkflowRunSight {
  return { id, title, isOver: status === 'completed', isCancelled: conclusion === 'cancelled', attempt };
}
