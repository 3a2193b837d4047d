/** What whoever watches over the App is told. */
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { healthWithoutApp } from '../../../app/operation/health.ts';
import { startServer } from '../../../app/server.ts';
import { deliver, openShell, signed } from './rig.ts';

const answer = z.looseObject({ ready: z.boolean(), github: z.string().optional() });

async function ready(url: string) {
  const response = await fetch(`${url}/readyz`);
  return { ...answer.parse(await response.json()), status: response.status };
}

test('it is alive, whatever else is missing', async () => {
  const { url } = await openShell({ checks: { database: () => Promise.reject(new Error('gone')) } });
  const response = await fetch(`${url}/healthz`);
  expect([response.status, await response.text()]).toEqual([200, 'alive\n']);
});

test('before there is an App it is alive, and not ready', async () => {
  const { log } = await openShell();
  const place = { host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1' };
  const server = await startServer({ ...place, handlers: [healthWithoutApp], log });
  onTestFinished(() => server.close(AbortSignal.abort()));
  const url = `http://127.0.0.1:${server.port}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await ready(url)).toEqual({ status: 503, ready: false, app: 'no App yet' });
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
});

test('it is ready when nothing is missing', async () => {
  const { url } = await openShell();
  expect(await ready(url)).toEqual({ status: 200, ready: true, database: 'ok', queue: 'ok', github: 'ok' });
});

test('what is missing is named, why is in the log alone', async () => {
  const { url, lines } = await openShell({
    checks: {
      database: () => Promise.reject(new Error('connect postgres://braid:sesame@db:5432 refused')),
      queue: () => new Promise(() => {}),
    },
  });
  expect(await ready(url)).toEqual({
    status: 503,
    ready: false,
    database: 'missing',
    queue: 'missing',
    github: 'ok',
  });
  expect(lines).toContainEqual(
    expect.objectContaining({
      check: 'database',
      err: expect.objectContaining({ message: 'connect postgres://***@db:5432 refused' }),
    }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({
      check: 'queue',
      err: expect.objectContaining({ message: 'no answer within 200 ms' }),
    }),
  );
});

test('GitHub is asked until it has known the App once', async () => {
  const answers = ['no', 'yes', 'no'];
  let asked = 0;
  const { url } = await openShell({
    checks: {
      github: async () => {
        asked += 1;
        if (answers.shift() === 'no') throw new Error('401');
      },
    },
  });
  const states = [await ready(url), await ready(url), await ready(url)];
  expect(states.map(({ github }) => github)).toEqual(['missing', 'ok', 'ok']);
  expect(asked).toBe(2);
});

test('whoever asks while it is being found out causes no second look', async () => {
  let asked = 0;
  let go = (): void => {};
  const gate = new Promise<void>(open => {
    go = open;
  });
  const { url } = await openShell({
    checks: {
      database: () => {
        asked += 1;
        if (asked === 1) setImmediate(go);
        return gate;
      },
    },
  });
  await Promise.all([ready(url), ready(url)]);
  expect(asked).toBeLessThanOrEqual(2);
});

test('while it stops it is not ready', async () => {
  const { url } = await openShell({ isStopping: () => true });
  expect(await ready(url)).toEqual({ status: 503, ready: false, stopping: true });
});

test('the metrics count deliveries, steps, calls, runs and the queue', async () => {
  const { url, metrics } = await openShell();
  await deliver(url);
  await deliver(url);
  await deliver(url, { headers: { 'x-hub-signature-256': signed('{}', 'another') } });
  metrics.stepped('done', 0.3);
  metrics.asked({ method: 'GET', status: 200, limit: { resource: 'core', left: 4321 } });
  metrics.asked({ method: 'POST', status: 0, limit: null });
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
  const text = await response.text();
  for (const line of [
    'braid_deliveries_total{event="pull_request",outcome="stored"} 1',
    'braid_deliveries_total{event="pull_request",outcome="known"} 1',
    'braid_deliveries_total{event="pull_request",outcome="wrong-signature"} 1',
    'braid_acknowledge_seconds_count 2',
    'braid_step_seconds_count{outcome="done"} 1',
    'braid_github_calls_total{method="GET",status="2xx"} 1',
    'braid_github_calls_total{method="POST",status="none"} 1',
    'braid_github_rate_limit_remaining{resource="core"} 4321',
    'braid_queue_depth 3',
    'braid_runs{status="running"} 2',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(text).toContain('process_resident_memory_bytes');
});

test('words of others make no new series', async () => {
  const { url, metrics } = await openShell();
  const lines = async (): Promise<readonly string[]> =>
    (await (await fetch(`${url}/metrics`)).text()).split('\n').filter(line => /^braid_.*\{/.test(line));
  for (let n = 0; n < 30; n++) {
    const secret = n % 2 === 0 ? 'the secret of the webhook' : 'another';
    await deliver(url, {
      headers: {
        'x-github-event': `made_up_${n}`,
        'x-github-delivery': `id-${n}`,
        'x-hub-signature-256': signed('{}', secret),
      },
    });
    metrics.asked({ method: `M${n}`, status: 500 + n, limit: { resource: `r${n}`, left: n } });
  }
  const series = (await lines()).filter(line => !line.startsWith('braid_acknowledge'));
  expect(series.length).toBeLessThan(10);
});

test('while the database is gone, there are metrics without its counts', async () => {
  const gone = () => Promise.reject(new Error('gone'));
  const { url } = await openShell({ counts: { queueDepth: gone, runsByStatus: gone } });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).not.toMatch(/^braid_queue_depth \d/m);
  expect(text).not.toMatch(/^braid_runs\{/m);
});
