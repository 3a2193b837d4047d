/** Probot as the App uses it: an Octokit for each installation, measured. */
import { expect, test } from 'vitest';
import { openLog } from '../../../app/operation/log.ts';
import { openMetrics } from '../../../app/operation/metrics.ts';
import { openProbot } from '../../../app/operation/probot.ts';
import { openShop, SHOP } from '../../sandbox/shop.ts';
import { COUNTS } from './rig.ts';

test('an installation reads what it may, with a token of its own, and every request counts', async () => {
  const { sandbox } = await openShop();
  const app = await sandbox.registerApp({ name: 'Braid', permissions: { contents: 'read' }, events: [] });
  const installation = sandbox.install(app, ['acme/shop']);
  let text = '';
  const log = openLog({
    ...{ level: 'debug', secrets: [app.privateKey] },
    write: line => {
      text += line;
    },
  });
  const metrics = openMetrics(COUNTS);
  const probot = await openProbot({
    ...{ apiUrl: sandbox.apiUrl, log, metrics, writePauseMs: 0 },
    credentials: { appId: app.id, privateKey: app.privateKey, webhookSecret: 'a secret', login: null },
  });
  const itself = await probot.auth();
  expect((await itself.request('GET /app')).data?.id).toBe(app.id);
  const octokit = await probot.auth(installation);
  expect((await octokit.request('GET /repos/{owner}/{repo}', SHOP)).data.full_name).toBe('acme/shop');
  const measured = (await metrics.text()).text;
  // The App itself, and the repository; then the token that this needed.
  expect(measured).toContain('braid_github_calls_total{method="GET",status="2xx"} 2');
  expect(measured).toContain('braid_github_calls_total{method="POST",status="2xx"} 1');
  expect(measured).toMatch(/braid_github_rate_limit_remaining\{resource="core"\} \d+/);
  expect(text).not.toMatch(/ghs_\w/);
});
