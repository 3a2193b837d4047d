/** What every backend must do, by stand-ins for the programs of Codex and Gemini CLI, which run the last of their arguments. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import { NO_USAGE } from '../../shared/run/attempts/evidence.ts';
import { type BackendUnderTest, backendContract } from '../process/backend-contract.ts';
import { jobIn } from './job.ts';
import { AGENT_CONFIG } from './workplace.ts';

const STAND_IN = `#!/bin/sh
for last do :; done
[ "$last" != --version ] || exec echo stand-in 1.2.3
exec sh -c "$last"
`;

const folder = mkdtempSync(join(tmpdir(), 'braid-stand-in-'));
const program = join(folder, 'stand-in');
writeFileSync(program, STAND_IN, { mode: 0o755 });
afterAll(() => rmSync(folder, { recursive: true }));

const make =
  (kind: 'codex' | 'gemini-cli'): BackendUnderTest['make'] =>
  (line, { passEnv, outside }) =>
    makeBackend('bot', { ...AGENT_CONFIG, kind, program, args: [line], passEnv }, outside);

const print = (event: object) => `echo '${JSON.stringify(event)}'`;

backendContract('codex', {
  make: make('codex'),
  credentials: { CODEX_API_KEY: 'a-key-for-codex-alone' },
  ownEnvironment: ['CODEX_API_KEY', 'CODEX_HOME'],
  rateLimited: `${print({ type: 'turn.failed', error: { message: 'last status: 429 Too Many Requests' } })}; exit 1`,
  used: {
    line: print({ type: 'turn.completed', usage: { input_tokens: 1000, output_tokens: 20 } }),
    usage: { ...NO_USAGE, inputTokens: 1000, outputTokens: 20 },
  },
});

const slowDown = { message: '[API Error: Resource has been exhausted]' };

backendContract('gemini-cli', {
  make: make('gemini-cli'),
  credentials: { GEMINI_API_KEY: 'a-key-for-gemini-alone' },
  ownEnvironment: ['GEMINI_API_KEY', 'GEMINI_CLI_HOME', 'GEMINI_CLI_TRUST_WORKSPACE'],
  rateLimited: `${print({ type: 'result', status: 'error', error: slowDown })}; exit 173`,
  used: {
    line: print({
      type: 'result',
      status: 'success',
      stats: { total_tokens: 1020, input_tokens: 1000, models: { 'large-2': { total_tokens: 1020 } } },
    }),
    usage: { ...NO_USAGE, inputTokens: 1000, outputTokens: 20, model: 'large-2' },
  },
});

test('an attempt for which no home can be made does not start', async () => {
  const { files, ...job } = jobIn(folder);
  const backend = make('codex')('true', { passEnv: [], outside: { PATH: '/bin', CODEX_API_KEY: 'key' } });
  const { exit } = await backend.run({ ...job, files: { ...files, result: '/dev/null/result' } });
  expect(exit).toEqual({ kind: 'not-started', message: expect.stringMatching(/ENOTDIR|EEXIST/) });
});
