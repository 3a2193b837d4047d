/** A service on this machine for one test: JSON requests in, whatever the test says out. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Its address. It ends with the test, and with it every answer that is still open. */
export async function startService(
  test: TestContext,
  answer: (request: Request, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((message, response) => {
    void readAll(message).then(body => {
      const { method = '', url: path = '', headers } = message;
      answer({ method, path, headers, body }, response);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  test.onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${address.port}`;
}

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
