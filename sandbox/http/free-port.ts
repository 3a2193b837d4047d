/** A port of the loopback for a process that must be told one: it is free now, and likely still is when that listens. */
import { createServer } from 'node:net';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise(closed => server.close(closed));
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
