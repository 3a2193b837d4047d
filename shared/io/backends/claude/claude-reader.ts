/** Reads what Claude Code prints: words for people as it works, what it used, and how it ended. */
import type { Exit, Usage } from '../../../run/attempts/evidence.ts';
import type { BackendJob } from '../../ports.ts';
import { type AgentEnd, type AgentReader, pathInTree, readRecord } from '../agents/agent.ts';
import { claudeExit, denials } from './claude-exit.ts';
import {
  type ClaudeAnswer,
  type ClaudeNews,
  type ClaudeResult,
  claudeRecord,
  toolInput,
} from './claude-record.ts';

/** A token of English or of code has about so many characters. */
const CHARACTERS_A_TOKEN = 4;

interface Answer {
  readonly input: number;
  output: number;
  characters: number;
}

export class ClaudeReader implements AgentReader {
  readonly #job: BackendJob;
  readonly #answers = new Map<string, Answer>();
  #model: string | null = null;
  #result: ClaudeResult | null = null;
  #error: string | null = null;
  #retryDelayMs: number | null = null;
  #resetsAt: number | null = null;

  constructor(job: BackendJob) {
    this.#job = job;
  }

  line(text: string): string | null {
    const record = readRecord(claudeRecord, text);
    switch (record?.type) {
      case 'assistant':
        this.#count(record);
        return wordsOf(record, this.#job);
      case 'system':
        return this.#news(record);
      case 'rate_limit_event':
        this.#resetsAt = record.rate_limit_info.resetsAt ?? null;
        return null;
      case 'result':
        this.#result = record;
        return null;
      case undefined:
        return null;
    }
  }

  /**
   * Input counts what was read from the cache and written to it. Turns are answers of the model: `num_turns` of the program
   * counts results of tools. Without a result, output is estimated from what was seen, and the cost is not known.
   */
  usage(): Usage {
    const turns = this.#answers.size;
    if (this.#result?.modelUsage == null) return { ...this.#soFar(), turns };
    const models = Object.entries(this.#result.modelUsage);
    const total = { costUsd: this.#result.total_cost_usd ?? null, inputTokens: 0, outputTokens: 0 };
    for (const [, { inputTokens, outputTokens, cacheReadInputTokens, cacheCreationInputTokens }] of models) {
      total.inputTokens += inputTokens + cacheReadInputTokens + cacheCreationInputTokens;
      total.outputTokens += outputTokens;
    }
    const most = models.sort(([, one], [, other]) => other.outputTokens - one.outputTokens)[0];
    return { ...total, turns, model: most?.[0] ?? this.#model };
  }

  judge(code: number): AgentEnd {
    const exit: Exit = claudeExit(code, {
      result: this.#result,
      error: this.#error,
      retryDelayMs: this.#retryDelayMs,
      resetsInMs: this.#resetsAt === null ? null : this.#resetsAt * 1000 - Date.now(),
    });
    return { exit, message: this.#result === null ? null : denials(this.#result) };
  }

  #soFar(): Usage {
    const answers = [...this.#answers.values()];
    const output = ({ output: told, characters }: Answer) =>
      Math.max(told, Math.ceil(characters / CHARACTERS_A_TOKEN));
    const sum = (of: (answer: Answer) => number) =>
      answers.length === 0 ? null : answers.reduce((all, answer) => all + of(answer), 0);
    return {
      costUsd: null,
      inputTokens: sum(answer => answer.input),
      outputTokens: sum(output),
      turns: null,
      model: this.#model,
    };
  }

  #count({ message, error }: ClaudeAnswer): void {
    this.#error = error ?? null;
    if (this.#error !== null) return;
    const { id, model, content, usage } = message;
    this.#model = model ?? this.#model;
    const before = this.#answers.get(id) ?? {
      input:
        (usage?.input_tokens ?? 0) +
        (usage?.cache_creation_input_tokens ?? 0) +
        (usage?.cache_read_input_tokens ?? 0),
      output: 0,
      characters: 0,
    };
    before.output = usage?.output_tokens ?? 0;
    for (const { text, input } of content) before.characters += (text ?? JSON.stringify(input ?? '')).length;
    this.#answers.set(id, before);
  }

  #news({ subtype, tool_name, error_status, retry_delay_ms }: ClaudeNews): string | null {
    switch (subtype) {
      case 'api_retry':
        this.#retryDelayMs = retry_delay_ms ?? null;
        return `the service answered ${error_status ?? 'nothing'}, asking again in ${((retry_delay_ms ?? 0) / 1000).toFixed(0)} s`;
      case 'permission_denied':
        return `not allowed: ${tool_name ?? 'a tool'}`;
      default:
        return null;
    }
  }
}

function wordsOf({ message }: ClaudeAnswer, job: BackendJob): string | null {
  const lines = message.content.flatMap(({ type, text, name, input }) => {
    if (type === 'text') return text?.trim() ? [text.trim()] : [];
    return type === 'tool_use' ? [toolWords(name ?? 'a tool', input, job)] : [];
  });
  return lines.length === 0 ? null : lines.join('\n');
}

function toolWords(name: string, input: unknown, job: BackendJob): string {
  const { file_path, notebook_path, command, pattern, description } = toolInput.safeParse(input).data ?? {};
  const path = pathInTree(file_path ?? notebook_path ?? 'a file', job);
  switch (name) {
    case 'Edit':
    case 'MultiEdit':
    case 'NotebookEdit':
      return `editing ${path}`;
    case 'Write':
      return `writing ${path}`;
    case 'Read':
      return `reading ${path}`;
    case 'Bash':
      return `running ${(command ?? '').trim().split('\n')[0]}`;
    case 'Grep':
    case 'Glob':
      return `searching for ${pattern ?? 'something'}`;
    default:
      return `using ${name}${description == null ? '' : `: ${description}`}`;
  }
}
