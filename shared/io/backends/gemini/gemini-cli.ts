/**
 * Google's Gemini CLI, started without a terminal. It has no sandbox of its own; what keeps it in the task's tree is its word. It takes
 * its limits from a settings file only, so with a key it gets one of Braid's; with a login the person's own holds.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentBackendConfig } from '../../../plan/config.ts';
import type { AgentDialect } from '../agents/agent.ts';
import { makePrivateHome } from '../agents/private-home.ts';
import { GeminiReader } from './gemini-reader.ts';

const LOG_IN = 'set GEMINI_API_KEY, or start `gemini` once and log in';

/** A few seconds of retries; beyond them Braid eases off, for all attempts together. The program's own ten take minutes. */
const MOST_ATTEMPTS = 2;

export const GEMINI_CLI: AgentDialect = {
  usualProgram: 'gemini',
  install: 'npm install --global @google/gemini-cli',
  pin: '@0.61.0',
  keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  settings: [
    'GEMINI_CLI_HOME',
    'GOOGLE_GEMINI_BASE_URL',
    'GOOGLE_VERTEX_BASE_URL',
    'GOOGLE_GENAI_USE_VERTEXAI',
    'GOOGLE_GENAI_USE_GCA',
    'GOOGLE_CLOUD_PROJECT',
    'GOOGLE_CLOUD_LOCATION',
    'GOOGLE_APPLICATION_CREDENTIALS',
  ],
  versionArguments: ['--version'],

  arguments({ model }, { args }) {
    // It does not bear to be told twice.
    const told = args.some(each => /^(?:--approval-mode\b|--yolo\b|-y$)/.test(each));
    return [
      '--output-format=stream-json',
      ...(told ? [] : ['--approval-mode=yolo']),
      ...(model === null ? [] : [`--model=${model}`]),
    ];
  },

  environment(job, { config, outside }) {
    // In a folder that nobody declared safe it refuses to work.
    const trust = { GEMINI_CLI_TRUST_WORKSPACE: 'true' };
    if (!outside.GEMINI_API_KEY || usesGoogleCloud(outside)) return trust;
    const settings = { '.gemini/settings.json': JSON.stringify(settingsOf(config)) };
    return { ...trust, GEMINI_CLI_HOME: makePrivateHome(job, 'gemini-home', settings) };
  },

  missingCredential(outside) {
    const { GEMINI_API_KEY, GEMINI_CLI_HOME, HOME = '' } = outside;
    const settings = join(GEMINI_CLI_HOME || HOME, '.gemini/settings.json');
    if (GEMINI_API_KEY || usesGoogleCloud(outside) || existsSync(settings)) return null;
    return { reason: 'found no key and no login for Gemini CLI', hint: LOG_IN };
  },

  newReader: () => new GeminiReader(LOG_IN),
};

function usesGoogleCloud(outside: NodeJS.ProcessEnv): boolean {
  return Boolean(outside.GOOGLE_GENAI_USE_VERTEXAI || outside.GOOGLE_GENAI_USE_GCA);
}

function settingsOf({ maxTurns }: AgentBackendConfig) {
  return {
    general: { maxAttempts: MOST_ATTEMPTS, enableAutoUpdate: false },
    // Without it, an address in GOOGLE_GEMINI_BASE_URL makes the program look for another kind of credentials.
    security: { auth: { selectedType: 'gemini-api-key' } },
    ...(maxTurns === null ? {} : { model: { maxSessionTurns: maxTurns } }),
  };
}
