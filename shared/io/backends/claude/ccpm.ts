/**
 * Claude Code on a task that CCPM ("Claude Code PM") keeps as `.claude/epics/<epic>/<n>.md`: the agent is pointed to that file, and
 * what its `status` should become is told in the notes. Braid does not write it: `.claude/**` is protected, and a task is closed
 * when it is merged, which is not known yet. A plan whose `paths` name the file lets the agent do it.
 */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentBackendConfig } from '../../../plan/config.ts';
import type { Backend, BackendJob, BackendOutcome } from '../../ports.ts';
import { agentBackend } from '../agents/agent.ts';
import { type CcpmTask, findCcpmTask } from './ccpm-task.ts';
import { CLAUDE_CODE } from './claude-code.ts';

export function ccpmBackend(name: string, config: AgentBackendConfig, outside: NodeJS.ProcessEnv): Backend {
  const claude = agentBackend(name, config, CLAUDE_CODE, outside);
  return { ...claude, run: job => runWithTask(job, claude) };
}

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
  const outcome = await claude.run(job);
  const done = outcome.exit.kind === 'exited' && outcome.exit.code === 0;
  if (!done) return outcome;
  const news = `CCPM: \`${task.path}\` is ${task.status ?? 'without a status'}; it is closed when this is merged.`;
  return { ...outcome, notes: outcome.notes === null ? news : `${outcome.notes}\n${news}` };
}

function context({ path, analysis, epic }: CcpmTask): readonly string[] {
  return [
    `This is the CCPM task of ${path}: read that file first.`,
    ...(analysis === null ? [] : [`How it can be divided: ${analysis}`]),
    ...(epic === null ? [] : [`The epic it belongs to: ${epic}`]),
    `Only if you are told that ${path} may be changed, set its \`status\` to \`closed\` in the end, by a command.`,
    'Leave everything else in .claude alone, and make no branch, worktree or issue.',
  ];
}
