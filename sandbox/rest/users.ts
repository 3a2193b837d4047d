/** The caller. */
import { json, notFound, Refused } from '../http/answer.ts';
import type { Route } from '../http/call.ts';
import type { RateLimiter } from '../http/rate.ts';
import { accountShape } from '../shapes/account.ts';

export function userRoutes(rate: RateLimiter): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/user',
      needs: { kind: 'anyone' },
      handle: ({ world, identity }) => {
        if (identity.kind !== 'user') throw new Refused(403, 'Resource not accessible by integration');
        return json(accountShape(world, identity.account));
      },
    },
    {
      method: 'GET',
      path: '/users/:login',
      needs: { kind: 'anyone' },
      handle: call => {
        const account = call.world.accounts.get(call.text('login'));
        if (account === undefined) throw notFound();
        return json(accountShape(call.world, account));
      },
    },
    {
      method: 'GET',
      path: '/rate_limit',
      needs: { kind: 'anyone' },
      handle: ({ identity }) => {
        const core = rate.status(identity);
        return json({ resources: { core }, rate: core });
      },
    },
  ];
}
