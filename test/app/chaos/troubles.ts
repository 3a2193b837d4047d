/** What goes wrong at GitHub: any answer may be an error, a limit, a connection that breaks, or none. */
import { type Fault, secondaryLimit, serverError, tooManyRequests } from '../../../sandbox/http/faults.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { Dice } from './seeds.ts';

/** What the App asks of GitHub, not the jobs: what jobs do when they fail is told elsewhere. */
const API = /^\/api\/v3\//;
const CALLS = /^\/api\/v3\/|git-receive-pack/;
const FAULTS = 12;

export function disturbGitHub({ faults }: Sandbox, dice: Dice): void {
  for (let fault = 0; fault < FAULTS; fault++) {
    const when = dice.oneOf<'before' | 'after'>(['before', 'after']);
    const skip = dice.below(100);
    // git waits for a minute where nothing comes.
    if (dice.below(6) === 0) faults.add({ path: API, skip, fault: { kind: 'silence', when } });
    else
      faults.add({
        ...{ path: CALLS, skip },
        fault: dice.oneOf<Fault>([
          serverError(dice.oneOf([500, 502, 503, 504])),
          secondaryLimit(1),
          tooManyRequests(1),
          { kind: 'hang-up', when },
        ]),
      });
  }
}
