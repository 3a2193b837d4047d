/** What a run says of workflows that wait for a person. */
import { expect, test } from 'vitest';
import { waitingWorkflows } from '../../shared/report/text/waiting-workflows.ts';

test('says which wait, why, what to do, and what makes it go away', () => {
  expect(waitingWorkflows(['ci.yml'])).toBe(
    "`ci.yml` waits for approval, since the job's own token has landed: approve the waiting workflows on the pull request. Hint: with the secret BRAID_LANDING_TOKEN GitHub starts it by itself",
  );
  expect(waitingWorkflows(['a.yml', 'b.yml', 'c.yml', 'd.yml', 'e.yml'])).toMatch(
    /^`a\.yml`, `b\.yml`, `c\.yml` and 2 more wait .* starts them by itself$/,
  );
});
