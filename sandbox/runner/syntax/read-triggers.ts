/** `on:` of a workflow file. */
import { isMapping, isSequence } from '@actions/workflow-parser';
import { entriesOf, field, flagIn, mappingIn, textIn, textsIn } from './field.ts';
import type { MappingToken, TemplateToken } from './template.ts';
import type { Input, Trigger, WorkflowCall } from './workflow.ts';

const FILTERS = ['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore', 'workflows'];

export function readTriggers(root: MappingToken): readonly Trigger[] {
  const on = field(root, 'on');
  if (on === null) return [];
  if (isSequence(on)) return [...on].map(item => readTrigger(item.toString(), null));
  if (!isMapping(on)) return [readTrigger(on.toString(), null)];
  return entriesOf(on).map(({ key, value }) => readTrigger(key, isMapping(value) ? value : null));
}

function readTrigger(event: string, mapping: MappingToken | null): Trigger {
  const filters = FILTERS.flatMap(name => {
    const patterns = mapping && textsIn(mapping, name);
    return patterns === null ? [] : [[name, patterns] as const];
  });
  return {
    event,
    types: mapping && textsIn(mapping, 'types'),
    filters: Object.fromEntries(filters),
    inputs: readInputs(mapping),
  };
}

export function readCall(root: MappingToken): WorkflowCall | null {
  const trigger = readTriggers(root).find(({ event }) => event === 'workflow_call');
  if (trigger === undefined) return null;
  const call = mappingIn(mappingIn(root, 'on'), 'workflow_call');
  return {
    inputs: trigger.inputs,
    secrets: entriesOf(mappingIn(call, 'secrets')).map(({ key, value }) => ({
      name: key,
      required: isMapping(value) && flagIn(value, 'required'),
    })),
    outputs: entriesOf(mappingIn(call, 'outputs')).flatMap(({ key, value }) => {
      const token = isMapping(value) ? field(value, 'value') : null;
      return token === null ? [] : [{ name: key, value: token }];
    }),
  };
}

function readInputs(mapping: MappingToken | null): readonly Input[] {
  return entriesOf(mappingIn(mapping, 'inputs')).map(({ key, value }) => readInput(key, value));
}

function readInput(name: string, value: TemplateToken): Input {
  const mapping = isMapping(value) ? value : null;
  return {
    name,
    type: typeOf(mapping && textIn(mapping, 'type')),
    required: flagIn(mapping, 'required'),
    default: mapping && field(mapping, 'default'),
    options: (mapping && textsIn(mapping, 'options')) ?? [],
  };
}

function typeOf(text: string | null): Input['type'] {
  return text === 'boolean' || text === 'number' || text === 'choice' || text === 'environment'
    ? text
    : 'string';
}
