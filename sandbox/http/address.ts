/** Repositories by their id, as GitHub has all their addresses a second time, and by a name that they had before. */
import { repositoryById, type World } from '../state/world.ts';
import type { Answer } from './answer.ts';

/** No repository can be called so. */
const NONE = '-/-';

/** `/repositories/1234/labels` is `/repos/owner/name/labels`. */
export function byName(world: World, path: string): string {
  const [start, id] = /^\/repositories\/(\d+)(?=\/|$)/.exec(path) ?? [];
  if (start === undefined) return path;
  return `/repos/${repositoryById(world, Number(id))?.fullName ?? NONE}${path.slice(start.length)}`;
}

/** Where to go on; null: it is called so, or nothing ever was. */
export function moved(
  { repositories, formerNames, apiUrl }: World,
  { method, path, search }: { readonly method: string; readonly path: string; readonly search: string },
): Answer | null {
  const [start = '', name = ''] = /^\/repos\/([^/]+\/[^/]+)(?=\/|$)/.exec(path.toLowerCase()) ?? [];
  const id = formerNames.get(name);
  if (id === undefined || repositories.has(name)) return null;
  const location = `${apiUrl}/repositories/${id}${path.slice(start.length)}${search}`;
  return {
    status: method === 'GET' ? 301 : 307,
    headers: { location },
    body: { message: 'Moved Permanently', url: location },
  };
}
