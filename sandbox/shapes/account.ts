import type { Account } from '../state/account.ts';
import type { World } from '../state/world.ts';
import type { Shape } from './schema.ts';

export function accountShape(world: World, account: Account): Shape<'simple-user'> {
  return {
    id: account.id,
    node_id: `U_${account.id}`,
    login: account.login,
    type: account.kind,
    site_admin: false,
    avatar_url: `${world.serverUrl}/avatars/${account.id}`,
    url: `${world.apiUrl}/users/${account.login}`,
    html_url: `${world.serverUrl}/${account.login}`,
  };
}
