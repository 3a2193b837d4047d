/** Reads what `gemini --output-format=stream-json` prints: one event a line. Recorded from version 0.61. */
import { z } from 'zod';
import { NO_USAGE, type Usage } from '../../../run/attempts/evidence.ts';
import { type AgentEnd, type AgentReader, readRecord } from '../agents/agent.ts';
import { classOf, type FailureClass, type FailureWords, failureExit } from '../agents/failure.ts';

const STATS = z.object({
  total_tokens: z.number(),
  input_tokens: z.number(),
  models: z.record(z.string(), z.object({ total_tokens: z.number() })).nullish(),
});

const EVENT = z.object({
  type: z.string(),
  role: z.string().nullish(),
  content: z.string().nullish(),
  tool_name: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  status: z.string().nullish(),
  message: z.string().nullish(),
  error: z.object({ message: z.string() }).nullish(),
  stats: STATS.nullish(),
});
type Event = z.infer<typeof EVENT>;

const NOT_AUTHENTICATED = 41;
const TURNS_USED_UP = 53;
/** Of a service's answer only the last eight bits reach the exit code. */
const STATUSES: readonly (readonly [number, FailureClass])[] = [
  [401, 'auth'],
  [403, 'auth'],
  [402, 'quota'],
  [429, 'rate-limited'],
  [503, 'rate-limited'],
];

const WORDS: FailureWords = [
  [/API key not valid|UNAUTHENTICATED|PERMISSION_DENIED/i, 'auth'],
  [/daily quota|billing/i, 'quota'],
  [/max session turns/i, 'limit'],
  [/safety|blocked|prohibited|models\/\S+ is not found/i, 'refused'],
  [/retry after|resource has been exhausted|overloaded|exhausted your capacity/i, 'rate-limited'],
];

/** What a model says comes in pieces, which need not end with a line. */
const LONGEST_PIECE = 2000;

export class GeminiReader implements AgentReader {
  readonly #hint: string;
  #said = '';
  #usage: Usage = NO_USAGE;
  #failure: string | null = null;
  #remark: string | null = null;

  constructor(hint: string) {
    this.#hint = hint;
  }

  line(text: string): string | null {
    const event = readRecord(EVENT, text);
    if (event === null) return text;
    if (event.type === 'message')
      return event.role === 'assistant' ? this.#saying(event.content ?? '') : null;
    const shown = [this.#said, this.#show(event)].filter(part => part !== null && part !== '').join('\n');
    this.#said = '';
    return shown === '' ? null : shown;
  }

  usage(): Usage {
    return this.#usage;
  }

  /** The exit code is 0 even where a filter blocked the answer. */
  judge(code: number, tail: string): AgentEnd {
    if (code === NOT_AUTHENTICATED) return this.#failed('auth', this.#failure ?? lastLine(tail));
    const failure = this.#failure;
    if (failure === null) return { exit: { kind: 'exited', code }, message: null };
    if (code === TURNS_USED_UP) return this.#failed('limit', failure);
    const told = classOf(failure, WORDS);
    const status = STATUSES.find(([each]) => each % 256 === code)?.[1];
    return this.#failed(told === 'crash' && status !== undefined ? status : told, failure);
  }

  #failed(found: FailureClass, message: string): AgentEnd {
    return { exit: failureExit(found, message, this.#hint), message: null };
  }

  #saying(piece: string): string | null {
    const said = this.#said + piece;
    const end = said.length > LONGEST_PIECE ? said.length : said.lastIndexOf('\n') + 1;
    this.#said = said.slice(end);
    return end === 0 ? null : said.slice(0, end).replace(/\n$/, '');
  }

  #show(event: Event): string | null {
    switch (event.type) {
      case 'tool_use':
        return useOf(event);
      case 'tool_result':
        return event.status === 'error' ? `failed: ${event.error?.message ?? ''}` : null;
      case 'error':
        this.#remark = event.message ?? null;
        return this.#remark;
      case 'result':
        return this.#ended(event);
      default:
        return null;
    }
  }

  #ended({ status, error, stats }: Event): string | null {
    if (stats) this.#usage = usageOf(stats);
    if (status !== 'error') return null;
    this.#failure = error ? plainly(error.message) : (this.#remark ?? 'it gave no reason');
    return error ? this.#failure : null;
  }
}

/** Thinking is billed as output and counted in the total only. */
function usageOf({ total_tokens: total, input_tokens: input, models }: z.infer<typeof STATS>): Usage {
  const used = Object.entries(models ?? {}).toSorted(([, a], [, b]) => b.total_tokens - a.total_tokens);
  const model = total === 0 ? null : (used[0]?.[0] ?? null);
  return { ...NO_USAGE, inputTokens: input, outputTokens: Math.max(0, total - input), model };
}

function useOf({ tool_name: tool, parameters }: Event): string {
  const { file_path: path, command } = parameters ?? {};
  if ((tool === 'write_file' || tool === 'replace') && typeof path === 'string') return `editing ${path}`;
  if (tool === 'run_shell_command' && typeof command === 'string') return `running ${command}`;
  return `using ${tool ?? 'a tool'}`;
}

const SERVICE_ERROR = z.object({ error: z.object({ message: z.string(), status: z.string().nullish() }) });

/** A service's answer is wrapped in `[API Error: …]`, as JSON if the program did not understand it. */
function plainly(message: string): string {
  const inner = /\[API Error: (.*)\]/s.exec(message)?.[1] ?? message;
  const answer = readRecord(SERVICE_ERROR, inner)?.error;
  if (answer === undefined) return inner;
  return answer.status ? `${answer.message} (${answer.status})` : answer.message;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
