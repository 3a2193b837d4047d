/** The lines that Claude Code prints, as far as Braid reads them. Kinds that are not listed are nothing to it. */
import { z } from 'zod';
import { MOST_USD } from '../../../run/attempts/evidence.ts';

const text = z.string().nullish().catch(null);
const amount = z.number().min(0).nullish().catch(null);
/** Of tokens. */
const count = z.number().min(0).catch(0).default(0);

const block = z.object({ type: z.string(), text, name: text, input: z.unknown().optional() });

/** One block of an answer a line; the blocks of one answer have its `id` in common. */
const assistant = z.object({
  type: z.literal('assistant'),
  message: z.object({
    id: z.string(),
    model: text,
    content: z.array(block).catch([]),
    usage: z
      .object({
        input_tokens: count,
        /** Of the answer's beginning: the number at its end is in the result alone. */
        output_tokens: count,
        cache_creation_input_tokens: count,
        cache_read_input_tokens: count,
      })
      .nullish()
      .catch(null),
  }),
  /** Why the service did not answer: the message's text is the program's own. */
  error: text,
});

const system = z.object({
  type: z.literal('system'),
  subtype: text,
  tool_name: text,
  error_status: amount,
  retry_delay_ms: amount,
});

/** Of a subscription. */
const rateLimit = z.object({
  type: z.literal('rate_limit_event'),
  rate_limit_info: z.object({
    status: text,
    /** In seconds since 1970. */
    resetsAt: amount,
  }),
});

const result = z.object({
  type: z.literal('result'),
  subtype: text,
  is_error: z.boolean().catch(true),
  result: text,
  errors: z.array(z.string()).nullish().catch(null),
  stop_reason: text,
  api_error_status: amount,
  total_cost_usd: z.number().min(0).max(MOST_USD).nullish().catch(null),
  /** With what subagents used, unlike `usage`. */
  modelUsage: z
    .record(
      z.string(),
      z.object({
        inputTokens: count,
        outputTokens: count,
        cacheReadInputTokens: count,
        cacheCreationInputTokens: count,
      }),
    )
    .nullish()
    .catch(null),
  permission_denials: z
    .array(z.object({ tool_name: z.string() }))
    .nullish()
    .catch(null),
});

export const claudeRecord = z.discriminatedUnion('type', [assistant, system, rateLimit, result]);

export type ClaudeAnswer = z.infer<typeof assistant>;
export type ClaudeNews = z.infer<typeof system>;
export type ClaudeResult = z.infer<typeof result>;

/** What a tool was asked to do, of the tools that Braid has words for. */
export const toolInput = z.object({
  file_path: text,
  notebook_path: text,
  command: text,
  pattern: text,
  description: text,
});
