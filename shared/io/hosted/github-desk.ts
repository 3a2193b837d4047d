/** What is asked of GitHub by whoever may write, on the port. */
import { RUN_CHECK } from '../../report/github/check-run.ts';
import type { GitHub } from '../github/github.ts';
import type { Desk } from './desk.ts';

export function deskOf(github: GitHub): Desk {
  return {
    putCheckRun: async check => void (await github.putCheckRun(check)),
    putComment: async comment => void (await github.putComment(comment)),
    react: (comment, content) => github.react(comment, content),
    removeLabel: (issue, label) => github.removeLabel(issue, label),
    dispatch: async ({ workflow, branch, inputs, title }) => {
      const find = async () => {
        const runs = await github.workflowRuns({ workflow, event: 'workflow_dispatch' });
        return runs.find(run => run.title === title)?.id ?? null;
      };
      return (await github.dispatch({ workflow, ref: branch, inputs, find })).runId;
    },
    workflowRuns: async workflow => {
      const runs = await github.workflowRuns({ workflow });
      return runs.map(({ id, title, status, conclusion, attempt }) => ({
        id,
        title,
        isOver: status === 'completed',
        isCancelled: conclusion === 'cancelled',
        attempt,
      }));
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
