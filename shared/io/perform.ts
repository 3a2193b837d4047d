/** One exhaustive switch over effects, given the host's ports: turns each into calls and their answers into events. */
import { assertNever } from '../assert.ts';
import type { Sha } from '../plan/plan.ts';
import type { Evidence } from '../run/attempts/evidence.ts';
import type {
  ChainEffect,
  DispatchEffect,
  Effect,
  InspectTargetEffect,
  LandEffect,
  VerifyEffect,
} from '../run/effect.ts';
import type {
  BackendHealth,
  ChainResult,
  LandResult,
  RunEvent,
  TargetSight,
  TrialVerdict,
} from '../run/event.ts';
import type { Perform } from './drive.ts';

/** What differs from host to host. Each call finds what it did before when it is made again. */
export interface HostPorts {
  /** Times are milliseconds since 1970, for what happened elsewhere and before. */
  readonly attempts: {
    /** Resolves when the attempt is over and its work is safe on its branch. */
    run(
      effect: DispatchEffect,
      onStarted: (at?: number) => void,
      onEnded: (at: number) => void,
    ): Promise<Evidence>;
    /** Ends what runs under a dispatch's key; its evidence then says so. */
    stop(key: string): void;
  };
  /** Never rejects: what cannot be asked is unusable. */
  readonly backends: { check(name: string): Promise<BackendHealth> };
  readonly merger: { chain(effect: ChainEffect): Promise<ChainResult> };
  readonly verifier: {
    verify(
      effect: VerifyEffect,
      signal: AbortSignal,
    ): Promise<{ readonly verdict: TrialVerdict; readonly durationMs: number }>;
  };
  readonly target: {
    /** Null, or why the branch stayed where it was. */
    publish(commit: Sha): Promise<string | null>;
    inspect(effect: InspectTargetEffect): Promise<TargetSight>;
    land(effect: LandEffect): Promise<LandResult>;
  };
  readonly reporter: { report(number: number): Promise<void> };
  readonly clock: {
    /** Milliseconds since 1970. */
    now(): number;
    /** Resolves at that time, or when the signal is aborted. */
    until(time: number, signal: AbortSignal): Promise<void>;
  };
}

export function makePerform(ports: HostPorts): Perform {
  return (effect, emit, signal) => perform(ports, effect, { emit, signal });
}

interface Answering {
  readonly emit: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

async function perform(ports: HostPorts, effect: Effect, { emit, signal }: Answering): Promise<void> {
  const now = () => ports.clock.now();
  switch (effect.kind) {
    case 'dispatch': {
      const { task, attempt } = effect;
      const started = (at = now()) => emit({ type: 'attempt-started', at, task, attempt });
      let endedAt: number | null = null;
      const ended = (at: number) => {
        endedAt = at;
      };
      // Given up by the driver after a failure elsewhere: its work is kept, and told to whoever goes on.
      signal.addEventListener('abort', () => ports.attempts.stop(effect.key), { once: true });
      const evidence = await ports.attempts.run(effect, started, ended);
      return emit({ type: 'attempt-ended', at: endedAt ?? now(), task, attempt, evidence });
    }
    case 'stop':
      return ports.attempts.stop(effect.target);
    case 'wait':
      await ports.clock.until(effect.until, signal);
      return emit({ type: 'waited', at: now(), task: effect.task, attempt: effect.attempt });
    case 'check-backend': {
      const health = await ports.backends.check(effect.backend);
      return emit({ type: 'backend-checked', at: now(), backend: effect.backend, health });
    }
    case 'rest':
      await ports.clock.until(effect.until, signal);
      return emit({ type: 'rested', at: now(), backend: effect.backend, until: effect.until });
    case 'chain':
      return emit({ type: 'chained', at: now(), key: effect.key, result: await ports.merger.chain(effect) });
    case 'verify': {
      const { tree, trial } = effect;
      const { verdict, durationMs } = await ports.verifier.verify(effect, signal);
      return emit({ type: 'verified', at: now(), tree, trial, verdict, durationMs });
    }
    case 'publish': {
      const remark = await ports.target.publish(effect.commit);
      return emit({ type: 'published', at: now(), commit: effect.commit, remark });
    }
    case 'inspect-target': {
      const target = await ports.target.inspect(effect);
      return emit({ type: 'target-inspected', at: now(), inspection: effect.inspection, target });
    }
    case 'land':
      return emit({
        type: 'landed',
        at: now(),
        landing: effect.landing,
        result: await ports.target.land(effect),
      });
    case 'report':
      await ports.reporter.report(effect.report);
      return emit({ type: 'reported', at: now(), report: effect.report });
    default:
      return assertNever(effect);
  }
}
