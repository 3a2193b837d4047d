/**
 * Claude Code: `claude -p`, which prints one JSON object a line. It may edit files in the tree and run commands; what its own
 * rules refuse is refused without a question, as nobody is there to answer.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentDialect, MissingCredential } from '../agents/agent.ts';
import { ClaudeReader } from './claude-reader.ts';

/** Each of them lets the program in. */
const KEYS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];
/** With one of these, the credentials are those of a cloud, and `pass-env` names them. */
const CLOUDS = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'];

/** They would work in another tree, when the attempt is over, or with other sessions on this machine. */
const NO_TOOLS = ['EnterWorktree', 'CronCreate', 'ScheduleWakeup', 'ListAgents', 'SendMessage'];

const ENVIRONMENT = {
  // Ten as a rule, over minutes: Braid's own back-off lets others run meanwhile. Two get it over a hiccup.
  CLAUDE_CODE_MAX_RETRIES: '2',
  // A task must not learn from another one by way of the home directory.
  CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
  // The program would end before what it started.
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_ERROR_REPORTING: '1',
  DISABLE_TELEMETRY: '1',
};

export const CLAUDE_CODE: AgentDialect = {
  usualProgram: 'claude',
  install: 'npm install --global @anthropic-ai/claude-code',
  pin: '@2.1.332',
  keys: [...KEYS, 'ANTHROPIC_CUSTOM_HEADERS'],
  settings: ['ANTHROPIC_BASE_URL', 'CLAUDE_CONFIG_DIR', ...CLOUDS],
  arguments: ({ model, budgetUsd }, { maxTurns }) => [
    '-p',
    '--output-format=stream-json',
    // Without it there is no stream.
    '--verbose',
    '--no-session-persistence',
    // Edits inside of the tree. To allow `Write` by its name would allow it everywhere.
    '--permission-mode=acceptEdits',
    '--allowedTools=Bash',
    `--disallowedTools=${NO_TOOLS.join(',')}`,
    ...(model === null ? [] : [`--model=${model}`]),
    ...(maxTurns === null ? [] : [`--max-turns=${maxTurns}`]),
    // Looked at between two answers: the last one may go over it.
    ...(budgetUsd === null ? [] : [`--max-budget-usd=${budgetUsd}`]),
  ],
  environment: () => ENVIRONMENT,
  versionArguments: ['--version'],
  missingCredential,
  newReader: job => new ClaudeReader(job),
};

function missingCredential(outside: NodeJS.ProcessEnv): MissingCredential | null {
  if ([...KEYS, ...CLOUDS].some(name => (outside[name] ?? '') !== '')) return null;
  const folder = outside.CLAUDE_CONFIG_DIR ?? join(outside.HOME ?? '/', '.claude');
  // On macOS a login is in the keychain, which asks whoever looks.
  if (process.platform === 'darwin' || existsSync(join(folder, '.credentials.json'))) return null;
  if (namesKeyHelper(join(folder, 'settings.json'))) return null;
  return {
    reason: 'found no credentials for Claude Code',
    hint: 'set ANTHROPIC_API_KEY, or CLAUDE_CODE_OAUTH_TOKEN (`claude setup-token` makes one), or log in with `claude`',
  };
}

function namesKeyHelper(settings: string): boolean {
  try {
    return readFileSync(settings, 'utf8').includes('"apiKeyHelper"');
  } catch {
    return false;
  }
}
