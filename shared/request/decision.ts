/** What somebody's question came to: whoever answers it, and whoever does what follows, goes by this. */
import type { RunId } from '../plan/plan.ts';
import type { Refusal } from '../report/github/refusal.ts';
import type { Origin, RunEvent } from '../run/event.ts';
import type { Command } from './command.ts';

export interface Decision {
  readonly command: Command['kind'] | 'reconcile';
  /** Null: there is none, as with a refusal. */
  readonly run: RunId | null;
  /** Null: nobody asked, as with a schedule. */
  readonly origin: Origin | null;
  /** The comment that asked; null: none did. */
  readonly comment: number | null;
  /** The label that asked; null: none did. */
  readonly label: string | null;
  /** What labels that ask begin with here. */
  readonly labelPrefix: string;
  readonly refusal: Refusal | null;
  /** Of the run as it was before: what is shown of it needs no access to the repository. */
  readonly journal: readonly RunEvent[];
  /** What begins with this question; the journal does not know it yet. */
  readonly events: readonly RunEvent[];
}

export const NO_DECISION: Decision = {
  command: 'run',
  run: null,
  origin: null,
  comment: null,
  label: null,
  labelPrefix: 'braid:',
  refusal: null,
  journal: [],
  events: [],
};
