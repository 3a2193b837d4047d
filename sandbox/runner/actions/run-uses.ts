/** `uses:` steps: an action of the sandbox itself, of the workspace, or of a repository. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateTexts } from '../expressions/evaluate.ts';
import { type Frame, type JobRoom, type StepCall, type StepEnd, StepError } from '../steps/room.ts';
import { builtInName, parseReference } from '../syntax/built-in.ts';
import { type Action, readAction } from '../syntax/read-action.ts';
import type { UsesStep } from '../syntax/workflow.ts';
import { type BuiltIn, builtIns } from './built-ins.ts';
import { runComposite } from './composite.ts';
import { runNodeAction } from './node-action.ts';

/** As deep as GitHub lets actions use actions. */
const DEEPEST = 10;

/** An action, where it is, and what it was given. */
export interface ActionCall {
  readonly action: Action;
  readonly folder: string;
  readonly given: Readonly<Record<string, string>>;
  readonly step: StepCall<UsesStep>;
}

export async function runUses(room: JobRoom, frame: Frame, call: StepCall<UsesStep>): Promise<StepEnd> {
  const { uses } = call.step;
  const given = evaluateTexts(call.step.with, call.scope);
  const name = builtInName(uses);
  const builtIn: BuiltIn | undefined = name === null ? undefined : builtIns[name];
  if (builtIn !== undefined)
    return { ok: true, outputs: await builtIn({ room, frame, given: lower(given) }) };
  if (frame.depth >= DEEPEST) throw new StepError(`Composite action depth exceeded max depth ${DEEPEST}.`);
  const folder = await folderOf(room, uses);
  const action = await findAction(uses, folder);
  const found: ActionCall = { action, folder, given: lower(given), step: call };
  warnOfUnknown(room, found);
  return action.runs.kind === 'composite'
    ? runComposite(room, frame, { ...found, runs: action.runs })
    : runNodeAction(room, frame, { ...found, runs: action.runs });
}

/** Names of inputs do not care about case. */
function lower(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

async function folderOf(room: JobRoom, uses: string): Promise<string> {
  const reference = parseReference(uses);
  if (reference === null) return join(room.folders.workspace, uses);
  const { repository, ref, path } = reference;
  const root = join(room.folders.actions, repository, encodeURIComponent(ref));
  const isNew = (await mkdir(root, { recursive: true })) !== undefined;
  if (isNew) {
    await room.host.unpack(repository, ref, root).catch(error => {
      const message = error instanceof Error ? error.message : String(error);
      throw new StepError(`Unable to resolve action ${uses}: ${message}`);
    });
  }
  return join(root, path);
}

async function findAction(uses: string, folder: string): Promise<Action> {
  for (const name of ['action.yml', 'action.yaml']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    if (text === null) continue;
    const { action, problems } = readAction(`${uses}/${name}`, text);
    if (action === null) throw new StepError(problems.join('\n'));
    return action;
  }
  throw new StepError(
    `Can't find 'action.yml' or 'action.yaml' under '${folder}'. Did you forget to run actions/checkout before running your local action?`,
  );
}

function warnOfUnknown(room: JobRoom, { action, given }: ActionCall): void {
  const known = action.inputs.map(({ name }) => name.toLowerCase());
  const unknown = Object.keys(given).filter(name => !known.includes(name));
  if (unknown.length === 0) return;
  const list = (names: readonly string[]) => names.map(name => `'${name}'`).join(', ');
  room.log.tell('warning', `Unexpected input(s) ${list(unknown)}, valid inputs are [${list(known)}]`);
}
