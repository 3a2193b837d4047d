import type { Account } from '../state/account.ts';
import type { Cause } from '../state/happening.ts';
import type { Identity } from '../state/identity.ts';

export function person(account: Account): Cause {
  return { account, byJob: false };
}

/** Of somebody who was let through to a change, so that an anonymous one is a fault of the sandbox. */
export function causeOf(identity: Identity): Cause {
  switch (identity.kind) {
    case 'user':
    case 'installation':
      return { account: identity.account, byJob: false };
    case 'job':
      return { account: identity.account, byJob: true };
    case 'app':
      return { account: identity.app.bot, byJob: false };
    case 'anonymous':
      throw new Error('An anonymous request was let through to a change');
  }
}
