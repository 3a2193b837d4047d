/** A run as it would go by the clock: attempts beside each other, each as long as work takes. Only the world is made up. */
import type { Plan, RunId } from '../../../shared/plan/plan.ts';
import type { Effect } from '../../../shared/run/effect.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import type { RunState } from '../../../shared/run/state.ts';
import { transition } from '../../../shared/run/transition.ts';
import { wantedEffects } from '../../../shared/run/wanted.ts';
import { START } from '../../report/states.ts';
import { DEFAULTS, startEvent } from '../../run/simulate.ts';
import { CALM, type Script, World } from '../../run/world.ts';

/** Everything that happens until the end, in its order. */
export function pacedRun(plan: Plan, script: Partial<Script> = {}, name = 'payments'): readonly RunEvent[] {
  const world = new World({ ...CALM, ...script });
  const start = {
    ...startEvent(world, { ...plan, name }, DEFAULTS),
    at: START,
    run: `${name}-7f3a` as RunId,
  };
  const origin = {
    repository: 'acme/shop',
    pullRequest: 7,
    branch: 'feature',
    commit: world.base.commit,
    actor: 'ada',
    workflowRun: null,
    workflow: 'braid.yml',
    defaultBranch: 'main',
  };
  const waiting: RunEvent[] = [{ ...start, host: 'app', origin } as RunEvent];
  const happened: RunEvent[] = [];
  const performed = new Set<string>();
  let state: RunState = null;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { state: after } = transition(state, next);
    if (after !== state) happened.push(next);
    state = after;
    for (const effect of wantedEffects(state)) {
      if (performed.has(effect.key)) continue;
      performed.add(effect.key);
      waiting.push(...answers(world, effect, next.at));
    }
    waiting.sort((a, b) => a.at - b.at);
  }
  return happened;
}

function answers(world: World, effect: Effect, now: number): readonly RunEvent[] {
  const ms = lengthOf(effect);
  return world.perform(effect, now).map((event): RunEvent => {
    switch (event.type) {
      case 'attempt-ended':
        return { ...event, at: now + ms, evidence: { ...event.evidence, durationMs: ms } };
      case 'verified':
        return { ...event, at: now + ms, durationMs: ms };
      case 'attempt-started':
        return event;
      default:
        return { ...event, at: now + ms };
    }
  });
}

/** Half a minute to three and a half for a task, half a minute for the tests, a second for git. Always the same. */
function lengthOf(effect: Effect): number {
  if (effect.kind === 'verify') return 34_000;
  if (effect.kind !== 'dispatch') return 900;
  const sum = [...effect.key].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return 30_000 + (sum % 180) * 1000;
}
