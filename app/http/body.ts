/** The body of a request, within limits of size and time. */
import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  /** Others hold all that there is. */
  | { readonly kind: 'no-room' }
  /** The client went away: nobody is there to be told. */
  | { readonly kind: 'cut-off' };

export type JsonBody =
  /** `undefined`: there was none. */
  | { readonly kind: 'read'; readonly value: unknown }
  | Exclude<Body, { kind: 'whole' | 'no-room' }>
  | { readonly kind: 'wrong-type'; readonly found: string }
  | { readonly kind: 'not-json'; readonly problem: string };

/** Of what programs ask for. */
export const MOST_JSON_BYTES = 64 * 1024;
/** For all of it: who sends slower holds a connection for nothing. */
const LONGEST_MS = 10_000;

/** So many bytes the bodies that are read at one time may have together. */
export class BodyRoom {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** False: there are not so many. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

export interface BodyLimits {
  /** Bytes. */
  readonly most: number;
  /** Whoever reads a whole body gives its bytes back when they are needed no more. */
  readonly room?: BodyRoom;
}

/** The rest of one that is refused stays where it is: `send` deals with it. */
export function readBody(request: IncomingMessage, { most, room }: BodyLimits): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve({ kind: 'too-large' });
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => done({ kind: 'too-slow' }), LONGEST_MS);
    const take = (chunk: Buffer) => {
      if (size + chunk.length > most) return done({ kind: 'too-large' });
      if (room?.take(chunk.length) === false) return done({ kind: 'no-room' });
      size += chunk.length;
      chunks.push(chunk);
    };
    const end = () => done({ kind: 'whole', bytes: Buffer.concat(chunks) });
    const fail = () => done({ kind: 'cut-off' });
    const done = (body: Body) => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', fail).pause();
      if (body.kind !== 'whole') room?.giveBack(size);
      resolve(body);
    };
    request.on('data', take).on('end', end).on('error', fail);
  });
}

export async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const body = await readBody(request, { most: MOST_JSON_BYTES });
  if (body.kind === 'no-room') throw new Error('expected no limit for all of them together');
  if (body.kind !== 'whole') return body;
  if (body.bytes.length === 0) return { kind: 'read', value: undefined };
  const type = request.headers['content-type'] ?? '';
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type) || coding !== 'identity')
    return { kind: 'wrong-type', found: coding === 'identity' ? type : `${type}, ${coding}` };
  try {
    return { kind: 'read', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body.bytes)) };
  } catch (error) {
    return { kind: 'not-json', problem: error instanceof Error ? error.message : 'it cannot be read' };
  }
}
