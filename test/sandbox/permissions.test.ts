/** Which token may call what: as tables, in GitHub's words. */
import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';
import type { Permissions } from '../../sandbox/runner/host.ts';
import { grantsOf } from '../../sandbox/workflows/host.ts';
import { openShop, SHOP, type Shop } from './shop.ts';

const CALLS: Readonly<Record<string, (octokit: Octokit) => Promise<unknown>>> = {
  'read the repository': octokit => octokit.repos.get(SHOP),
  'read a branch': octokit => octokit.repos.getBranch({ ...SHOP, branch: 'main' }),
  'read a file': octokit => octokit.repos.getContent({ ...SHOP, path: 'README.md' }),
  'make a branch': async octokit => {
    const sha = '0000000000000000000000000000000000000001';
    await octokit.git.createRef({ ...SHOP, ref: 'refs/heads/new', sha });
  },
  'list pull requests': octokit => octokit.pulls.list(SHOP),
  comment: octokit => octokit.issues.createComment({ ...SHOP, issue_number: 1, body: 'Hello' }),
  label: octokit => octokit.issues.addLabels({ ...SHOP, issue_number: 1, labels: ['bug'] }),
  'make a check run': octokit =>
    octokit.checks.create({ ...SHOP, name: 'braid', head_sha: '0000000000000000000000000000000000000001' }),
  'list check runs': octokit => octokit.checks.listForRef({ ...SHOP, ref: 'main' }),
  'list workflow runs': octokit => octokit.actions.listWorkflowRunsForRepo(SHOP),
  'dispatch a workflow': octokit =>
    octokit.actions.createWorkflowDispatch({ ...SHOP, workflow_id: 'none.yml', ref: 'main' }),
  'dispatch an event': octokit => octokit.repos.createDispatchEvent({ ...SHOP, event_type: 'go' }),
};

/** A call that was let in may still find nothing: that is for other tests. */
const LET_IN = [200, 204, 404, 422];
const INTEGRATION = '403 Resource not accessible by integration';

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'allowed';
  } catch (error) {
    if (!(error instanceof Error && 'status' in error)) throw error;
    const { status, message } = error;
    return LET_IN.includes(Number(status)) ? 'allowed' : `${status} ${message.split(' - ')[0]}`;
  }
}

async function outcomes(shop: Shop, token: string): Promise<Readonly<Record<string, string>>> {
  const octokit = shop.octokit(token);
  const found: Record<string, string> = {};
  for (const [name, call] of Object.entries(CALLS)) found[name] = await outcome(call(octokit));
  return found;
}

const GRANTS: readonly { readonly permissions: Permissions; readonly opens: readonly string[] }[] = [
  { permissions: {}, opens: [] },
  { permissions: { contents: 'read' }, opens: ['read a branch', 'read a file'] },
  {
    permissions: { contents: 'write' },
    opens: ['read a branch', 'read a file', 'make a branch', 'dispatch an event'],
  },
  { permissions: { 'pull-requests': 'read' }, opens: ['list pull requests'] },
  { permissions: { 'pull-requests': 'write' }, opens: ['list pull requests', 'comment', 'label'] },
  { permissions: { issues: 'write' }, opens: ['comment', 'label'] },
  { permissions: { checks: 'read' }, opens: ['list check runs'] },
  { permissions: { checks: 'write' }, opens: ['list check runs', 'make a check run'] },
  { permissions: { actions: 'read' }, opens: ['list workflow runs'] },
  { permissions: { actions: 'write' }, opens: ['list workflow runs', 'dispatch a workflow'] },
];

test.each(GRANTS)('a job with $permissions may do just that', async ({ permissions, opens }) => {
  const shop = await openShop();
  const found = await outcomes(shop, shop.sandbox.jobToken('acme/shop', permissions));
  const wanted = Object.keys(CALLS).map(name => [
    name,
    name === 'read the repository' || opens.includes(name) ? 'allowed' : INTEGRATION,
  ]);
  expect(found).toEqual(Object.fromEntries(wanted));
});

const RIGHTS = '403 Must have admin rights to Repository.';
const APPS_ONLY = '403 You must authenticate via a GitHub App.';

test.each([
  {
    login: 'rita',
    refused: {
      label: RIGHTS,
      'make a branch': RIGHTS,
      'dispatch a workflow': RIGHTS,
      'dispatch an event': RIGHTS,
    },
  },
  {
    login: 'tim',
    refused: { 'make a branch': RIGHTS, 'dispatch a workflow': RIGHTS, 'dispatch an event': RIGHTS },
  },
  { login: 'maria', refused: {} },
])('$login may do what the role gives, and makes no check runs', async ({ login, refused }) => {
  const shop = await openShop();
  const found = await outcomes(shop, shop.sandbox.userToken(login));
  const all = Object.fromEntries(Object.keys(CALLS).map(name => [name, 'allowed']));
  expect(found).toEqual({ ...all, 'make a check run': APPS_ONLY, ...refused });
});

test.each(GRANTS)('a fine-grained token with $permissions may do no more, whoever holds it', async ({
  permissions,
  opens,
}) => {
  const shop = await openShop();
  const grants = grantsOf(permissions, null);
  const found = await outcomes(shop, shop.sandbox.userToken('maria', { kind: 'fine-grained', grants }));
  const wanted = Object.keys(CALLS).map(name => [
    name,
    name === 'read the repository' || opens.includes(name)
      ? 'allowed'
      : '403 Resource not accessible by personal access token',
  ]);
  expect(found).toEqual({ ...Object.fromEntries(wanted), 'make a check run': APPS_ONLY });
});

test('nor does a fine-grained token make a writer of a reader', async () => {
  const shop = await openShop();
  const grants = { contents: 'write' } as const;
  const found = await outcomes(shop, shop.sandbox.userToken('rita', { kind: 'fine-grained', grants }));
  expect(found).toMatchObject({ 'read a file': 'allowed', 'make a branch': RIGHTS });
});

test.each([
  { who: 'a stranger', token: (shop: Shop) => shop.sandbox.userToken('stranger') },
  {
    who: 'a job of another repository',
    token: async (shop: Shop) => {
      await shop.sandbox.addRepository('acme/other');
      return shop.sandbox.jobToken('acme/other', { contents: 'write' });
    },
  },
])('for $who a private repository is not there', async ({ token }) => {
  const shop = await openShop();
  const octokit = shop.octokit(await token(shop));
  for (const call of Object.values(CALLS))
    await expect(call(octokit)).rejects.toMatchObject({
      status: 404,
      message: expect.stringMatching(/^Not Found/),
    });
});

test('a token that is none is refused before anything else', async () => {
  const shop = await openShop();
  await expect(shop.octokit('ghp_invented').repos.get(SHOP)).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(/^Bad credentials/),
  });
});
