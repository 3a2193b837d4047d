/** The example of the documents is a backend: it does what every backend must do. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { agentBackend } from '../../shared/io/backends/agents/agent.ts';
import { block, page } from '../docs/book.ts';
import { backendContract } from '../process/backend-contract.ts';
import { OTTER } from './example-dialect.ts';
import { AGENT_CONFIG, KEY } from './workplace.ts';

const folder = mkdtempSync(join(tmpdir(), 'braid-example-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

backendContract('the example', {
  make: (line, { passEnv, outside }) => {
    const program = join(folder, 'otter');
    writeFileSync(program, `#!/bin/sh\n${line}\n`);
    chmodSync(program, 0o755);
    return agentBackend('otter', { ...AGENT_CONFIG, kind: 'codex', program, passEnv }, OTTER, outside);
  },
  ownEnvironment: ['OTTER_API_KEY'],
  credentials: { OTTER_API_KEY: KEY },
  rateLimited: `echo '{"event":"error","status":429,"message":"slow"}'; exit 1`,
  used: {
    line: `echo '{"event":"end","input":1000,"output":20,"model":"large-2"}'`,
    usage: { costUsd: null, inputTokens: 1000, outputTokens: 20, turns: 0, model: 'large-2' },
  },
});

test('the page shows this example', () => {
  const source = readFileSync(join(import.meta.dirname, 'example-dialect.ts'), 'utf8')
    .replaceAll('../../shared/io/backends/', './')
    .replaceAll('../../shared/io/', '../')
    .replaceAll('../../shared/', '../../');
  expect(block(page('docs/backends.md'), 'test: dialect')).toBe(source);
});
