/** Reads a plan, its configuration and its prompt files. What is wrong with a file is a diagnostic, never an exception. */
import type { Config } from '../../plan/config.ts';
import { type Diagnostic, hasErrors, type Place } from '../../plan/diagnostic.ts';
import { type ConfigResult, parseConfig } from '../../plan/parse-config.ts';
import { type PromptFile, readPlan } from '../../plan/parse-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { PROMPT_PLACES, templateProblems } from '../../plan/prompt-template.ts';
import { didYouMean } from '../../plan/reading/suggest.ts';
import { quote } from '../../plan/reading/words.ts';
import type { PlanFiles } from './plan-files.ts';
import type { TextFile } from './text-file.ts';

export interface LoadedPlan {
  /** Null: there is an error, here or in the configuration. */
  readonly plan: Plan | null;
  readonly config: Config | null;
  /** The configuration's first, then the plan's, each in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function loadPlan(files: PlanFiles): Promise<LoadedPlan> {
  const { file } = files.plan;
  const { config, diagnostics: ofConfig } = await loadConfig(files);
  const read = await files.plan.read();
  if (read.kind === 'unreadable') {
    const problem = unreadable(read, { file, what: 'a plan' });
    return { plan: null, config, diagnostics: [...ofConfig, problem] };
  }
  const { plan, diagnostics: ofPlan, promptFiles } = readPlan(read.text, { file, config });
  const prompts = await Promise.all(promptFiles.map(promptFile => loadPrompt(promptFile, files)));
  const ofPrompts = prompts.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  const diagnostics = [...ofConfig, ...[...ofPlan, ...ofPrompts].sort(inFileOrder)];
  if (plan === null || hasErrors(diagnostics)) return { plan: null, config, diagnostics };
  const texts = new Map(prompts.map(({ task, text }) => [task, text]));
  const tasks = plan.tasks.map((task, index) => ({ ...task, prompt: texts.get(index) ?? task.prompt }));
  return { plan: { ...plan, tasks }, config, diagnostics };
}

function inFileOrder(one: Diagnostic, other: Diagnostic): number {
  return one.line - other.line || one.column - other.column;
}

/** Its part of {@link loadPlan}. */
export async function loadConfig(files: PlanFiles): Promise<ConfigResult> {
  const { file, isOptional } = files.config;
  const read = await files.config.read();
  if (read.kind === 'text') return withTemplate(parseConfig(read.text, { file }), files);
  if (isOptional && read.code === 'missing-file') return parseConfig(null, { file });
  return { ...NOTHING, diagnostics: [unreadable(read, { file, what: 'a configuration' })] };
}

const NOTHING: ConfigResult = { config: null, diagnostics: [], templateFile: null };

/** Its text is pinned with the run, as prompts are. */
async function withTemplate(result: ConfigResult, files: PlanFiles): Promise<ConfigResult> {
  const { config, templateFile } = result;
  if (config === null || templateFile === null) return result;
  const { path, place } = templateFile;
  const read = await files.template(path);
  const refused = (problem: Diagnostic) => ({ ...NOTHING, diagnostics: [...result.diagnostics, problem] });
  if (read.kind === 'unreadable') return refused(unreadableFile(read, { path, place, what: 'a template' }));
  const wrong = templateMessage(read.text);
  if (wrong !== null) {
    const { message, hint } = wrong;
    return refused({
      severity: 'error',
      code: 'bad-template',
      message: `${quote(path)} ${message}`,
      hint,
      ...place,
    });
  }
  return { ...result, config: { ...config, promptTemplate: { file: path, text: read.text } } };
}

/** What is wrong with a template, after its name; null: nothing. */
function templateMessage(text: string): { readonly message: string; readonly hint: string } | null {
  const { unknown, missing } = templateProblems(text);
  const places = Object.keys(PROMPT_PLACES);
  const [first] = unknown;
  if (first !== undefined) {
    const message = `names a place that does not exist, in line ${first.line}: \`{{${first.name}}}\``;
    return { message, hint: didYouMean(first.name, places) ?? `there are ${places.join(', ')}` };
  }
  const [place] = missing;
  return place === undefined
    ? null
    : { message: `has no \`{{${place}}}\``, hint: 'a task without its prompt is none' };
}

interface Prompt {
  readonly task: number;
  readonly text: string;
  readonly problem: Diagnostic | null;
}

async function loadPrompt({ task, path, place }: PromptFile, files: PlanFiles): Promise<Prompt> {
  const at = { task, text: '' };
  const read = await files.prompt(path);
  if (read.kind === 'unreadable') {
    return { ...at, problem: unreadableFile(read, { path, place, what: 'a prompt' }) };
  }
  if (read.text.trim() !== '') return { task, text: read.text, problem: null };
  const message = `expected a prompt in ${quote(path)}, found nothing in it`;
  const hint = 'write into it what the backend is told';
  return { ...at, problem: { severity: 'error', code: 'empty-file', message, hint, ...place } };
}

type Unreadable = Extract<TextFile, { kind: 'unreadable' }>;

interface NamedFile {
  readonly path: string;
  readonly place: Place;
  readonly what: string;
}

/** The problem stands where the file is named. */
function unreadableFile(
  { code, found, hint, line }: Unreadable,
  { path, place, what }: NamedFile,
): Diagnostic {
  const where = code === 'not-utf8' ? ` in line ${line}` : '';
  const message = `expected ${what} in the repository at ${quote(path)}, found ${found}${where}`;
  return { severity: 'error', code, message, hint, ...place };
}

function unreadable(
  { code, found, hint, line }: Unreadable,
  { file, what }: { readonly file: string; readonly what: string },
): Diagnostic {
  const place: Place = { file, line, column: 1, length: 1, excerpt: [] };
  return {
    severity: 'error',
    code,
    message: `expected ${what}, found ${found}`,
    hint,
    ...place,
  };
}
