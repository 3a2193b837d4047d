/** Agents as backends, with a stand-in for the program: what every backend must do, and what all agents have in common. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import type { AgentBackendConfig } from '../../shared/plan/config.ts';
import { backendContract } from '../process/backend-contract.ts';
import { PATH } from '../process/rig.ts';
import { AGENT_CONFIG, KEY, makeWorkplace } from './workplace.ts';

const folder = mkdtempSync(join(tmpdir(), 'braid-agents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** A program that runs the line, and then prints `result` if the line ended well and printed none. */
function standIn(line: string, result: string): string {
  const program = join(folder, `program-${++made}`);
  const rest = line.includes('"result"') ? '' : `[ $code = 0 ] && echo '${result}'\n`;
  writeFileSync(program, `#!/bin/sh\n( ${line}\n)\ncode=$?\n${rest}exit $code\n`);
  chmodSync(program, 0o755);
  return program;
}

const CLAUDE_ENVIRONMENT = [
  'ANTHROPIC_API_KEY',
  'CLAUDE_CODE_DISABLE_AUTO_MEMORY',
  'CLAUDE_CODE_DISABLE_BACKGROUND_TASKS',
  'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
  'CLAUDE_CODE_MAX_RETRIES',
  'DISABLE_AUTOUPDATER',
  'DISABLE_ERROR_REPORTING',
  'DISABLE_TELEMETRY',
];
const CLAUDE_DONE = '{"type":"result","is_error":false,"result":"done"}';
const CLAUDE_USED = `${JSON.stringify({ type: 'assistant', message: { id: 'm', content: [] } })}
${JSON.stringify({
  type: 'result',
  is_error: false,
  total_cost_usd: 0.25,
  modelUsage: { 'large-2': { inputTokens: 900, cacheReadInputTokens: 100, outputTokens: 20 } },
})}`;

for (const kind of ['claude-code', 'ccpm'] as const) {
  backendContract(kind, {
    make: (line, { passEnv, outside }) => {
      const program = standIn(line, CLAUDE_DONE);
      return makeBackend('bot', { ...AGENT_CONFIG, kind, program, passEnv }, outside);
    },
    ownEnvironment: CLAUDE_ENVIRONMENT,
    credentials: { ANTHROPIC_API_KEY: KEY },
    rateLimited: `echo '{"type":"result","is_error":true,"api_error_status":429,"result":"slow"}'; exit 1`,
    used: {
      line: `echo '${CLAUDE_USED}'`,
      usage: { costUsd: 0.25, inputTokens: 1000, outputTokens: 20, turns: 1, model: 'large-2' },
    },
  });
}

describe('any agent', () => {
  const run = (context: Parameters<typeof makeWorkplace>[0], line: string, job = {}) => {
    const place = makeWorkplace(context);
    const config: Pick<AgentBackendConfig, 'kind' | 'program' | 'args' | 'maxTurns'> = {
      kind: 'claude-code',
      program: standIn(line, CLAUDE_DONE),
      args: ['--effort', '$(touch no)', "a 'b'"],
      maxTurns: 7,
    };
    const outside = { ANTHROPIC_API_KEY: KEY, CLAUDE_CODE_OAUTH_TOKEN: 'short "one"', GH_TOKEN: 'never' };
    return place.run(config, { outside, job }).then(outcome => ({ ...outcome, place }));
  };

  test('gets its words one by one, those of the configuration last, and nothing of them is run', async context => {
    const { place } = await run(context, 'printf "%s\\n" "$@" > words; true', {
      model: '$(touch no)',
      budgetUsd: 1.5,
    });
    const words = place.read('words').trim().split('\n');
    expect(words).toContain('--model=$(touch no)');
    expect(words).toContain('--max-budget-usd=1.5');
    expect(words).toContain('--max-turns=7');
    expect(words.slice(-3)).toEqual(['--effort', '$(touch no)', "a 'b'"]);
    expect(place.files()).toEqual(['words']);
  });

  test('shows its keys to nobody, however JSON spells them', async context => {
    const said = JSON.stringify({
      type: 'assistant',
      message: { id: 'm', content: [{ type: 'text', text: 'short "one"' }] },
    }).replace('short', 'sh\\u006frt');
    const plain =
      'cat "$BRAID_PROMPT_FILE"; echo; echo "$CLAUDE_CODE_OAUTH_TOKEN" >&2; env | grep -c GH_TOKEN';
    const { place, tail } = await run(context, `printf '%s\\n' '${said}'; ${plain}; true`);
    expect(place.seen.filter(line => line.includes('one'))).toEqual([]);
    expect(tail.split('\n').sort()).toEqual(['***', '***', '0', 'do it']);
  });

  test('that is nowhere is said to be so', async context => {
    const place = makeWorkplace(context);
    const { exit } = await place.run({ kind: 'claude-code', program: 'no-such-agent' }, { outside: {} });
    expect(exit).toEqual({
      kind: 'not-started',
      message:
        'found no program `no-such-agent` on PATH. Hint: npm install --global @anthropic-ai/claude-code',
    });
  });

  test('is not looked for in the tree', async context => {
    const place = makeWorkplace(context);
    mkdirSync(join(place.tree, 'bin'));
    writeFileSync(join(place.tree, 'bin', 'claude'), '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
    const outside = { PATH: `bin:./bin::/nowhere` };
    const { exit } = await place.run({ kind: 'claude-code', program: null }, { outside });
    expect(exit.kind).toBe('not-started');
  });
});

describe('the health of an agent', () => {
  const health = (line: string | null, outside: Readonly<Record<string, string>>) => {
    const program = line === null ? 'no-such-agent' : standIn(line, '');
    const config = { ...AGENT_CONFIG, kind: 'claude-code', program } as const;
    return makeBackend('bot', config, { PATH, HOME: folder, ...outside }).health();
  };
  const key = { ANTHROPIC_API_KEY: KEY };

  test('tells its version', async () => {
    expect(await health('echo "2.1.7 (Claude Code)"', key)).toEqual({ kind: 'usable', version: '2.1.7' });
  });

  test('tells what to install', async () => {
    expect(await health(null, key)).toEqual({
      kind: 'unusable',
      reason: 'found no program `no-such-agent` on PATH',
      hint: 'npm install --global @anthropic-ai/claude-code',
    });
    expect(await health('echo broken >&2; exit 1', key)).toMatchObject({
      kind: 'unusable',
      reason: expect.stringMatching(/--version` failed: broken$/),
    });
  });

  test('tells which credentials are missing', async () => {
    expect(await health('true', {})).toMatchObject({
      kind: 'unusable',
      hint: expect.stringMatching(/^set ANTHROPIC_API_KEY/),
    });
  });

  test('knows a login, a helper and a cloud', async () => {
    const login = join(folder, 'login');
    mkdirSync(login);
    writeFileSync(join(login, '.credentials.json'), '{}');
    const helper = join(folder, 'helper');
    mkdirSync(helper);
    writeFileSync(join(helper, 'settings.json'), '{"apiKeyHelper": "/bin/key"}');
    const places = [
      { CLAUDE_CONFIG_DIR: login },
      { CLAUDE_CONFIG_DIR: helper },
      { CLAUDE_CODE_USE_BEDROCK: '1' },
    ];
    for (const outside of places) expect(await health('true', outside)).toMatchObject({ kind: 'usable' });
  });
});
