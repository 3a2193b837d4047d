/** `concurrency`: a place in a group before something runs. */
import { evaluateToken, type Scope, TemplateError } from '../expressions/evaluate.ts';
import { isRecord, textOf } from '../expressions/value.ts';
import type { ConcurrencyRequest, RunnerHost } from '../host.ts';
import { positionOf, type TemplateToken } from '../syntax/template.ts';

export interface Place {
  leave(): void;
}

export interface PlaceRequest {
  readonly host: RunnerHost;
  readonly repository: string;
  readonly concurrency: TemplateToken | null;
  readonly scope: Scope;
  /** Ends the wait, and what has the place when a newer one takes it. */
  readonly cancel: AbortController;
  readonly cancelled: AbortSignal;
}

const NOWHERE: Place = { leave: () => {} };

/** Null: it was cancelled, or lost to a newer one, while it waited. */
export async function takePlace(request: PlaceRequest): Promise<Place | null> {
  const { host, repository, concurrency, scope, cancel, cancelled } = request;
  if (concurrency === null) return NOWHERE;
  const wanted = readConcurrency(concurrency, scope);
  if (wanted === null) return NOWHERE;
  const place = host.enter(repository, wanted);
  place.onTakenOver(() => cancel.abort());
  const end = new AbortController();
  const aborted = new Promise<false>(resolve => {
    if (cancelled.aborted) resolve(false);
    cancelled.addEventListener('abort', () => resolve(false), { signal: end.signal });
  });
  const ready = await Promise.race([place.ready, aborted]);
  end.abort();
  if (ready) return place;
  place.leave();
  return null;
}

/** Null for an empty group, which is none. */
function readConcurrency(token: TemplateToken, scope: Scope): ConcurrencyRequest | null {
  const value = evaluateToken(token, scope);
  const fields = isRecord(value) ? value : { group: value };
  const group = textOf(fields.group ?? null);
  const cancelInProgress = fields['cancel-in-progress'] === true;
  const queue = fields.queue === 'max' ? 'max' : 'single';
  if (cancelInProgress && queue === 'max') {
    throw new TemplateError(
      `${scope.path} ${positionOf(token)}: cancel-in-progress cannot be used with queue: max`,
    );
  }
  return group === '' ? null : { group, cancelInProgress, queue };
}
