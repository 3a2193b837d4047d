/** Which of the agents that Braid knows can be used on this machine. */
import { AGENTS, checkHealth, makeBackend } from '../../shared/io/backends/registry.ts';
import type { BackendHealth } from '../../shared/io/ports.ts';
import { AGENT_KINDS } from '../../shared/plan/config.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';

export interface FoundAgent {
  readonly name: string;
  readonly health: BackendHealth;
}

/** In the order in which they are proposed. */
export const PROPOSED = AGENT_KINDS.filter(kind => AGENTS[kind].isOnRequest !== true);

/** The usable ones first. */
export async function findAgents(names: readonly string[]): Promise<readonly FoundAgent[]> {
  const found = await Promise.all(
    names.flatMap(name => {
      const config = DEFAULT_CONFIG.backends[name];
      if (config === undefined) return [];
      return [checkHealth(makeBackend(name, config)).then(health => ({ name, health }))];
    }),
  );
  const usable = (agent: FoundAgent) => agent.health.kind === 'usable';
  return [...found.filter(usable), ...found.filter(agent => !usable(agent))];
}
