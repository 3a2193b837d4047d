/** A small JSON body of a request, within limits of size and time. */
import type { IncomingMessage } from 'node:http';

export const MOST_BYTES = 64 * 1024;
/** For all of it: who sends slower holds a connection for nothing. */
const LONGEST_MS = 10_000;

export type Body =
  /** `undefined`: there was none. */
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'wrong-type'; readonly found: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'not-json'; readonly problem: string };

export async function readJson(request: IncomingMessage, longestMs = LONGEST_MS): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > MOST_BYTES) return { kind: 'too-large' };
  const bytes = await readBytes(request, longestMs);
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (bytes.length === 0) return { kind: 'read', value: undefined };
  const type = request.headers['content-type'] ?? '';
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type) || coding !== 'identity')
    return { kind: 'wrong-type', found: coding === 'identity' ? type : `${type}, ${coding}` };
  try {
    return { kind: 'read', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    return { kind: 'not-json', problem: error instanceof Error ? error.message : 'it cannot be read' };
  }
}

function readBytes(request: IncomingMessage, longestMs: number): Promise<Buffer | Body> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => done({ kind: 'too-slow' }), longestMs);
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BYTES) done({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    const end = () => done(Buffer.concat(chunks));
    // Who hangs up gets no answer, whatever it is.
    const fail = () => done({ kind: 'too-slow' });
    const done = (result: Buffer | Body) => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', fail).pause();
      resolve(result);
    };
    request.on('data', take).on('end', end).on('error', fail);
  });
}
