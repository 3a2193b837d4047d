import { z } from 'zod';
import {
  type AgentDialect,
  type AgentReader,
  pathInTree,
  readRecord,
} from '../../shared/io/backends/agents/agent.ts';
import type { BackendJob } from '../../shared/io/ports.ts';
import type { Usage } from '../../shared/run/attempts/evidence.ts';

/** The lines that otter prints; others are nothing to Braid. */
const record = z.discriminatedUnion('event', [
  z.object({ event: z.literal('edit'), path: z.string() }),
  z.object({ event: z.literal('end'), input: z.number(), output: z.number(), model: z.string() }),
  z.object({ event: z.literal('error'), status: z.number(), message: z.string() }),
]);
type Otter = z.infer<typeof record>;

export const OTTER: AgentDialect = {
  usualProgram: 'otter',
  install: 'npm install --global otter',
  pin: '@1.4.0',
  keys: ['OTTER_API_KEY'],
  settings: ['OTTER_BASE_URL'],
  arguments: ({ model }, { maxTurns }) => [
    'work',
    '--json',
    ...(model === null ? [] : [`--model=${model}`]),
    ...(maxTurns === null ? [] : [`--steps=${maxTurns}`]),
  ],
  versionArguments: ['--version'],
  missingCredential: ({ OTTER_API_KEY = '' }) =>
    OTTER_API_KEY !== '' ? null : { reason: 'found no key for otter', hint: 'set OTTER_API_KEY' },
  newReader: job => newReader(job),
};

function newReader(job: BackendJob): AgentReader {
  let edits = 0;
  let last: Otter | null = null;
  return {
    line(text) {
      const news = readRecord(record, text);
      last = news ?? last;
      if (news?.event !== 'edit') return null;
      edits += 1;
      return `editing ${pathInTree(news.path, job)}`;
    },
    usage(): Usage {
      const tokens =
        last?.event === 'end'
          ? { inputTokens: last.input, outputTokens: last.output, model: last.model }
          : { inputTokens: null, outputTokens: null, model: null };
      return { ...tokens, costUsd: null, turns: edits };
    },
    judge(code) {
      if (last?.event !== 'error') return { exit: { kind: 'exited', code }, message: null };
      const { status, message } = last;
      return status === 429
        ? { exit: { kind: 'rate-limited', retryAfterMs: null }, message }
        : { exit: { kind: 'backend-failed', failure: 'crash', message }, message: null };
    },
  };
}
