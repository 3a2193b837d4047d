/** A Responses API on this machine that answers by a script: streamed words and calls to tools, errors, and streams without an end. */
import type { ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';
import { z } from 'zod';
import { startService } from '../loopback.ts';

export type Answer =
  | { readonly says?: string; readonly calls?: readonly string[]; readonly stop?: 'never' | 'cut' }
  | { readonly fails: { readonly code: string; readonly message: string } }
  | { readonly incomplete: string }
  | {
      readonly status: number;
      readonly error: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Asked {
  readonly model: string;
  readonly authorization: string;
  /** All that was said so far, as JSON. */
  readonly input: string;
}

/** Of each answer that is complete. */
export const ANSWER_USAGE = { input: 100, output: 10 };

const REQUEST = z.object({ model: z.string(), input: z.array(z.unknown()) });

/** The last answer of the script is repeated for ever. */
export async function startResponsesApi(
  test: TestContext,
  script: readonly Answer[],
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const url = await startService(test, ({ method, path, headers, body }, response) => {
    if (method !== 'POST' || path !== '/v1/responses') {
      response.writeHead(404).end('{}');
      return;
    }
    const { model, input } = REQUEST.parse(JSON.parse(body));
    asked.push({ model, authorization: headers.authorization ?? '', input: JSON.stringify(input) });
    const answer = script[Math.min(asked.length, script.length) - 1];
    if (answer === undefined) throw new Error('a script needs an answer');
    send(response, answer, asked.length);
  });
  return { url: `${url}/v1`, asked };
}

function send(response: ServerResponse, answer: Answer, number: number): void {
  if ('status' in answer) {
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify({ error: answer.error }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const id = `answer-${number}`;
  for (const event of eventsOf(answer, id)) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  if (!('stop' in answer) || answer.stop !== 'never') response.end();
}

interface StreamEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

function eventsOf(answer: Exclude<Answer, { status: number }>, id: string): readonly StreamEvent[] {
  const created = { type: 'response.created', response: { id } };
  if ('fails' in answer) {
    return [created, { type: 'response.failed', response: { id, status: 'failed', error: answer.fails } }];
  }
  if ('incomplete' in answer) {
    const incomplete_details = { reason: answer.incomplete };
    return [created, { type: 'response.incomplete', response: { id, incomplete_details } }];
  }
  const { says, calls = [], stop } = answer;
  const items = [
    ...(says === undefined ? [] : [words(says, id)]),
    ...calls.map((each, at) => call(each, `${id}-${at}`)),
  ];
  const streamed = items.flatMap(item => [
    { type: 'response.output_item.added', output_index: 0, item },
    { type: 'response.output_item.done', output_index: 0, item },
  ]);
  return stop === undefined ? [created, ...streamed, completed(id)] : [created, ...streamed];
}

function completed(id: string): StreamEvent {
  const { input, output } = ANSWER_USAGE;
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 40 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 4 },
    total_tokens: input + output,
  };
  return { type: 'response.completed', response: { id, usage } };
}

function words(text: string, id: string) {
  return { type: 'message', role: 'assistant', id, content: [{ type: 'output_text', text }] };
}

/** Codex offers this tool with models that it does not know. */
function call(cmd: string, id: string) {
  return { type: 'function_call', id, call_id: id, name: 'exec_command', arguments: JSON.stringify({ cmd }) };
}
