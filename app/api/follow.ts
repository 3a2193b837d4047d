/** The stream of a run's events, for programs and for the page: they only differ in what is said of an event. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { replay } from '../../shared/run/transition.ts';
import { type Answer, send } from '../http/answer.ts';
import { lastEventId, type ServerEvent, type StreamLimits, sendEvents } from '../http/stream.ts';
import type { Live, RecordedRun } from './ports.ts';
import { problemAnswer, TOO_MANY, wrongRequest } from './problems.ts';
import { isOver, ProgressReader } from './progress.ts';
import type { Progress } from './schema/answer-schema.ts';

/** More at once are refused: each holds a connection. */
const MOST_FOLLOWERS = 2000;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

export class Followers {
  readonly #live: Live;
  readonly #limits: StreamLimits;
  #count = 0;

  constructor(live: Live, limits: StreamLimits) {
    this.#live = live;
    this.#limits = limits;
  }

  async follow(
    { request, response, query }: Exchange,
    recorded: RecordedRun,
    told: (progress: Progress) => ServerEvent,
  ): Promise<void> {
    const asked = lastEventId(request, query);
    if (asked === null) {
      const errors = [{ field: 'Last-Event-ID', message: 'expected the number of an event' }];
      return send(request, response, problemAnswer(wrongRequest(errors)));
    }
    const after = Math.min(asked, recorded.events.length);
    // The answer that browsers do not come again after.
    if (after === recorded.events.length && isOver(replay(recorded.events)))
      return send(request, response, SEEN);
    if (this.#count >= MOST_FOLLOWERS) return send(request, response, problemAnswer(TOO_MANY));
    const headers = { 'cache-control': 'no-store' };
    if (request.method === 'HEAD') return send(request, response, { status: 200, headers, body: '' });
    this.#count += 1;
    try {
      await sendEvents(
        { response, headers },
        signal => this.#events(recorded, { after, signal, told }),
        this.#limits,
      );
    } finally {
      this.#count -= 1;
    }
  }

  async *#events(
    { run, events }: RecordedRun,
    options: { after: number; signal: AbortSignal; told: (progress: Progress) => ServerEvent },
  ): AsyncIterable<ServerEvent> {
    const { after, signal, told } = options;
    const reader = new ProgressReader();
    reader.skip(events.slice(0, after));
    for await (const each of this.#live.follow(run, { after, signal })) {
      yield told(reader.read(each));
      // It may have ended before and gone on since.
      if (each.number >= events.length && reader.isOver) {
        yield { id: null, name: 'end', body: '{}' };
        return;
      }
    }
  }
}

const SEEN: Answer = { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
