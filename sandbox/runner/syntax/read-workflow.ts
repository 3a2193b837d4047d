/** From the text of a workflow file to the workflow, with everything in it that the sandbox refuses. */
import { isMapping, isSequence } from '@actions/workflow-parser';
import { conditionIn, entriesOf, field, mappingIn, textIn, textsIn } from './field.ts';
import { readPermissions } from './permissions.ts';
import { readStep } from './read-step.ts';
import { readCall, readTriggers } from './read-triggers.ts';
import {
  type MappingToken,
  notKnown,
  parseWorkflowText,
  type TemplateToken,
  type WorkflowTemplate,
} from './template.ts';
import type { Job, RunDefaults, Workflow } from './workflow.ts';

export interface ReadWorkflow {
  /** Null where there are problems. */
  readonly workflow: Workflow | null;
  readonly problems: readonly string[];
  /** More of them, such as a job that needs one that is not there. */
  readonly checkMeaning: WorkflowTemplate['checkMeaning'];
}

/** GitHub's: larger ones are not read. */
const LARGEST_FILE = 512 * 1024;

const UNKNOWN_OF_A_JOB = ['container', 'services', 'environment', 'snapshot', 'cancel-timeout-minutes'];

export function readWorkflow(path: string, text: string): ReadWorkflow {
  const nothing = async () => [];
  if (text.length > LARGEST_FILE)
    return { workflow: null, problems: [`${path}: larger than 512 KB`], checkMeaning: nothing };
  const { root, problems: found, checkMeaning } = parseWorkflowText(path, text);
  if (root === null || found.length > 0) {
    const all = found.length > 0 ? found : [`${path}: expected a mapping`];
    return { workflow: null, problems: all, checkMeaning };
  }
  const problems: string[] = [];
  const workflow: Workflow = {
    path,
    name: textIn(root, 'name'),
    runName: field(root, 'run-name'),
    triggers: readTriggers(root),
    env: field(root, 'env'),
    permissions: readPermissions(field(root, 'permissions')),
    concurrency: field(root, 'concurrency'),
    defaults: readDefaults(root),
    jobs: entriesOf(mappingIn(root, 'jobs')).flatMap(({ key, at, value }) =>
      isMapping(value) ? [readJob({ path, key, at, mapping: value, problems })] : [],
    ),
    call: readCall(root),
  };
  return { workflow: problems.length > 0 ? null : workflow, problems, checkMeaning };
}

interface JobSource {
  readonly path: string;
  readonly key: string;
  readonly at: TemplateToken;
  readonly mapping: MappingToken;
  readonly problems: string[];
}

function readJob({ path, key, at, mapping, problems }: JobSource): Job {
  for (const entry of entriesOf(mapping))
    if (UNKNOWN_OF_A_JOB.includes(entry.key)) problems.push(notKnown(path, entry.at, entry.key));
  const strategy = field(mapping, 'strategy');
  const parts = strategy !== null && isMapping(strategy) ? strategy : null;
  if (strategy !== null && parts === null)
    problems.push(notKnown(path, strategy, 'an expression in place of strategy'));
  const job = {
    key,
    at,
    name: field(mapping, 'name'),
    needs: textsIn(mapping, 'needs') ?? [],
    condition: conditionIn(mapping),
    matrix: parts && field(parts, 'matrix'),
    failFast: parts && field(parts, 'fail-fast'),
    maxParallel: parts && field(parts, 'max-parallel'),
    permissions: readPermissions(field(mapping, 'permissions')),
    concurrency: field(mapping, 'concurrency'),
  };
  const uses = textIn(mapping, 'uses');
  if (uses !== null) {
    const secrets = field(mapping, 'secrets');
    const inherit = textIn(mapping, 'secrets') === 'inherit';
    return {
      ...job,
      kind: 'call',
      uses,
      with: field(mapping, 'with'),
      secrets: inherit ? 'inherit' : secrets,
    };
  }
  const steps = field(mapping, 'steps');
  return {
    ...job,
    kind: 'steps',
    runsOn: field(mapping, 'runs-on'),
    env: field(mapping, 'env'),
    defaults: readDefaults(mapping),
    outputs: mappingIn(mapping, 'outputs'),
    timeoutMinutes: field(mapping, 'timeout-minutes'),
    continueOnError: field(mapping, 'continue-on-error'),
    steps:
      steps !== null && isSequence(steps)
        ? [...steps].flatMap(step => (isMapping(step) ? [readStep(path, step, problems)] : []))
        : [],
  };
}

function readDefaults(mapping: MappingToken): RunDefaults {
  const run = mappingIn(mappingIn(mapping, 'defaults'), 'run');
  return {
    shell: run && field(run, 'shell'),
    workingDirectory: run && field(run, 'working-directory'),
  };
}
