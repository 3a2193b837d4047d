import { expect, test } from 'vitest';
import type { Permissions } from '../../../../sandbox/runner/host.ts';
import { shrink } from '../../../../sandbox/runner/syntax/permissions.ts';
import { MemoryHost } from '../memory-host.ts';
import { job, run, said } from '../rig.ts';

async function minted(workflow: string, tokenLimit: Permissions | null = null): Promise<unknown> {
  const host = new MemoryHost();
  const report = await run(workflow, {
    host,
    request: { tokenLimit },
    files: {
      '.github/workflows/called.yml':
        'on: {workflow_call: {}}\njobs: {in: {runs-on: x, steps: [{run: exit 0}]}}\n',
    },
  });
  expect(report.problems).toEqual([]);
  expect(host.minted.every(({ revoked }) => revoked)).toBe(true);
  return host.minted[0]?.permissions;
}

const it = (more: string) => `jobs:\n  it:\n    runs-on: x\n    steps: [{run: exit 0}]\n${more}`;

test.each<[string, string, Permissions]>([
  ['nothing said', `on: push\n${it('')}`, { contents: 'write', issues: 'write' }],
  ['none at the top', `on: push\npermissions: {}\n${it('')}`, {}],
  ['one at the top', `on: push\npermissions: {contents: read}\n${it('')}`, { contents: 'read' }],
  [
    'the job over the top',
    `on: push\npermissions: {contents: read}\n${it('    permissions: {checks: write}\n')}`,
    { checks: 'write' },
  ],
  [
    'a called workflow has what the calling job has',
    'on: push\njobs: {it: {uses: ./.github/workflows/called.yml, permissions: {checks: write}}}\n',
    { checks: 'write' },
  ],
])('permissions of the token: %s', async (_title, workflow, permissions) => {
  expect(await minted(workflow)).toEqual(permissions);
});

test('the token of a fork can only read, whatever the file asks for', async () => {
  expect(
    await minted(`on: push\npermissions: {contents: write, checks: write}\n${it('')}`, { contents: 'read' }),
  ).toEqual({
    contents: 'read',
    checks: 'none',
  });
  expect(shrink({ contents: 'read' }, { contents: 'write' })).toEqual({ contents: 'read' });
});

test('write-all is all of them', async () => {
  const permissions = await minted(`on: push\npermissions: write-all\n${it('')}`);
  expect(permissions).toMatchObject({ contents: 'write', checks: 'write', 'pull-requests': 'write' });
});

test('a called workflow that asks for more than the caller has is refused', async () => {
  const report = await run(
    'on: push\npermissions: {}\njobs: {it: {uses: ./.github/workflows/called.yml, permissions: {contents: read}}}\n',
    {
      files: {
        '.github/workflows/called.yml':
          'on: {workflow_call: {}}\njobs: {in: {runs-on: x, permissions: {contents: write, checks: write}, steps: [{run: exit 0}]}}\n',
      },
    },
  );
  const calling =
    ".github/workflows/test.yml (Line: 3, Col: 8): Error calling workflow '.github/workflows/called.yml'.";
  expect(report.problems).toEqual([
    `${calling} The nested job 'in' is requesting 'contents: write', but is only allowed 'contents: read'.`,
    `${calling} The nested job 'in' is requesting 'checks: write', but is only allowed 'checks: none'.`,
  ]);
});

test('each job has a token of its own, as github.token and as a secret', async () => {
  const host = new MemoryHost();
  const report = await run(
    `
on: push
jobs:
  it:
    runs-on: x
    steps: [{run: "test \${{ github.token }} = \${{ secrets.GITHUB_TOKEN }} && echo same", env: {}}]
  other:
    runs-on: x
    steps: [{run: exit 0}]
`,
    { host },
  );
  expect(said(report)).toEqual(['same']);
  expect(new Set(host.minted.map(({ token }) => token)).size).toBe(2);
  expect(job(report).permissions).toEqual({ contents: 'write', issues: 'write' });
});
