/** A Gemini API on this machine that answers by a script: words and calls to tools, errors, and streams without an end. */
import type { ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';
import { startService } from '../loopback.ts';

export type Answer =
  | { readonly says?: string; readonly calls?: readonly ToolCall[]; readonly stop?: 'SAFETY' | 'never' }
  | { readonly status: number; readonly error: Readonly<Record<string, unknown>> };

export interface ToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly path: string;
  readonly key: string;
  readonly body: string;
}

/** Of each answer. Thinking is counted in the total only. */
export const ANSWER_USAGE = { input: 100, said: 10, thought: 4 };
export const MODEL_VERSION = 'gemini-scripted-001';

/** The last answer of the script is repeated for ever. */
export async function startGenerateContentApi(
  test: TestContext,
  script: readonly Answer[],
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const url = await startService(test, ({ path, headers, body }, response) => {
    asked.push({ path, key: String(headers['x-goog-api-key']), body });
    const answer = script[Math.min(asked.length, script.length) - 1];
    if (answer === undefined) throw new Error('a script needs an answer');
    send(response, answer);
  });
  return { url, asked };
}

function send(response: ServerResponse, answer: Answer): void {
  if ('status' in answer) {
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: answer.status, ...answer.error } }));
    return;
  }
  const { says, calls = [], stop } = answer;
  const parts = [
    ...(says === undefined ? [] : [{ text: says }]),
    ...calls.map(functionCall => ({ functionCall })),
  ];
  const { input, said, thought } = ANSWER_USAGE;
  const chunk = {
    candidates: [
      { content: { role: 'model', parts }, finishReason: stop === 'SAFETY' ? stop : 'STOP', index: 0 },
    ],
    usageMetadata: {
      promptTokenCount: input,
      candidatesTokenCount: said,
      thoughtsTokenCount: thought,
      totalTokenCount: input + said + thought,
    },
    modelVersion: MODEL_VERSION,
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  if (stop !== 'never') response.end();
}
