/** The App's server on the loopback, with some of its handlers. */
import type { Handler } from '../../../app/http/answer.ts';
import { openLog } from '../../../app/operation/log.ts';
import { startServer } from '../../../app/server.ts';

export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

/** The handlers may want to know where they are. */
export async function listen(handlersAt: (url: string) => readonly Handler[]): Promise<Listening> {
  const handlers: Handler[] = [];
  const log = openLog({ level: 'silent', secrets: [] });
  const server = await startServer({
    ...{ host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', handlers, log },
  });
  const url = `http://127.0.0.1:${server.port}`;
  handlers.push(...handlersAt(url));
  return { url, stop: () => server.close(AbortSignal.abort()) };
}
