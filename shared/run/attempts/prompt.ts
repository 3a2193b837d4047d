/**
 * What a backend is told. The plan's text comes first, unchanged; what Braid adds are lines that begin with `#`: headings to a
 * reader of Markdown, comments to a shell, so that a prompt may as well be a script.
 */
import type { Started, TaskFacts } from '../state.ts';
import { factsOf } from '../state.ts';
import { collision, wantsRerun } from '../status.ts';

export function buildPrompt(state: Started, facts: TaskFacts): string {
  const { task } = facts;
  const body = task.prompt.endsWith('\n') ? task.prompt : `${task.prompt}\n`;
  const sections = [
    acceptance(facts),
    scope(facts),
    ground(state, facts),
    earlier(facts),
    checks(facts),
  ].flat();
  return sections.length === 0 ? body : `${body}\n${sections.map(comment).join('\n')}\n`;
}

function acceptance({ task }: TaskFacts): readonly string[] {
  return task.acceptance.length === 0 ? [] : ['Done means:', ...task.acceptance.map(line => `- ${line}`)];
}

function scope({ task }: TaskFacts): readonly string[] {
  return task.paths.length === 0 ? [] : [`Change nothing outside of: ${task.paths.join(', ')}`];
}

/** What the dependencies brought. */
function ground(state: Started, { task }: TaskFacts): readonly string[] {
  const merged = task.needs.map(need => factsOf(state, need));
  return merged.flatMap(({ task: need, attempts }) => {
    const evidence = attempts.at(-1)?.end?.evidence;
    if (evidence?.commit == null) return [];
    return [
      `Already there: ${need.title} (${need.id}, ${evidence.commit.slice(0, 12)}): ${listed(evidence.files)}`,
    ];
  });
}

/** Why the task starts again. */
function earlier(facts: TaskFacts): readonly string[] {
  const last = facts.attempts.at(-1);
  if (last === undefined) return [];
  const conflict = facts.conflicts.at(-1);
  if (wantsRerun(facts) && conflict !== undefined && conflict.attempt === last.number) {
    return [
      `This task was done before, but it ${collision(conflict.files)}. Their change is in your tree now: keep it, and do yours on top.`,
    ];
  }
  return last.end === null || last.end.reason === ''
    ? []
    : [`The attempt before this one: ${last.end.reason}`];
}

function checks({ task }: TaskFacts): readonly string[] {
  return task.verify.length === 0
    ? []
    : ['It will be checked with:', ...task.verify.map(line => `- ${line}`)];
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, 10).join(', ');
  return files.length > 10 ? `${shown} and ${files.length - 10} more` : shown;
}

/** Everything on comment lines: a newline in a title or a path must not start a line of its own. */
function comment(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return `# ${line.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')}`;
}
