/** `action.yml`: JavaScript and composite actions. */
import { isMapping, isSequence } from '@actions/workflow-parser';
import { entriesOf, field, mappingIn, textIn } from './field.ts';
import { readStep } from './read-step.ts';
import { type MappingToken, notKnown, parseActionText, type TemplateToken } from './template.ts';
import type { Step } from './workflow.ts';

export interface Action {
  /** Of the file, for messages. */
  readonly path: string;
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly default: TemplateToken | null }[];
  readonly runs: NodeRuns | CompositeRuns;
}

export interface NodeRuns {
  readonly kind: 'node';
  readonly main: string;
  readonly post: { readonly main: string; readonly condition: string } | null;
}

export interface CompositeRuns {
  readonly kind: 'composite';
  readonly steps: readonly Step[];
  readonly outputs: readonly { readonly name: string; readonly value: TemplateToken }[];
}

/** Null with problems: the action cannot run. */
export interface ReadAction {
  readonly action: Action | null;
  readonly problems: readonly string[];
}

export function readAction(path: string, text: string): ReadAction {
  const { root, problems: found } = parseActionText(path, text);
  const problems = [...found];
  const runs = mappingIn(root, 'runs');
  if (root === null || runs === null || problems.length > 0) return { action: null, problems };
  const action: Action = {
    path,
    name: textIn(root, 'name') ?? path,
    inputs: entriesOf(mappingIn(root, 'inputs')).map(({ key, value }) => ({
      name: key,
      default: isMapping(value) ? field(value, 'default') : null,
    })),
    runs:
      textIn(runs, 'using') === 'composite'
        ? readComposite(path, root, problems)
        : readNode(path, runs, problems),
  };
  return { action: problems.length > 0 ? null : action, problems };
}

/** The Nodes that GitHub's runner still starts, and the one before, which it replaces. */
const NODES = ['node20', 'node24'];

function readNode(path: string, runs: MappingToken, problems: string[]): NodeRuns {
  const using = textIn(runs, 'using') ?? '';
  if (!NODES.includes(using)) problems.push(notKnown(path, runs, `using: ${using}`));
  const pre = field(runs, 'pre');
  if (pre !== null) problems.push(notKnown(path, pre, 'pre'));
  const post = textIn(runs, 'post');
  return {
    kind: 'node',
    main: textIn(runs, 'main') ?? '',
    post: post === null ? null : { main: post, condition: textIn(runs, 'post-if') ?? 'always()' },
  };
}

function readComposite(path: string, root: MappingToken, problems: string[]): CompositeRuns {
  const steps = mappingIn(root, 'runs')?.find('steps');
  return {
    kind: 'composite',
    steps:
      steps !== undefined && isSequence(steps)
        ? [...steps].flatMap(step => (isMapping(step) ? [readStep(path, step, problems)] : []))
        : [],
    outputs: entriesOf(mappingIn(root, 'outputs')).flatMap(({ key, value }) => {
      const token = isMapping(value) ? field(value, 'value') : null;
      return token === null ? [] : [{ name: key, value: token }];
    }),
  };
}
