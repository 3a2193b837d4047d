/** One after another or at once, one backend or routed ones: the two choices do not know of each other. */
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { buildGraph } from '../../shared/plan/graph.ts';
import { chooseExecution } from '../../shared/plan/mode.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { route, routeText } from '../../shared/routing/route.ts';
import { planOf, task } from '../graph/notation.ts';
import { agent, rule } from './backends.ts';

const PLAN = planOf([
  task('models', { title: 'Add the payment models' }),
  task('cover', { title: 'Add unit tests for the cart' }),
  task('own', { title: 'Improve the docs', backend: 'gemini-cli' }),
]);

const ONE_BACKEND = ['models: claude-code', 'cover: claude-code', 'own: gemini-cli'];
const ROUTED = ['models: claude-code (small)', 'cover: codex (large)', 'own: gemini-cli (small)'];

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
      'claude-code': agent('claude-code', {}),
      codex: agent('codex', {}),
      'gemini-cli': agent('gemini-cli', {}),
    },
  };
}

test.each<[Config['execution'], string, boolean, readonly string[]]>([
  ['sequential', 'one backend', false, ONE_BACKEND],
  ['sequential', 'routed', true, ROUTED],
  ['parallel', 'one backend', false, ONE_BACKEND],
  ['parallel', 'routed', true, ROUTED],
])('%s, %s', (execution, _, enabled, expected) => {
  const config = configOf(execution, enabled);
  const graph = buildGraph(PLAN, config);
  const choice = chooseExecution(PLAN, graph, config);
  const { routing, backends } = config;
  const context = { graph, routing, backends, health: new Map(), budgetLeftShare: null };
  const texts = PLAN.tasks.map(each => routeText(each, route(each, context), choice));
  expect(texts.map(text => text.replace(/, because .*/, ''))).toEqual(
    expected.map(text => `task ${text} on ${execution}`),
  );
});
