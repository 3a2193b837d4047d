/** What is asked of a run, passed on to those who do it; a refusal has the words that comments have. */
import type { z } from 'zod';
import type { RunId, TaskId } from '../../shared/plan/plan.ts';
import type { Started } from '../../shared/run/state.ts';
import type { Outcome, Subject } from './admission.ts';
import type { Chronicles } from './chronicle.ts';
import type { OperationId } from './operations.ts';
import type { CommandAnswer, Commands, RecordedRun, Repository } from './ports.ts';
import { refused, wrongRequest } from './problems.ts';
import type { acceptedSchema } from './schema/answer-schema.ts';
import { nothingSchema, retrySchema, startSchema } from './schema/request-schema.ts';

export interface Order {
  readonly id: OperationId;
  readonly actor: string;
  readonly body: unknown;
}

interface Parts {
  readonly commands: Commands;
  readonly chronicles: Chronicles;
  readonly publicUrl: string;
}

export async function command(
  parts: Parts,
  order: Order,
  subject: Subject,
): Promise<Outcome<z.infer<typeof acceptedSchema>>> {
  const told =
    subject.kind === 'repository'
      ? await start(parts.commands, order, subject.repository)
      : await steer(parts, order, subject.recorded);
  if (told.kind === 'refused') return told;
  const answer = told.value;
  if (answer.kind === 'refused') {
    const run = subject.kind === 'run' ? subject.recorded.run : null;
    return { kind: 'refused', problem: refused(answer.refusal, run) };
  }
  return { kind: 'found', value: { run: answer.run, ...addresses(parts.publicUrl, answer.run) } };
}

/** For programs and for people. */
export function addresses(publicUrl: string, run: RunId): { readonly url: string; readonly page: string } {
  return { url: `${publicUrl}/api/runs/${run}`, page: `${publicUrl}/runs/${run}` };
}

async function start(
  commands: Commands,
  { actor, body }: Order,
  repository: Repository,
): Promise<Outcome<CommandAnswer>> {
  const asked = parse(startSchema, body);
  if (asked.kind === 'refused') return asked;
  const { pullRequest, plan = '', branch = null } = asked.value;
  const from =
    pullRequest === undefined
      ? ({ kind: 'plan', path: plan, branch } as const)
      : ({ kind: 'pull-request', number: pullRequest } as const);
  return { kind: 'found', value: await commands.start({ repository, actor, from }) };
}

async function steer(
  { commands, chronicles }: Parts,
  { id, actor, body }: Order,
  recorded: RecordedRun,
): Promise<Outcome<CommandAnswer>> {
  const { run } = recorded;
  if (id === 'retryRun') {
    const asked = parse(retrySchema, body);
    if (asked.kind === 'refused') return asked;
    const tasks = tasksOf((await chronicles.of(recorded)).state, asked.value.tasks ?? null);
    if (tasks.kind === 'refused') return tasks;
    return { kind: 'found', value: await commands.retry(run, actor, tasks.value) };
  }
  const nothing = parse(nothingSchema, body);
  if (nothing.kind === 'refused') return nothing;
  const value = id === 'cancelRun' ? await commands.cancel(run, actor) : await commands.resume(run, actor);
  return { kind: 'found', value };
}

/** In plan order. Names that the run does not have never get any further. */
function tasksOf(
  { run, tasks: known }: Started,
  names: readonly string[] | null,
): Outcome<readonly TaskId[] | null> {
  if (names === null) return { kind: 'found', value: null };
  const tasks = [...known.keys()];
  const unknown = names.find(name => !tasks.some(id => id === name));
  if (unknown !== undefined)
    return { kind: 'refused', problem: refused({ kind: 'no-task', run, task: unknown, tasks }, run) };
  return { kind: 'found', value: tasks.filter(id => names.includes(id)) };
}

function parse<Value>(schema: z.ZodType<Value>, body: unknown): Outcome<Value> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { kind: 'found', value: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return { kind: 'refused', problem: wrongRequest(errors) };
}
