/**
 * Where GitHub tells what happened. Nothing is read before its signature is known to be right, and nothing is acknowledged
 * before it is stored: what gets another answer than 2xx is shown by GitHub as failed, and can be asked for again.
 */
import type { IncomingMessage } from 'node:http';
import { type Handler, plain, send, targetOf, wrongMethod } from '../http/answer.ts';
import { BodyRoom, readBody } from '../http/body.ts';
import { WEBHOOK_PATH } from '../manifest.ts';
import { inTime } from './in-time.ts';
import type { Log } from './log.ts';
import type { DeliveryOutcome, Metrics } from './metrics.ts';
import type { Deliveries, Delivery } from './ports.ts';

/** GitHub sends nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const LARGEST = 25 * 1024 * 1024;
/**
 * For all bodies at one time, in bytes; each is also held as text and as JSON. Who is refused is told to come again: GitHub shows
 * it as failed, and it is asked for again.
 */
const ROOM = 100 * 1024 * 1024;
const SIGNATURE = /^sha256=[0-9a-f]{64}$/i;
/** GitHub waits 10 s; a late yes would not be heard. */
const STORING_MS = 9_000;

/** What of Probot's webhooks is needed. */
export interface Signatures {
  verify(payload: string, signature: string): Promise<boolean>;
}

export interface WebhookRoute {
  readonly signatures: Signatures;
  readonly deliveries: Deliveries;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly storingMs?: number;
  /** For all bodies at one time, in bytes. */
  readonly room?: number;
}

interface Verdict {
  readonly status: number;
  readonly text: string;
  readonly outcome: DeliveryOutcome;
}

const TOO_LARGE = verdict(413, 'The body is too large', 'too-large');
const TOO_SLOW = verdict(408, 'The body did not come in time', 'malformed');
const NO_JSON = verdict(415, 'The content type must be application/json', 'malformed');
const NO_HEADERS = verdict(400, 'The headers of a webhook are missing', 'malformed');
const NO_SIGNATURE = verdict(401, 'The signature is missing', 'unsigned');
const WRONG_SIGNATURE = verdict(401, 'The signature is wrong', 'wrong-signature');
const NOT_READABLE = verdict(400, 'The body is not a JSON object', 'malformed');
const NOT_STORED = verdict(503, 'Not stored, deliver it again', 'not-stored');
const NO_ROOM = verdict(503, 'Too much at once, deliver it again', 'not-stored');
const STORED = verdict(202, 'Stored', 'stored');
const KNOWN = verdict(202, 'Known already', 'known');

export function webhookRoute(route: WebhookRoute): Handler {
  const room = new BodyRoom(route.room ?? ROOM);
  return async (request, response) => {
    if (targetOf(request)?.pathname !== WEBHOOK_PATH) return false;
    const refusal = wrongMethod(request, ['POST']);
    if (refusal !== null) {
      await send(request, response, refusal);
      return true;
    }
    const begun = performance.now();
    const event = header(request, 'x-github-event') ?? '';
    const judged = await judge(route, request, room);
    if (judged === null) return true;
    const { status, text, outcome } = judged;
    route.metrics.delivered({ event, outcome, seconds: (performance.now() - begun) / 1000 });
    if (status >= 400) route.log.warn({ ...about(request), status }, `a webhook was refused: ${text}`);
    await send(request, response, plain(status, `${text}\n`));
    return true;
  };
}

/** Null: nobody is there to be told. */
async function judge(route: WebhookRoute, request: IncomingMessage, room: BodyRoom): Promise<Verdict | null> {
  const signature = header(request, 'x-hub-signature-256');
  // Not worth reading on.
  if (signature === null) return NO_SIGNATURE;
  if (!SIGNATURE.test(signature)) return WRONG_SIGNATURE;
  const body = await readBody(request, { most: LARGEST, room });
  switch (body.kind) {
    case 'cut-off':
      return null;
    case 'too-slow':
      return TOO_SLOW;
    case 'too-large':
      return TOO_LARGE;
    case 'no-room':
      return NO_ROOM;
    case 'whole':
      try {
        return await judgeBody(route, request, { bytes: body.bytes, signature });
      } finally {
        room.giveBack(body.bytes.length);
      }
  }
}

async function judgeBody(
  route: WebhookRoute,
  request: IncomingMessage,
  { bytes, signature }: { readonly bytes: Buffer; readonly signature: string },
): Promise<Verdict> {
  const text = textOf(bytes);
  if (text === null || !(await isSigned(route, text, signature))) return WRONG_SIGNATURE;
  const id = header(request, 'x-github-delivery');
  const name = header(request, 'x-github-event');
  if (id === null || name === null || !/^[\w-]{1,100}$/.test(id) || !/^\w{1,100}$/.test(name))
    return NO_HEADERS;
  if (!/^application\/json\s*(;|$)/i.test(header(request, 'content-type') ?? '')) return NO_JSON;
  const payload = objectOf(text);
  if (payload === null) return NOT_READABLE;
  return store(route, { id, name, payload, json: text });
}

async function store(
  { deliveries, log, storingMs = STORING_MS }: WebhookRoute,
  delivery: Delivery,
): Promise<Verdict> {
  try {
    const found = await inTime(storingMs, deliveries.receive(delivery));
    log.info({ delivery: delivery.id, event: delivery.name }, `a webhook was ${STATES[found]}`);
    return found === 'new' ? STORED : KNOWN;
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, 'a webhook could not be stored');
    return NOT_STORED;
  }
}

const STATES = { new: 'stored', known: 'known already' } as const;

/** The signature is of the bytes, Probot takes text: only what is the same in both is let through. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function isSigned({ signatures }: WebhookRoute, text: string, signature: string): Promise<boolean> {
  // It throws for an empty body and for what is no signature at all.
  return signatures.verify(text, signature).catch(() => false);
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Before the signature is known to be right, this is anybody's text. */
function about(request: IncomingMessage): Readonly<Record<string, string>> {
  const delivery = header(request, 'x-github-delivery')?.slice(0, 100);
  return delivery === undefined ? {} : { delivery };
}

function verdict(status: number, text: string, outcome: DeliveryOutcome): Verdict {
  return { status, text, outcome };
}
