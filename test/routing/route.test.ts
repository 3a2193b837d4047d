/** Which backend and model a task gets, and everything that led there. */
import { describe, expect, test } from 'vitest';
import type { RoutingConfig } from '../../shared/plan/config.ts';
import { buildGraph } from '../../shared/plan/graph.ts';
import type { Task } from '../../shared/plan/plan.ts';
import { type HealthFact, placementText, type RouteContext, route } from '../../shared/routing/route.ts';
import { planOf, task } from '../plan/blank.ts';
import { agent, command, rule } from './backends.ts';

interface Given {
  readonly task?: Partial<Task>;
  readonly routing?: Partial<RoutingConfig>;
  readonly health?: Readonly<Record<string, HealthFact>>;
  readonly budgetLeftShare?: number;
}

const MISSING: HealthFact = { kind: 'unusable', reason: 'is not installed', hint: 'install codex' };
const KEYLESS: HealthFact = { kind: 'unusable', reason: 'has no key', hint: 'set ANTHROPIC_API_KEY' };

function resting(until: number): HealthFact {
  return { kind: 'resting', until, reason: 'rests after 5 failures in a row' };
}

function found(given: Given) {
  const own = task('models', { title: 'Say hello', ...given.task });
  const context: RouteContext = {
    graph: buildGraph(planOf([own]), { overlap: 'serialize' }),
    routing: { enabled: true, defaultBackend: 'claude-code', rules: [], fallback: [], ...given.routing },
    backends: {
      'claude-code': agent('claude-code', { small: 'haiku', medium: 'sonnet', large: 'opus' }),
      codex: agent('codex', { small: 'mini', large: 'max' }),
      bot: command({}),
    },
    health: new Map(Object.entries(given.health ?? {})),
    budgetLeftShare: given.budgetLeftShare ?? null,
  };
  return { task: own, route: route(own, context) };
}

function text(given: Given): string {
  const { task: own, route: chosen } = found(given);
  switch (chosen.kind) {
    case 'routed': {
      const where = placementText(own, chosen, { execution: 'parallel' });
      return `${where}, because ${chosen.reasons.join('; ')}`;
    }
    case 'resting':
      return `waits for ${chosen.backend}, because ${chosen.reasons.join('; ')}`;
    case 'impossible':
      return chosen.reason;
  }
}

const EASY = 'its complexity is 0.08: small';

describe('who is wanted', () => {
  const rules = [
    rule({ type: 'testing', backend: 'codex' }),
    rule({ labels: ['risky'], model: 'large' }),
    rule({ labels: ['cheap'], backend: 'bot', model: 'small' }),
    rule({ labels: ['named'], backend: 'codex', model: 'o9' }),
    rule({ labels: ['bare'], model: 'opus' }),
  ];

  test.each<[string, Partial<Task>, string]>([
    [
      'nobody in particular',
      {},
      `claude-code (small) on parallel, because it is the default backend; ${EASY}`,
    ],
    ['the plan’s choice', { backend: 'bot' }, `bot (small) on parallel, because the plan names it; ${EASY}`],
    [
      'a rule’s choice',
      { type: 'testing' },
      `codex (small) on parallel, because rule 1 matches type "testing"; ${EASY}`,
    ],
    [
      'the plan’s before the rule’s',
      { type: 'testing', backend: 'bot' },
      `bot (small) on parallel, because the plan names it; ${EASY}`,
    ],
    [
      'a rule that gives a model only',
      { labels: ['risky', 'cheap'] },
      'claude-code (large) on parallel, because it is the default backend; rule 2 matches label "risky" and names the tier large',
    ],
    [
      'a rule that gives both',
      { labels: ['cheap'] },
      'bot (small) on parallel, because rule 3 matches label "cheap"; rule 3 names the tier small',
    ],
    [
      'a rule’s model by name',
      { labels: ['named'] },
      'codex (o9) on parallel, because rule 4 matches label "named"; rule 4 names the model o9',
    ],
    [
      'a rule’s tier on the plan’s backend',
      { labels: ['risky'], backend: 'codex' },
      'codex (large) on parallel, because the plan names it; rule 2 matches label "risky" and names the tier large',
    ],
    [
      'a rule’s model by name is not for the plan’s backend',
      { labels: ['bare'], backend: 'codex' },
      'codex (small) on parallel, because the plan names it; ' +
        `rule 5 matches label "bare" and names the model opus for claude-code, which is not used here; ${EASY}`,
    ],
    [
      'the plan’s model',
      { labels: ['cheap'], model: 'large' },
      'bot (large) on parallel, because rule 3 matches label "cheap"; the plan names the tier large',
    ],
  ])('%s', (_, own, expected) => {
    expect(text({ task: own, routing: { rules } })).toBe(`task models: ${expected}`);
  });
});

test('a route comes with the type, the complexity and the name of the model', () => {
  const { route: chosen } = found({
    task: { title: 'Add unit tests' },
    routing: { rules: [rule({ type: 'testing', backend: 'codex' })] },
  });
  expect(chosen).toMatchObject({
    kind: 'routed',
    backend: 'codex',
    tier: 'small',
    model: 'mini',
    type: 'testing',
    typeReasons: ['testing: "unit tests" in the title (4)', 'general: "Add" in the title (1.5)'],
    complexity: { score: 0.08 },
  });
});

describe('a backend that cannot be used', () => {
  const codex = { backend: 'codex' };

  test.each<[string, Given, string]>([
    [
      'is replaced by the first in `fallback`',
      { task: codex, routing: { fallback: ['bot'] }, health: { codex: MISSING } },
      `task models: bot (small) on parallel, because codex is not installed, so bot, the first in \`fallback\` that is usable; codex came first, since the plan names it; ${EASY}`,
    ],
    [
      'is replaced by the first in `fallback` that can be used',
      {
        task: codex,
        routing: { fallback: ['claude-code', 'codex', 'bot'] },
        health: { codex: MISSING, 'claude-code': KEYLESS },
      },
      `task models: bot (small) on parallel, because codex is not installed and claude-code has no key, so bot, the first in \`fallback\` that is usable; codex came first, since the plan names it; ${EASY}`,
    ],
    [
      'is replaced by the default one at last',
      { task: codex, routing: { fallback: ['bot'] }, health: { codex: MISSING, bot: resting(9) } },
      `task models: claude-code (small) on parallel, because codex is not installed and bot rests after 5 failures in a row, so claude-code, the default backend; codex came first, since the plan names it; ${EASY}`,
    ],
    [
      'takes the name of its model with it',
      { task: { ...codex, model: 'o9' }, health: { codex: MISSING, bot: { kind: 'usable' } } },
      `task models: claude-code (small) on parallel, because codex is not installed, so claude-code, the default backend; codex came first, since the plan names it; the plan names the model o9 for codex, which is not used here; ${EASY}`,
    ],
    [
      'leaves the tier behind',
      { task: { ...codex, model: 'large' }, health: { codex: MISSING } },
      'task models: claude-code (large) on parallel, because codex is not installed, so claude-code, the default backend; codex came first, since the plan names it; the plan names the tier large',
    ],
    [
      'is not replaced by one that nobody listed',
      { health: { 'claude-code': KEYLESS, bot: { kind: 'usable' } } },
      'claude-code has no key (set ANTHROPIC_API_KEY); `braid doctor` looks at it',
    ],
    [
      'and so for all of them: says what would help',
      {
        task: codex,
        routing: { fallback: ['bot'] },
        health: { 'claude-code': KEYLESS, codex: MISSING, bot: MISSING },
      },
      'codex is not installed (install codex); bot is not installed (install codex); claude-code has no key (set ANTHROPIC_API_KEY); `braid doctor` looks at all of them',
    ],
    [
      'but will be again is waited for',
      { health: { 'claude-code': resting(5000) } },
      'waits for claude-code, because claude-code rests after 5 failures in a row, and no other may take its place',
    ],
  ])('%s', (_, given, expected) => {
    expect(text(given)).toBe(expected);
  });

  test('of several that rest, the first to come back is waited for', () => {
    const health = { 'claude-code': MISSING, codex: resting(7000), bot: resting(6000) };
    const { route: chosen } = found({ task: codex, routing: { fallback: ['bot'] }, health });
    expect(chosen).toMatchObject({ kind: 'resting', backend: 'bot', until: 6000, type: 'general' });
  });

  test('one that rests is replaced while there is another', () => {
    const { route: chosen } = found({ task: codex, health: { codex: resting(7000) } });
    expect(chosen).toMatchObject({ kind: 'routed', backend: 'claude-code' });
  });
});

test('one that is not in the configuration uses its own default model', () => {
  const { route: chosen } = found({ task: { backend: 'constructor' } });
  expect(chosen).toMatchObject({ backend: 'constructor', tier: 'small', model: null });
});

test('with little of the budget left, the plan’s own choice holds', () => {
  expect(text({ task: { model: 'large' }, budgetLeftShare: 0.05 })).toBe(
    'task models: claude-code (large) on parallel, because it is the default backend; the plan names the tier large',
  );
});

describe('while routing is off', () => {
  const routing = { enabled: false, rules: [rule({ backend: 'bot', model: 'large' })] };

  test('rules and complexity choose nothing', () => {
    expect(text({ routing, budgetLeftShare: 0.01 })).toBe(
      'task models: claude-code on parallel, because it is the default backend',
    );
  });

  test('the plan’s own choices hold', () => {
    expect(text({ task: { backend: 'codex', model: 'large' }, routing })).toBe(
      'task models: codex (large) on parallel, because the plan names it; the plan names the tier large',
    );
    expect(found({ task: { backend: 'codex', model: 'large' }, routing }).route).toMatchObject({
      model: 'max',
    });
    expect(text({ task: { model: 'o9' }, routing })).toContain('claude-code (o9)');
  });

  test('the health of a backend counts', () => {
    const given = { task: { backend: 'codex' }, routing, health: { codex: MISSING } };
    expect(text(given)).toContain('codex is not installed, so claude-code, the default backend');
  });
});
