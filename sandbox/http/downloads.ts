/** Files that the API redirects to, behind addresses nobody guesses; as with GitHub, no token is asked for there. */
import { randomUUID } from 'node:crypto';
import type { World } from '../state/world.ts';
import type { Answer } from './answer.ts';

export class Downloads {
  readonly #world: World;
  readonly #files = new Map<string, () => string | Uint8Array>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The address of a file. */
  offer(content: () => string | Uint8Array): string {
    const path = `/_downloads/${randomUUID()}`;
    this.#files.set(path, content);
    return `${this.#world.serverUrl}${path}`;
  }

  answer(path: string): Answer {
    const content = this.#files.get(path);
    if (content === undefined)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
    return { status: 200, headers: {}, body: content() };
  }
}
