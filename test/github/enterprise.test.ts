/** A server of one's own: its API is at `https://HOST/api/v3`, GraphQL beside it at `https://HOST/api/graphql`. */
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { workflowRunner } from '../../sandbox/workflow-runner.ts';
import { plainClient, port } from './rig.ts';

test('the port finds both, and so edits its own comment', async () => {
  const sandbox = await startSandbox({ runner: workflowRunner() });
  onTestFinished(() => sandbox.stop());
  await sandbox.addRepository('octo/shop', { collaborators: { ann: 'write' } });
  await sandbox.as('ann').commit('octo/shop', 'topic', { one: '1\n' });
  const issue = await sandbox.as('ann').openPull('octo/shop', { head: 'topic' });
  const token = sandbox.jobToken('octo/shop', { contents: 'read', 'pull-requests': 'write' });
  expect(sandbox.apiUrl).toMatch(/\/api\/v3$/);
  const place = { apiUrl: sandbox.apiUrl, token, owner: 'octo', name: 'shop' };
  for (const body of ['one', 'two']) {
    const github = port(place, async () => plainClient(place));
    await github.putComment({ issue, marker: '<!-- braid -->', body });
  }
  const { comments } = repositoryOf(sandbox.world, 'octo/shop');
  expect([...comments.values()].map(({ body }) => body)).toEqual([expect.stringContaining('two')]);
});
