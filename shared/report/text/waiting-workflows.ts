/** Workflows of a pull request that GitHub holds, since a job's own token has moved its head. */
import { some } from '../units.ts';

const NAMED = 3;

/** Files in `.github/workflows`. A remark of a run. */
export function waitingWorkflows(names: readonly string[]): string {
  const named = some(
    names.map(name => `\`${name}\``),
    NAMED,
  );
  const [verb, them] = names.length === 1 ? ['waits', 'it'] : ['wait', 'them'];
  return `${named} ${verb} for approval, since the job's own token has landed: approve the waiting workflows on the pull request. Hint: with the secret BRAID_LANDING_TOKEN GitHub starts ${them} by itself`;
}
