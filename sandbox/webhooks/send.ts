/** One POST to an App's address, signed as GitHub signs. */
import { createHmac } from 'node:crypto';
import type { App, Delivery, Hook } from '../state/app.ts';

/** GitHub waits this long for an answer. */
const PATIENCE_MS = 10_000;

export interface Sent {
  readonly status: string;
  readonly statusCode: number;
  readonly answer: string;
}

export async function send(app: App, hook: Hook, delivery: Delivery): Promise<Sent> {
  const signature = createHmac('sha256', hook.secret).update(delivery.body).digest('hex');
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/sandbox',
        'x-github-delivery': delivery.guid,
        'x-github-event': delivery.event,
        'x-github-hook-id': String(app.id),
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body: delivery.body,
    });
    const answer = await response.text();
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return { status, statusCode: response.status, answer };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { status: timedOut ? 'timed out' : 'failed to connect to host', statusCode: 0, answer: '' };
  }
}
