/**
 * Claude Code on a task that CCPM ("Claude Code PM") keeps as `.claude/epics/<epic>/<n>.md`: the agent is pointed to that file, and
 * when it has ended well, the task is closed there.
 */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend, BackendJob, BackendOutcome } from '../../ports.ts';
import type { AgentDialect } from '../agents/agent.ts';
import { readRegular } from '../untrusted-files.ts';
import { closeTaskFile, closingIn } from './ccpm-closing.ts';
import { type CcpmTask, findCcpmTask, TASK_BYTES } from './ccpm-task.ts';
import { CLAUDE_CODE } from './claude-code.ts';

export const CCPM: AgentDialect = {
  ...CLAUDE_CODE,
  around: claude => ({ ...claude, run: job => runWithTask(job, claude) }),
  closedTaskFile: closingIn,
  // Claude Code with conventions: who uses them asks for it.
  isOnRequest: true,
};

async function runWithTask(job: BackendJob, claude: Backend): Promise<BackendOutcome> {
  const task = findCcpmTask(join(job.tree, '.claude', 'epics'), job.task);
  if (task === null) return claude.run(job);
  // What Braid adds to a prompt are lines with a `#`.
  await appendFile(
    job.files.prompt,
    `\n${context(task)
      .map(line => `# ${line}\n`)
      .join('')}`,
  );
  const { content: before } = readRegular(join(job.tree, task.path), TASK_BYTES);
  const outcome = await claude.run(job);
  const done = outcome.exit.kind === 'exited' && outcome.exit.code === 0;
  if (!done || before === null) return outcome;
  // In a tree of several, a change outside of the task's folder would be nobody's.
  const isClosed = job.isShared !== true && closeTaskFile(job.tree, task.path, { before, now: Date.now() });
  const news = `CCPM: \`${task.path}\` ${isClosed ? 'is closed with this work' : `was ${task.status ?? 'without a status'}, and is left as the agent left it`}.`;
  return { ...outcome, notes: outcome.notes === null ? news : `${outcome.notes}\n${news}` };
}

function context({ path, analysis, epic }: CcpmTask): readonly string[] {
  return [
    `This is the CCPM task of ${path}: read that file first.`,
    ...(analysis === null ? [] : [`How it can be divided: ${analysis}`]),
    ...(epic === null ? [] : [`The epic it belongs to: ${epic}`]),
    'Its `status` is set to `closed` for you when you are done: leave that file as it is.',
    'Leave everything else in .claude alone, and make no branch, worktree or issue.',
  ];
}
