/**
 * A Messages API on this machine that answers by a script, for agents whose service it is: streamed answers of text and of calls to
 * tools, errors, and silence. It keeps an account of what it served.
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

export interface Asked {
  /** 1 for the first request. */
  readonly number: number;
  readonly model: string;
  /** As the program sent it. */
  readonly key: string;
  /** All that was said so far, as JSON. */
  readonly messages: string;
  /** The same for all requests of one start of the program. */
  readonly session: string;
  /** In milliseconds of this process. */
  readonly from: number;
}

export interface Served extends Asked {
  /** What it was answered; null: it still waits for that. */
  turn: Turn | null;
  /** When the answer was over, or the program was gone; null: neither. */
  until: number | null;
}

/** One answer after another, of which the last is repeated for ever; or whatever a request is worth, sooner or later. */
export type Script = readonly Turn[] | ((asked: Asked) => Turn | Promise<Turn>);

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

/** It ends with the test. */
export async function startMessagesApi(test: TestContext, script: Script): Promise<MessagesApi> {
  const served: Served[] = [];
  const server = createServer((message, response) => {
    readAll(message)
      .then(body => respond({ message, body, response }))
      // The program that was cut off, or a script that does not fit: the program sees a broken service.
      .catch(() => response.destroy());
  });
  const respond = async ({ message, body, response }: Exchange) => {
    if (message.method !== 'POST' || !message.url?.startsWith('/v1/messages')) {
      response.writeHead(404).end('{}');
      return;
    }
    if (message.url.startsWith('/v1/messages/count_tokens')) {
      response.writeHead(200, JSON_TYPE).end('{"input_tokens":100}');
      return;
    }
    const one: Served = { ...askedOf(message, body, served.length + 1), turn: null, until: null };
    served.push(one);
    response.once('close', () => {
      one.until = performance.now();
    });
    one.turn = await turnOf(script, one);
    answer(response, one.turn, one);
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

function askedOf({ headers }: IncomingMessage, body: string, number: number): Asked {
  const { model, messages } = request.parse(JSON.parse(body));
  return {
    number,
    model,
    key: String(headers['x-api-key'] ?? headers.authorization),
    messages: JSON.stringify(messages),
    session: String(headers['x-claude-code-session-id']),
    from: performance.now(),
  };
}

async function turnOf(script: Script, asked: Asked): Promise<Turn> {
  if (typeof script === 'function') return script(asked);
  const turn = script[Math.min(asked.number, script.length) - 1];
  if (turn === undefined) throw new Error('a script needs a turn');
  return turn;
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

function emptyMessage({ model, number }: Pick<Asked, 'model' | 'number'>): object {
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
