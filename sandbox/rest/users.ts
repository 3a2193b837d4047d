/** The caller. */
import { z } from 'zod';
import { causeOf } from '../changes/cause.ts';
import { json, notFound, Refused } from '../http/answer.ts';
import type { Route } from '../http/call.ts';
import type { RateLimiter } from '../http/rate.ts';
import { accountShape } from '../shapes/account.ts';

const Query = z.object({ query: z.string() });

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
      // The one question that only GraphQL answers for every kind of token; no other is known.
      method: 'POST',
      path: '/api/graphql',
      needs: { kind: 'anyone' },
      handle: call => {
        const { query } = call.read(Query);
        if (!/^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query))
          throw new Refused(501, `the sandbox does not know this query: ${query}`);
        return json({ data: { viewer: { login: causeOf(call.identity).account.login } } });
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
