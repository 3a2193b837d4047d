/** Claude Code's own program at work on a script. It is installed by `.ci/agents`, which names it by BRAID_TEST_CLAUDE. */
import { readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import type { AgentBackendConfig } from '../../../shared/plan/config.ts';
import { startMessagesApi, type Turn } from '../messages-api.ts';
import { KEY, makeWorkplace, type WorkOptions } from '../workplace.ts';

/** Null: it is not installed. */
export const PROGRAM = process.env.BRAID_TEST_CLAUDE ?? null;
export const MODEL = 'claude-sonnet-4-5';

interface Options extends Omit<WorkOptions, 'outside'> {
  readonly config?: Partial<AgentBackendConfig>;
  /** Of the program itself. */
  readonly retries?: number;
  readonly keyVariable?: string;
}

/** A script may need to know the tree. */
type Script = readonly Turn[] | ((tree: string) => readonly Turn[]);

/** Whatever happens, its key is nowhere in the log, and nothing of it runs. */
export async function work(context: TestContext, script: Script, options: Options = {}) {
  const { config = {}, retries = 0, keyVariable = 'ANTHROPIC_API_KEY', job, ...more } = options;
  const place = makeWorkplace(context);
  const api = await startMessagesApi(context, typeof script === 'function' ? script(place.tree) : script);
  const outcome = await place.run(
    {
      kind: 'claude-code',
      program: PROGRAM,
      passEnv: ['CLAUDE_CODE_MAX_RETRIES', 'GITHUB_TOKEN'],
      ...config,
    },
    {
      outside: {
        ANTHROPIC_BASE_URL: api.url,
        [keyVariable]: KEY,
        CLAUDE_CODE_MAX_RETRIES: String(retries),
        GITHUB_TOKEN: 'never',
      },
      ...more,
      job: { model: MODEL, ...job },
    },
  );
  const log = readFileSync(place.log, 'utf8');
  context.expect(log).not.toContain(KEY);
  context.expect(place.left()).toEqual([]);
  return { ...outcome, place, api, log };
}
