/** Starts the workflow run that a run goes on in. */
import type { RunId } from '../../plan/plan.ts';
import type { Started } from '../../run/state.ts';
import type { Hop } from '../handover/hop.ts';
import { readRefs } from '../journal/ref-transaction.ts';
import { journalRef } from '../journal/run-refs.ts';
import type { Clone } from '../remote/clone.ts';
import type { Desk } from './desk.ts';
import { legsOf } from './legs.ts';
import { hopTitle } from './others.ts';

export interface HopDispatch {
  readonly clone: Clone;
  readonly desk: Desk;
  readonly state: Started;
  readonly hop: Hop;
  /** What changes workflows can be pushed; absent: it cannot. */
  readonly changesWorkflows?: boolean;
}

export async function dispatchHop(dispatch: HopDispatch): Promise<void> {
  const { clone, desk, state, hop, changesWorkflows = false } = dispatch;
  const { run, origin } = state;
  if (origin === null) throw new Error(`run \`${run}\` was not started on GitHub`);
  const version = await versionOf(clone, run);
  await desk.dispatch({
    workflow: origin.workflow,
    branch: origin.defaultBranch,
    title: hopTitle(run, version),
    inputs: {
      ...hopInputs(state, hop, version),
      // Their jobs must not hold the token that this depends on.
      'changes-workflows': String(changesWorkflows),
    },
  });
}

/** As the workflow file's inputs are called. */
export function hopInputs(state: Started, hop: Hop, version: string): Readonly<Record<string, string>> {
  return {
    run: state.run,
    hop: version,
    matrix: JSON.stringify(hop.tasks),
    'at-once': String(hop.atOnce),
    legs: JSON.stringify(legsOf(hop)),
    base: state.integration.head.commit,
  };
}

/** Which state of the run a workflow run goes on with. */
async function versionOf({ repository }: Clone, run: RunId): Promise<string> {
  const ref = journalRef(run);
  return (await readRefs(repository.git, [ref])).get(ref)?.commit.slice(0, 12) ?? '';
}
