/** A server on the loopback with handlers of the App, as Probot asks them: one after another, until one says that it is theirs. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Handler } from '../../../app/http/answer.ts';

export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

/** The handlers may want to know where they are. */
export async function listen(handlersAt: (url: string) => readonly Handler[]): Promise<Listening> {
  let handlers: readonly Handler[] = [];
  const server = createServer(async (request, response) => {
    for (const handler of handlers) if (await handler(request, response)) return;
    response.writeHead(404, { 'content-type': 'text/plain' }).end('nobody’s');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  handlers = handlersAt(url);
  return {
    url,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
