/** (interface first; the implementation follows) */
import type { Config } from './config.ts';
import type { Graph } from './graph.ts';
import type { Plan } from './plan.ts';

/** Parallel or sequential, with the numbers that decided it. */
export interface ExecutionChoice {
  readonly execution: 'parallel' | 'sequential';
  readonly schedule: 'batches' | 'eager';
  /** For a person. */
  readonly reasons: readonly string[];
}

export declare function chooseExecution(plan: Plan, graph: Graph, config: Config): ExecutionChoice;
