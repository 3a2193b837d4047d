/** Whether an event starts a workflow: `on:` against the body of its webhook. */
import { NO_STATUS } from '../expressions/evaluate.ts';
import { isList, isRecord, parseValue, textOf, type Value, type Values } from '../expressions/value.ts';
import { readWorkflow } from '../syntax/read-workflow.ts';
import type { Trigger } from '../syntax/workflow.ts';
import { matchesAny } from './filter-pattern.ts';
import { resolveDispatch } from './inputs.ts';

export interface Match {
  readonly starts: boolean;
  /** Of the file, or of a dispatch's inputs. A workflow with problems does not start. */
  readonly problems: readonly string[];
}

export interface MatchOptions {
  /** Of the workflow file, for messages. */
  readonly path?: string;
  /** Of a pull request's event, whose body does not have them; a push's own list by default. */
  readonly changedFiles?: readonly string[];
}

/** Of these, other types start nothing unless they are asked for. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

export function matches(
  text: string,
  event: string,
  body: Readonly<Record<string, unknown>>,
  { path = 'workflow', changedFiles }: MatchOptions = {},
): Match {
  const { workflow, problems } = readWorkflow(path, text);
  if (workflow === null) return { starts: false, problems };
  const trigger = workflow.triggers.find(({ event: name }) => name === event);
  if (trigger === undefined) return { starts: false, problems: [] };
  const payload = recordOf(parseValue(body));
  if (event === 'workflow_dispatch') return dispatched(path, trigger, recordOf(payload.inputs));
  const starts = hasType(trigger, payload) && passesFilters(trigger, payload, changedFiles);
  return { starts, problems: [] };
}

function dispatched(path: string, trigger: Trigger, inputs: Values): Match {
  const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, textOf(value)]));
  const { problems } = resolveDispatch(trigger.inputs, given, { path, status: NO_STATUS, contexts: {} });
  return { starts: problems.length === 0, problems };
}

function hasType({ event, types }: Trigger, { action }: Values): boolean {
  const wanted = types ?? DEFAULT_TYPES[event] ?? null;
  return wanted === null || (typeof action === 'string' && wanted.includes(action));
}

function passesFilters(trigger: Trigger, payload: Values, changed: readonly string[] | undefined): boolean {
  const { filters } = trigger;
  const passes = (name: string, texts: readonly string[]) => {
    const wanted = filters[name];
    const ignored = filters[`${name}-ignore`];
    if (wanted !== undefined) return texts.some(text => matchesAny(wanted, text));
    return ignored === undefined || texts.some(text => !matchesAny(ignored, text));
  };
  const paths = passes('paths', changed ?? changedIn(payload));
  if (trigger.event === 'push') return paths && passesRef(trigger, textOf(payload.ref ?? ''), passes);
  const base = recordOf(recordOf(payload.pull_request).base).ref;
  const run = recordOf(payload.workflow_run);
  const branch = base ?? run.head_branch;
  const named = filters.workflows === undefined || filters.workflows.includes(textOf(run.name ?? ''));
  return named && (branch === undefined || (paths && passes('branches', [textOf(branch)])));
}

/** A push of a tag starts nothing where only branches are named, and the other way round; a tag knows no paths. */
function passesRef(
  { filters }: Trigger,
  ref: string,
  passes: (name: string, texts: readonly string[]) => boolean,
): boolean {
  const isTag = ref.startsWith('refs/tags/');
  const [own, other] = isTag ? ['tags', 'branches'] : ['branches', 'tags'];
  const has = (name: string) => filters[name] !== undefined || filters[`${name}-ignore`] !== undefined;
  if (!has(own) && has(other)) return false;
  return passes(own, [ref.replace(/^refs\/(heads|tags)\//, '')]);
}

function changedIn(payload: Values): readonly string[] {
  const commits = isList(payload.commits) ? payload.commits : [];
  return commits.flatMap(commit =>
    ['added', 'modified', 'removed'].flatMap(key => {
      const list = recordOf(commit)[key];
      return isList(list) ? list.map(textOf) : [];
    }),
  );
}

function recordOf(value: Value | undefined): Values {
  return isRecord(value) ? value : {};
}
