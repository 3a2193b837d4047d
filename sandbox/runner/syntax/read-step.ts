/** Steps of jobs and of composite actions. */
import { isString } from '@actions/workflow-parser';
import { BUILT_IN_INPUTS, builtInName, parseReference } from './built-in.ts';
import { conditionIn, entriesOf, field, mappingIn, textIn } from './field.ts';
import { type MappingToken, notKnown, positionOf } from './template.ts';
import type { Step } from './workflow.ts';

const UNKNOWN_OF_A_STEP = ['background', 'wait', 'wait-all', 'cancel', 'parallel'];
export const SHELLS = ['bash', 'sh'];

export function readStep(path: string, mapping: MappingToken, problems: string[]): Step {
  for (const entry of entriesOf(mapping))
    if (UNKNOWN_OF_A_STEP.includes(entry.key)) problems.push(notKnown(path, entry.at, entry.key));
  const step = {
    id: textIn(mapping, 'id'),
    name: field(mapping, 'name'),
    condition: conditionIn(mapping),
    env: field(mapping, 'env'),
    continueOnError: field(mapping, 'continue-on-error'),
    timeoutMinutes: field(mapping, 'timeout-minutes'),
  };
  const run = field(mapping, 'run');
  if (run !== null) {
    const shell = field(mapping, 'shell');
    if (shell !== null && isString(shell) && !SHELLS.includes(shell.value))
      problems.push(notKnown(path, shell, `shell: ${shell.value}`));
    return { ...step, kind: 'run', run, shell, workingDirectory: field(mapping, 'working-directory') };
  }
  const uses = textIn(mapping, 'uses') ?? '';
  problems.push(...unknownInputs(path, uses, mapping));
  const wrong = problemWith(uses);
  if (wrong !== null) {
    const at = field(mapping, 'uses') ?? mapping;
    problems.push(
      wrong.known ? `${path} ${positionOf(at)}: ${wrong.message}` : notKnown(path, at, wrong.message),
    );
  }
  return { ...step, kind: 'uses', uses, with: field(mapping, 'with') };
}

function unknownInputs(path: string, uses: string, mapping: MappingToken): readonly string[] {
  const name = builtInName(uses);
  if (name === null) return [];
  return entriesOf(mappingIn(mapping, 'with'))
    .filter(({ key }) => !BUILT_IN_INPUTS[name]?.includes(key.toLowerCase()))
    .map(({ key, at }) => notKnown(path, at, `the input ${key} of ${name}`));
}

function problemWith(uses: string): { readonly known: boolean; readonly message: string } | null {
  if (uses.startsWith('docker://')) return { known: false, message: 'uses: docker://' };
  if (uses.startsWith('./') || parseReference(uses) !== null) return null;
  const message = `expected owner/name@ref, owner/name/path@ref or ./path in uses, found ${uses}`;
  return { known: true, message };
}
