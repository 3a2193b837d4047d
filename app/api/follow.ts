/** The stream of a run's events, for programs and for the page: they only differ in what is said of an event. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RunId } from '../../shared/plan/plan.ts';
import { type Answer, send } from '../http/answer.ts';
import {
  lastEventId,
  type ServerEvent,
  STREAM_LIMITS,
  type StreamLimits,
  sendEvents,
} from '../http/stream.ts';
import type { Chronicle, Chronicles } from './chronicle.ts';
import type { JobSight, Live, RecordedRun } from './ports.ts';
import { problemAnswer, TOO_MANY, wrongRequest } from './problems.ts';
import type { Progress } from './schema/answer-schema.ts';

/** More at once are refused: each holds a connection. */
const MOST_FOLLOWERS = 2000;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

export interface Following {
  readonly recorded: RecordedRun;
  /** Whether whoever follows may see the run still. */
  readonly maySee: () => Promise<boolean>;
}

export interface FollowingParts {
  readonly live: Live;
  readonly chronicles: Chronicles;
  readonly limits?: StreamLimits;
}

/** What is said of an event, and of jobs that have changed. */
export interface Telling {
  progress(progress: Progress): string;
  jobs(run: RunId, jobs: readonly JobSight[]): string;
}

export class Followers {
  readonly #live: Live;
  readonly #chronicles: Chronicles;
  readonly #limits: StreamLimits;
  #count = 0;

  constructor({ live, chronicles, limits = STREAM_LIMITS }: FollowingParts) {
    this.#live = live;
    this.#chronicles = chronicles;
    this.#limits = limits;
  }

  async follow(
    { request, response, query }: Exchange,
    { recorded, maySee }: Following,
    told: Telling,
  ): Promise<void> {
    const asked = lastEventId(request, query);
    if (asked === null) {
      const errors = [{ field: 'Last-Event-ID', message: 'expected the number of an event' }];
      return send(request, response, problemAnswer(wrongRequest(errors)));
    }
    const after = Math.min(asked, recorded.count);
    // The answer that browsers do not come again after.
    const chronicle = await this.#chronicles.of(recorded);
    if (after === chronicle.count && chronicle.isOver) return send(request, response, SEEN);
    if (this.#count >= MOST_FOLLOWERS) return send(request, response, problemAnswer(TOO_MANY));
    const headers = { 'cache-control': 'no-store' };
    if (request.method === 'HEAD') return send(request, response, { status: 200, headers, body: '' });
    this.#count += 1;
    try {
      await sendEvents(
        { response, headers, mayGoOn: maySee },
        signal => this.#events(recorded, { chronicle, after, signal, told }),
        this.#limits,
      );
    } finally {
      this.#count -= 1;
    }
  }

  async *#events(
    { run, count }: RecordedRun,
    options: {
      chronicle: Chronicle;
      after: number;
      signal: AbortSignal;
      told: Telling;
    },
  ): AsyncIterable<ServerEvent> {
    const { chronicle, after, signal, told } = options;
    for await (const each of this.#live.follow(run, { after, signal })) {
      if ('jobs' in each) {
        yield { id: null, name: 'jobs', body: told.jobs(run, each.jobs) };
        continue;
      }
      yield { id: each.number, name: 'progress', body: told.progress(chronicle.read(each)) };
      // It may have ended before and gone on since.
      const isNewest = each.number >= count && each.number === chronicle.count;
      if (isNewest && chronicle.isOver) {
        yield { id: null, name: 'end', body: '{}' };
        return;
      }
    }
  }
}

const SEEN: Answer = { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
