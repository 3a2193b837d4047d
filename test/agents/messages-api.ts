/**
 * A Messages API on this machine that answers by a script, for agents whose service it is: streamed answers of text and of calls to
 * tools, errors, and silence. It counts what it served.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';
import { z } from 'zod';

/** An answer, streamed, whose end never comes with `stop: 'never'`; or an error. */
export type Turn =
  | { readonly says?: string; readonly uses?: readonly ToolCall[]; readonly stop?: 'refusal' | 'never' }
  | { readonly status: number; readonly error: string; readonly message: string; readonly headers?: Headers };

export interface ToolCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Headers = Readonly<Record<string, string>>;

export interface Served {
  readonly model: string;
  /** As the program sent it. */
  readonly key: string;
  /** All that was said so far, as JSON. */
  readonly messages: string;
}

export interface MessagesApi {
  readonly url: string;
  /** What it was asked for, in order. */
  readonly served: readonly Served[];
}

/** Of each answer. */
export const ANSWER_USAGE = {
  input_tokens: 100,
  cache_creation_input_tokens: 10,
  cache_read_input_tokens: 20,
  output_tokens: 50,
};

const request = z.object({ model: z.string(), messages: z.array(z.unknown()) });

/** The last turn of the script is repeated for ever. It ends with the test. */
export async function startMessagesApi(test: TestContext, script: readonly Turn[]): Promise<MessagesApi> {
  const served: Served[] = [];
  const server = createServer((message, response) => {
    readAll(message)
      .then(body => respond({ message, body, response }))
      // The program that was cut off, or a script that does not fit: the program sees a broken service.
      .catch(() => response.destroy());
  });
  const respond = ({ message, body, response }: Exchange) => {
    if (message.method !== 'POST' || !message.url?.startsWith('/v1/messages')) {
      response.writeHead(404).end('{}');
      return;
    }
    if (message.url.startsWith('/v1/messages/count_tokens')) {
      response.writeHead(200, JSON_TYPE).end('{"input_tokens":100}');
      return;
    }
    const { model, messages } = request.parse(JSON.parse(body));
    const key = String(message.headers['x-api-key'] ?? message.headers.authorization);
    served.push({ model, key, messages: JSON.stringify(messages) });
    const turn = script[Math.min(served.length, script.length) - 1];
    if (turn === undefined) throw new Error('a script needs a turn');
    answer(response, turn, { model, number: served.length });
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  test.onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${address.port}`, served };
}

interface Exchange {
  readonly message: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

interface Asked {
  readonly model: string;
  readonly number: number;
}

function answer(response: ServerResponse, turn: Turn, asked: Asked): void {
  if ('status' in turn) {
    const error = { type: turn.error, message: turn.message };
    response.writeHead(turn.status, { ...JSON_TYPE, ...turn.headers });
    response.end(JSON.stringify({ type: 'error', error }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, fields: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  send('message_start', { message: emptyMessage(asked) });
  const { says, uses = [], stop } = turn;
  let index = 0;
  if (says !== undefined) {
    sendBlock(send, index++, { type: 'text', text: '' }, { type: 'text_delta', text: says });
  }
  for (const { name, input } of uses) {
    const block = { type: 'tool_use', id: `toolu_${asked.number}_${index}`, name, input: {} };
    sendBlock(send, index++, block, { type: 'input_json_delta', partial_json: JSON.stringify(input) });
  }
  if (stop === 'never') return;
  const reason = stop ?? (uses.length > 0 ? 'tool_use' : 'end_turn');
  send('message_delta', {
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { output_tokens: ANSWER_USAGE.output_tokens },
  });
  send('message_stop', {});
  response.end();
}

function emptyMessage({ model, number }: Asked): object {
  return {
    id: `msg_${number}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    // The real one tells a first guess here as well.
    usage: { ...ANSWER_USAGE, output_tokens: 1 },
  };
}

type Send = (type: string, fields: object) => void;

function sendBlock(send: Send, index: number, block: object, delta: object): void {
  send('content_block_start', { index, content_block: block });
  send('content_block_delta', { index, delta });
  send('content_block_stop', { index });
}
