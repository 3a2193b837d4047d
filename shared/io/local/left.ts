/** What an attempt leaves, as evidence and as a commit's message; also of one that never began. */
import type { RunId, Task } from '../../plan/plan.ts';
import { type Evidence, NO_USAGE } from '../../run/attempts/evidence.ts';
import type { Collected } from '../task-tree.ts';

export function commitMessage(task: Task, run: RunId): string {
  return `${task.title.replace(/\s+/g, ' ').trim()}\n\nBraid-Run: ${run}\nBraid-Task: ${task.id}\n`;
}

export function kept({
  commit,
  files,
  unstorable,
}: Collected): Pick<Evidence, 'commit' | 'files' | 'unstorable'> {
  return { commit, files, unstorable };
}

export function notBegun(exit: Evidence['exit']): Evidence {
  return {
    exit,
    commit: null,
    files: [],
    unstorable: [],
    verifyFailure: null,
    tail: '',
    notes: null,
    usage: NO_USAGE,
    durationMs: 0,
    log: null,
  };
}
