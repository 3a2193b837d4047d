/** The App's shell on the loopback, with everything inside it in memory. */
import { createHmac } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Handler } from '../../../app/http/answer.ts';
import { healthRoutes, type Readiness } from '../../../app/operation/health.ts';
import { openLog } from '../../../app/operation/log.ts';
import { openMetrics } from '../../../app/operation/metrics.ts';
import type { Counts, Deliveries, Delivery } from '../../../app/operation/ports.ts';
import { openProbot } from '../../../app/operation/probot.ts';
import { webhookRoute } from '../../../app/operation/webhook-route.ts';
import { type Patience, startServer } from '../../../app/server.ts';
import { rsaKey } from './keys.ts';

export const SECRET = 'the secret of the webhook';
export const CREDENTIALS = { appId: 42, privateKey: rsaKey(), webhookSecret: SECRET, login: null };

export interface ShellOptions {
  readonly deliveries?: Deliveries;
  readonly counts?: Counts;
  readonly checks?: Partial<Readiness>;
  readonly handlers?: readonly Handler[];
  readonly patience?: Patience;
  readonly isStopping?: () => boolean;
  readonly storingMs?: number;
  readonly room?: number;
  readonly publicUrl?: string;
}

export const COUNTS: Counts = {
  queueDepth: async () => 3,
  runsByStatus: async () => ({ running: 2 }),
  deliveriesFailed: async () => 1,
  oldestWaitingSeconds: async () => 12.5,
  runsTroubled: async () => 4,
};

const fine = async (): Promise<void> => {};

/** Keeps each delivery once. */
export function inMemory(): Deliveries & { readonly kept: Delivery[] } {
  const kept: Delivery[] = [];
  return {
    kept,
    receive: async delivery => {
      if (kept.some(({ id }) => id === delivery.id)) return 'known';
      kept.push(delivery);
      return 'new';
    },
  };
}

export async function openShell(options: ShellOptions = {}) {
  const deliveries = options.deliveries ?? inMemory();
  const lines: Record<string, unknown>[] = [];
  const log = openLog({
    ...{ level: 'debug', secrets: [SECRET, CREDENTIALS.privateKey] },
    write: line => lines.push(z.record(z.string(), z.unknown()).parse(JSON.parse(line))),
  });
  const metrics = openMetrics(options.counts ?? COUNTS);
  const apiUrl = 'http://127.0.0.1:9';
  const probot = await openProbot({ credentials: CREDENTIALS, apiUrl, log, metrics, writePauseMs: 0 });
  const { storingMs, room } = options;
  const server = await startServer({
    ...{ host: '127.0.0.1', port: 0, publicUrl: options.publicUrl ?? 'https://braid.example.com', log },
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    handlers: [
      webhookRoute({
        ...{ signatures: probot.webhooks, deliveries, log, metrics },
        ...(storingMs === undefined ? {} : { storingMs }),
        ...(room === undefined ? {} : { room }),
      }),
      healthRoutes({
        ...{ metrics, log, isStopping: options.isStopping ?? (() => false), checkMs: 200 },
        checks: { database: fine, queue: fine, github: fine, ...options.checks },
      }),
      ...(options.handlers ?? []),
    ],
  });
  onTestFinished(() => server.close(AbortSignal.abort()));
  const url = `http://127.0.0.1:${server.port}`;
  return { url, server, lines, metrics, log };
}

export interface Sent {
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out of the usual ones. */
  readonly without?: readonly string[];
  readonly method?: string;
}

export function signed(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** As GitHub delivers. */
export async function deliver(
  url: string,
  { body = '{}', headers, without = [], method = 'POST' }: Sent = {},
) {
  const usual: Record<string, string> = {
    'content-type': 'application/json',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-github-event': 'pull_request',
    'x-hub-signature-256': signed(body),
    ...headers,
  };
  for (const name of without) delete usual[name];
  const sent = method === 'POST' ? { body } : {};
  const response = await fetch(`${url}/api/github/webhooks`, { method, headers: usual, ...sent });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Without an end that is known before, and only as fast as it is taken. */
export function deliverInPieces(
  url: string,
  piece: Buffer,
  times: number,
): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const headers = { 'x-hub-signature-256': signed('of something else') };
    const going = request(`${url}/api/github/webhooks`, { method: 'POST', headers }, response => {
      answered = true;
      response.resume();
      resolve({ status: response.statusCode ?? 0, sent });
    });
    going.on('error', error => {
      if (!answered) reject(error);
    });
    const more = (): void => {
      while (sent < times && !answered) {
        sent += 1;
        if (!going.write(piece)) return void going.once('drain', more);
      }
      going.end();
    };
    more();
  });
}

/** What a connection answers until it is closed. */
export async function raw(url: string, talk: (socket: Socket) => void): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding('utf8');
  talk(socket);
  let heard = '';
  for await (const text of socket) heard += String(text);
  return heard;
}

/** A webhook of which only so many bytes come. */
export function beginBody(url: string, bytes: number): ClientRequest {
  const headers = { 'x-hub-signature-256': signed('of something else'), 'content-length': 2 * bytes };
  const going = request(`${url}/api/github/webhooks`, { method: 'POST', headers });
  going.on('error', () => {});
  going.write(Buffer.alloc(bytes, 'a'));
  return going;
}
