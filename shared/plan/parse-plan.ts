/** The text of a plan → the plan and everything that is wrong with it, each with its place. Pure: reads no file. */
import type { Config } from './config.ts';
import { type Diagnostic, hasErrors, type Place } from './diagnostic.ts';
import { readDocument, type SourceDocument } from './document.ts';
import type { Epic, EpicName, Plan, Task, TaskId } from './plan.ts';
import { backendProblems } from './reading/backends.ts';
import { cycleProblems } from './reading/cycles.ts';
import { arrange, error, type Problem } from './reading/finding.ts';
import { folderProblems } from './reading/folders.ts';
import { outline } from './reading/outline.ts';
import { referenceProblems } from './reading/references.ts';
import { shapeProblems } from './reading/shape.ts';
import { fileFinding } from './rules/patterns.ts';
import { type PlanText, planSchema, type TaskText } from './schema/plan-schema.ts';

export interface PlanContext {
  /** The file as the user named it. */
  readonly file: string;
  /** Null: it is wrong itself, so nothing is said about backends. */
  readonly config: Config | null;
}

export interface PlanResult {
  /** Null: there is an error. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file that a task names as its prompt. */
export interface PromptFile {
  /** The position of the task in the plan. */
  readonly task: number;
  readonly path: string;
  /** Where the plan names it. */
  readonly place: Place;
}

/** Tasks with a `prompt-file` get an empty prompt: whoever reads files fills it in. */
export function parsePlan(text: string, context: PlanContext): PlanResult {
  const { plan, diagnostics } = readPlan(text, context);
  return { plan, diagnostics };
}

/** {@link parsePlan}, and the prompt files, also of a plan with errors, so that theirs are reported together. */
export function readPlan(
  text: string,
  { file, config }: PlanContext,
): PlanResult & { readonly promptFiles: readonly PromptFile[] } {
  const { document, diagnostics } = readDocument(text, file);
  if (document === null) return { plan: null, diagnostics, promptFiles: [] };
  const shape = planSchema.safeParse(document.value);
  const lines = outline(document.value);
  const problems: readonly Problem[] =
    document.value === undefined
      ? [emptyFile()]
      : [
          ...shapeProblems({ document, schema: planSchema, whole: 'the plan' }, shape.error?.issues ?? []),
          ...referenceProblems(lines, path => document.place(path).line),
          ...cycleProblems(lines),
          ...(config === null ? [] : [...backendProblems(lines, config), ...folderProblems(lines, config)]),
        ];
  const all = arrange(
    diagnostics,
    problems.map(problem => document.diagnose(problem)),
  );
  const promptFiles = lines.tasks.flatMap(({ promptFile, path }, task) =>
    promptFile === null || fileFinding(promptFile) !== null
      ? []
      : [{ task, path: promptFile, place: document.place([...path, 'prompt-file']) }],
  );
  const plan = shape.success && !hasErrors(all) ? toPlan(shape.data, document) : null;
  return { plan, diagnostics: all, promptFiles };
}

function emptyFile(): Problem {
  const hint = 'a plan begins with `version: 1`, `name: …` and `tasks:`';
  return error({ code: 'empty-file', message: 'expected a plan, found an empty file', hint, path: [] });
}

function toPlan(text: PlanText, document: SourceDocument): Plan {
  const epics = Object.entries(text.epics).map(
    ([name, { title }]): Epic => ({ name: name as EpicName, title: title?.trim() ?? name }),
  );
  const tasks = text.tasks.map((task, index) =>
    toTask(task, text.defaults, document.place(['tasks', index]).line),
  );
  return { name: text.name, epics, tasks };
}

function toTask(task: TaskText, defaults: PlanText['defaults'], line: number): Task {
  return {
    id: task.id as TaskId,
    title: task.title.trim(),
    prompt: task.prompt ?? '',
    promptFile: task['prompt-file'] ?? null,
    acceptance: task.acceptance,
    needs: ids(task.needs),
    after: ids(task.after),
    epic: task.epic === undefined ? null : (task.epic as EpicName),
    type: task.type ?? null,
    paths: task.paths,
    conflictsWith: ids(task['conflicts-with']),
    priority: task.priority,
    backend: task.backend ?? defaults.backend ?? null,
    model: task.model ?? null,
    timeoutMinutes: task['timeout-minutes'] ?? defaults['timeout-minutes'] ?? null,
    retries: task.retries ?? defaults.retries ?? 1,
    budgetUsd: task['budget-usd'] ?? null,
    verify: task.verify ?? defaults.verify ?? [],
    allowEmpty: task['allow-empty'],
    labels: task.labels,
    weight: task.weight,
    line,
  };
}

function ids(list: readonly string[]): readonly TaskId[] {
  return [...new Set(list)].map(id => id as TaskId);
}
