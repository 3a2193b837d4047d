/** One after another or at once, one backend or routed ones: the two choices do not know of each other. */
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { logOf } from '../run/log.ts';
import { plan, simulate, task } from '../run/simulate.ts';
import { CALM, World } from '../run/world.ts';
import { agent, rule } from './backends.ts';

const TASKS = [
  task('models', { title: 'Add the payment models' }),
  task('cover', { title: 'Add unit tests for the cart' }),
  task('own', { title: 'Improve the docs', backend: 'gemini-cli' }),
];

function configOf(execution: Config['execution'], enabled: boolean): Config {
  return {
    ...DEFAULT_CONFIG,
    execution,
    routing: {
      enabled,
      defaultBackend: 'claude-code',
      rules: [rule({ type: 'testing', backend: 'codex', model: 'large' })],
      fallback: [],
    },
    backends: {
      'claude-code': agent('claude-code', { small: 'haiku' }),
      codex: agent('codex', { large: 'max' }),
      'gemini-cli': agent('gemini-cli', { small: 'flash' }),
    },
  };
}

const ONE_BACKEND = [
  'models: claude-code on X, because it is the default backend',
  'cover: claude-code on X, because it is the default backend',
  'own: gemini-cli on X, because the plan names it',
];
const ROUTED = [
  'models: claude-code (small) on X, because it is the default backend; its complexity is 0.15: small',
  'cover: codex (large) on X, because rule 1 matches type "testing"; rule 1 names the tier large',
  'own: gemini-cli (small) on X, because the plan names it; its complexity is 0.08: small',
];

test.each<['sequential' | 'parallel', string, boolean, readonly string[]]>([
  ['sequential', 'one backend', false, ONE_BACKEND],
  ['sequential', 'routed', true, ROUTED],
  ['parallel', 'one backend', false, ONE_BACKEND],
  ['parallel', 'routed', true, ROUTED],
])('%s, %s', (execution, _, enabled, expected) => {
  const { journal } = simulate(new World(CALM), plan(...TASKS), { config: configOf(execution, enabled) });
  const said = logOf(journal).map(line => line.replace(/^\[.*?\] /, ''));
  expect(said.filter(line => line.startsWith('task '))).toEqual(
    expected.map(line => `task ${line.replace('on X', `on ${execution}`)}`),
  );
});
