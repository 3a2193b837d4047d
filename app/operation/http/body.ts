/** The body of a request, as the bytes that came, and never more of them than the limit. */
import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too large' }
  /** The client went away. */
  | { readonly kind: 'cut off' };

/** For so long what comes after a refusal is read and thrown away, so that the client can read the answer. */
const PATIENCE_MS = 2_000;

export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return refuse(request);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Left by hand below: to leave the loop would end the connection before the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > limit) return refuse(request);
      chunks.push(bytes);
    }
  } catch {
    return { kind: 'cut off' };
  }
  return { kind: 'whole', bytes: Buffer.concat(chunks) };
}

function refuse(request: IncomingMessage): Body {
  const timer = setTimeout(() => request.socket.destroy(), PATIENCE_MS).unref();
  request.once('close', () => clearTimeout(timer));
  request.resume();
  return { kind: 'too large' };
}
