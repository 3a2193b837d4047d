/** What GitHub is told the App is, and what the README says of that. */
import { expect, test } from 'vitest';
import { EVENTS, manifest, PERMISSIONS } from '../../../app/manifest.ts';
import { readme, table } from '../../docs/book.ts';

test('the manifest is what GitHub makes an App of', () => {
  expect(manifest('https://braid.example.com')).toEqual({
    name: 'Braid braid.example.com',
    description: expect.any(String),
    url: 'https://braid.example.com',
    hook_attributes: { url: 'https://braid.example.com/api/github/webhooks', active: true },
    redirect_url: 'https://braid.example.com/setup/created',
    callback_urls: ['https://braid.example.com/login/callback'],
    public: false,
    default_permissions: {
      ...{ actions: 'write', checks: 'write', contents: 'write', issues: 'read' },
      ...{ metadata: 'read', pull_requests: 'write' },
    },
    default_events: ['check_run', 'issue_comment', 'pull_request', 'workflow_job', 'workflow_run'],
  });
});

test('GitHub refuses a name that is longer', () => {
  expect(manifest(`https://${'a'.repeat(60)}.example.com`).name.length).toBeLessThanOrEqual(34);
});

test('the README has each permission and each event with its reason', () => {
  expect(table(readme, 'app-permissions')).toEqual(
    PERMISSIONS.map(({ name, level, reason }) => [`\`${name}: ${level}\``, reason]),
  );
  expect(table(readme, 'app-events')).toEqual(EVENTS.map(({ name, reason }) => [`\`${name}\``, reason]));
});
