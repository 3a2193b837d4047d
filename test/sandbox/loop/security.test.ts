/** Code of others in the jobs of a run: it looks for tokens, tries to write with what it finds, and says what only GitHub may say. */
import { expect, test } from 'vitest';
import type { Permissions } from '../../../sandbox/runner/host.ts';
import { type BraidShop, openBraidShop } from './braid-shop.ts';

const LOOK = `
{
  env
  git config --list --show-origin
  pid=$$
  while [ "$pid" -gt 1 ]; do
    tr '\\0' '\\n' < "/proc/$pid/environ"
    pid=$(awk '/^PPid:/ { print $2 }' "/proc/$pid/status")
  done
  grep -rhE 'gh[a-z]_|AUTHORIZATION|extraheader' "$RUNNER_TEMP" "$GITHUB_WORKSPACE" "$HOME" 2>/dev/null
} > seen.txt
echo '::set-output name=evil::1'
echo '::warning file=x.js,line=1::planted'
echo '::add-mask::parts'
echo '##[error]planted'
echo '::stop-commands::word'
`;

const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge:
  verify:
    - env > "$TMPDIR/seen"; ! grep -qE 'gh[a-z]_|RUNTIME_TOKEN' "$TMPDIR/seen"
`;

// biome-ignore lint/suspicious/noTemplateCurlyInString: a workflow's expression, which nobody is to evaluate
const HOSTILE = '"; rm -rf / #$(touch /tmp/x) `touch /tmp/y` ${{ github.token }}';
// biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell would expand
const BRANCH = 'zzz";echo${IFS}hello';

test('an agent finds no token, and what it prints stays text', async () => {
  const plan = `version: 1\nname: shop\ntasks:\n  - id: look\n    title: ${JSON.stringify(HOSTILE)}\n    prompt: ${JSON.stringify(LOOK)}\n`;
  const shop = await openBraidShop({
    base: { '.github/braid.yml': CONFIG },
    plan: { '.github/braid/plan.yml': plan },
    branch: BRANCH,
    title: HOSTILE,
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()[0]).toContain('the only task is in');
  const seen = await shop.git('show', `refs/heads/${BRANCH}:seen.txt`);
  // It has looked.
  expect(seen).toContain('BRAID_PROMPT_FILE');
  expect(seen).not.toMatch(/gh[a-z]_[A-Za-z0-9]|RUNTIME_TOKEN|AUTHORIZATION|extraheader/i);
  const jobs = shop.sandbox.runs('octo/shop').flatMap(({ jobs: each }) => each);
  const work = jobs.find(({ name }) => name.includes('look'));
  expect(work?.conclusion).toBe('success');
  // Were there one, it could not write.
  for (const job of jobs.filter(({ name }) => /look|verify/.test(name)))
    await cannotWrite(shop, job.report?.permissions ?? { contents: 'write' });
  expect(work?.report?.annotations).toEqual([]);
  expect(work?.report?.outputs).toEqual({});
  expect(work?.report?.log).toContain('::set-output name=evil::1');
  // Nothing was masked on its word.
  expect(jobs.every(({ report }) => report === null || !report.log.includes('brai***'))).toBe(true);
});

/** A token as a job has it is tried: a push, a ref, a comment, a check run, a dispatch. */
async function cannotWrite({ sandbox, pull, git }: BraidShop, permissions: Permissions): Promise<void> {
  const token = sandbox.jobToken('octo/shop', permissions);
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `token ${token}` };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return (await fetch(`${sandbox.apiUrl}/repos/octo/shop${path}`, init)).status;
  };
  const sha = await git('rev-parse', 'main');
  expect(await call('GET', '/git/ref/heads/main')).toBe(200);
  const tried = [
    await call('POST', '/git/refs', { ref: 'refs/heads/evil', sha }),
    await call('PATCH', '/git/refs/heads/main', { sha }),
    await call('POST', `/issues/${pull}/comments`, { body: 'evil' }),
    await call('POST', '/check-runs', { name: 'braid', head_sha: sha, conclusion: 'success' }),
    await call('POST', '/actions/workflows/braid.yml/dispatches', { ref: 'main' }),
  ];
  expect(tried).toEqual([403, 403, 403, 403, 403]);
  const authorization = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const push = `${sandbox.serverUrl}/octo/shop.git/info/refs?service=git-receive-pack`;
  expect((await fetch(push, { headers: { authorization } })).status).toBe(403);
}
