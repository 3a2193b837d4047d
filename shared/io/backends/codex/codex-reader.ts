/** Reads what `codex exec --json` prints: one event a line. Recorded from version 0.169. */
import { z } from 'zod';
import { NO_USAGE, type Usage } from '../../../run/attempts/evidence.ts';
import type { BackendJob } from '../../ports.ts';
import { type AgentEnd, type AgentReader, pathInTree, readRecord } from '../agents/agent.ts';
import { classOf, type FailureWords, failureExit } from '../agents/failure.ts';

const ITEM = z.object({
  type: z.string(),
  status: z.string().nullish(),
  text: z.string().nullish(),
  message: z.string().nullish(),
  command: z.string().nullish(),
  exit_code: z.number().nullish(),
  aggregated_output: z.string().nullish(),
  changes: z.array(z.object({ path: z.string() })).nullish(),
  server: z.string().nullish(),
  tool: z.string().nullish(),
});
type Item = z.infer<typeof ITEM>;

const EVENT = z.object({
  type: z.string(),
  item: ITEM.nullish(),
  /** Of the whole attempt, cached and reasoning tokens included. */
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).nullish(),
  message: z.string().nullish(),
  error: z.object({ message: z.string() }).nullish(),
});

/** Codex prints neither the status nor the code of an error, only words of its own or of the service. */
const WORDS: FailureWords = [
  [/unexpected status 40[13]\b|Missing environment variable|refresh token|(?:log|sign) in again/i, 'auth'],
  [/quota exceeded|hit your usage limit|chatgpt plan, upgrade|status 402\b/i, 'quota'],
  [/\b429\b|rate limit|at capacity/i, 'rate-limited'],
  [/context window|max_output_tokens|budget reached/i, 'limit'],
  [/content_filter|invalid prompt|usage policy|flagged|model .*does not exist/i, 'refused'],
];

/** It goes on after these. */
const RETRYING = /^Reconnecting\.\.\./;
/** Bubblewrap's, which Codex starts every command with. */
const BLOCKED = /^bwrap: .*/;

export class CodexReader implements AgentReader {
  readonly #job: BackendJob;
  readonly #hint: string;
  #usage: Usage = NO_USAGE;
  #failure: string | null = null;
  /** What the sandbox said when it could not start a command. */
  #blocked: string | null = null;
  #didSomething = false;

  constructor(job: BackendJob, hint: string) {
    this.#job = job;
    this.#hint = hint;
  }

  line(text: string): string | null {
    const event = readRecord(EVENT, text);
    if (event === null) return text;
    const { type, item, usage, message, error } = event;
    switch (type) {
      case 'item.started':
        return item ? this.#begun(item) : null;
      case 'item.completed':
        return item ? this.#done(item) : null;
      case 'turn.completed':
        this.#failure = null;
        if (usage) {
          this.#usage = { ...NO_USAGE, inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
        }
        return null;
      case 'error':
        if (message && !RETRYING.test(message)) this.#failure = message;
        return message ?? null;
      case 'turn.failed':
        // It was told as an `error` before.
        this.#failure = error?.message ?? this.#failure ?? 'the turn failed';
        return null;
      default:
        return null;
    }
  }

  usage(): Usage {
    return this.#usage;
  }

  judge(code: number): AgentEnd {
    if (this.#failure !== null) {
      const found = classOf(this.#failure, WORDS);
      return { exit: failureExit(found, this.#failure, this.#hint), message: null };
    }
    const exit = { kind: 'exited', code } as const;
    if (this.#blocked === null) return { exit, message: null };
    const message = `Codex could not run commands: its sandbox does not work here (${this.#blocked}). ${SANDBOX_HINT}`;
    if (this.#didSomething) return { exit, message };
    return { exit: { kind: 'backend-failed', failure: 'crash', message }, message: null };
  }

  #begun({ type, command, changes, server, tool }: Item): string | null {
    switch (type) {
      case 'command_execution':
        return `running ${bare(command ?? '')}`;
      case 'file_change':
        return `editing ${(changes ?? []).map(({ path }) => pathInTree(path, this.#job)).join(', ')}`;
      case 'mcp_tool_call':
        return `using ${server ?? ''} ${tool ?? ''}`;
      default:
        return null;
    }
  }

  #done({ type, status, text, message, exit_code: code, aggregated_output: output }: Item): string | null {
    switch (type) {
      case 'command_execution': {
        const blocked = code === 0 ? null : (BLOCKED.exec(output ?? '')?.[0] ?? null);
        this.#blocked ??= blocked;
        if (blocked === null) this.#didSomething = true;
        return blocked ?? (code ? `exit code ${code}` : null);
      }
      case 'file_change':
        if (status === 'completed') this.#didSomething = true;
        return status === 'failed' ? 'the edit failed' : null;
      case 'agent_message':
        return text ?? null;
      case 'error':
        return `warning: ${message ?? ''}`;
      default:
        return null;
    }
  }
}

const SANDBOX_HINT =
  'Hint: allow unprivileged user namespaces, or, where the machine is a sandbox itself, add `args: [--sandbox, danger-full-access]`';

/** Without the shell that Codex puts around it. */
function bare(command: string): string {
  return /^\S*sh -l?c '(.*)'$/s.exec(command)?.[1] ?? command;
}
