/** A job for readers that are tested without a program. */
import type { BackendJob } from '../../shared/io/ports.ts';
import type { RunId, Sha, TaskId } from '../../shared/plan/plan.ts';

export function jobIn(tree: string): BackendJob {
  const nowhere = '/nowhere';
  return {
    run: 'run' as RunId,
    task: 'task' as TaskId,
    attempt: 1,
    base: '0' as Sha,
    model: null,
    budgetUsd: null,
    tree,
    files: {
      prompt: nowhere,
      notes: nowhere,
      result: nowhere,
      log: nowhere,
      temporary: nowhere,
      gitConfig: nowhere,
    },
    timeoutMs: 1000,
    signal: new AbortController().signal,
    onOutput: () => {},
    onStarted: () => {},
  };
}
