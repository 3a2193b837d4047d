/** An attempt of Codex's own program against a scripted service. `.ci/agents` installs it and names it by BRAID_TEST_CODEX. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import type { AgentBackendConfig } from '../../../shared/plan/config.ts';
import { NO_USAGE } from '../../../shared/run/attempts/evidence.ts';
import { KEY, makeWorkplace, type WorkOptions, type Workplace } from '../workplace.ts';
import { ANSWER_USAGE, type Answer, startResponsesApi } from './responses-api.ts';

export const PROGRAM = process.env.BRAID_TEST_CODEX ?? null;
/** One that Codex does not know: the tools that it offers with it are few and lasting. */
export const MODEL = 'scripted-1';

/** What its sandbox is built on. */
export const NAMESPACES = spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
const SANDBOX = NAMESPACES ? [] : ['--sandbox', 'danger-full-access'];

export interface Options extends Omit<WorkOptions, 'outside'> {
  readonly config?: Partial<AgentBackendConfig>;
  readonly outside?: Readonly<Record<string, string>>;
  readonly before?: (place: Workplace) => void;
  readonly program?: (place: Workplace) => string;
}

export async function work(context: TestContext, script: readonly Answer[], options: Options = {}) {
  const { config = {}, outside = { OPENAI_API_KEY: KEY }, job, before, program, ...more } = options;
  const place = makeWorkplace(context);
  const api = await startResponsesApi(context, script);
  before?.(place);
  const address = ['-c', `model_providers.braid.base_url="${api.url}"`];
  const args = [...address, ...(config.args ?? SANDBOX)];
  const outcome = await place.run(
    { kind: 'codex', program: program?.(place) ?? PROGRAM, passEnv: ['GITHUB_TOKEN'], ...config, args },
    { outside: { GITHUB_TOKEN: 'never', ...outside }, ...more, job: { model: MODEL, ...job } },
  );
  const log = readFileSync(place.log, 'utf8');
  context.expect(log).not.toContain(KEY);
  context.expect(place.left()).toEqual([]);
  return { ...outcome, place, api, log };
}

/** Of so many answers. It tells no cost, no turns and no model. */
export const served = (answers: number) => ({
  ...NO_USAGE,
  inputTokens: answers * ANSWER_USAGE.input,
  outputTokens: answers * ANSWER_USAGE.output,
});
