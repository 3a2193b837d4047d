/** Check runs and suites. */
import { expect, test } from 'vitest';
import { openShop, SHOP } from './shop.ts';

const note = (line: number) => ({
  path: 'README.md',
  start_line: line,
  end_line: line,
  annotation_level: 'failure' as const,
  message: `Line ${line}`,
});

test('a check run grows: annotations are appended, what is not named stays', async () => {
  const shop = await openShop();
  const head_sha = await shop.head();
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', { checks: 'write' }));
  const fifty = Array.from({ length: 50 }, (_, index) => note(index + 1));
  const { data: made } = await job.checks.create({
    ...SHOP,
    name: 'braid',
    head_sha,
    external_id: 'run-1',
    status: 'in_progress',
    output: { title: 'Plan', summary: 'Three tasks', annotations: fifty },
  });
  const { data: changed } = await job.checks.update({
    ...SHOP,
    check_run_id: made.id,
    conclusion: 'failure',
    output: { summary: 'One failed', annotations: [note(51)] },
  });
  expect(changed).toMatchObject({
    external_id: 'run-1',
    status: 'completed',
    conclusion: 'failure',
    output: { title: 'Plan', summary: 'One failed', annotations_count: 51 },
    app: { slug: 'github-actions' },
  });
  const annotations = await job.paginate(job.checks.listAnnotations, { ...SHOP, check_run_id: made.id });
  expect(annotations.map(annotation => annotation.start_line)).toEqual(
    Array.from({ length: 51 }, (_, index) => index + 1),
  );
});

test.each([
  {
    what: '51 annotations',
    fields: { output: { summary: '', annotations: Array.from({ length: 51 }, () => note(1)) } },
  },
  { what: 'a summary of 65,536 characters', fields: { output: { summary: 'x'.repeat(65_536) } } },
  { what: 'an end without a conclusion', fields: { status: 'completed' } },
  {
    what: 'four buttons',
    fields: {
      actions: Array.from({ length: 4 }, () => ({
        label: 'Retry',
        description: 'Again',
        identifier: 'retry',
      })),
    },
  },
  {
    what: 'a long button',
    fields: { actions: [{ label: 'x'.repeat(21), description: '', identifier: 'x' }] },
  },
])('a check run with $what is refused', async ({ fields }) => {
  const shop = await openShop();
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', { checks: 'write' }));
  const head_sha = await shop.head();
  const request: Record<string, unknown> = { ...SHOP, name: 'braid', head_sha, ...fields };
  const create = job.request({ method: 'POST', url: '/repos/{owner}/{repo}/check-runs', ...request });
  await expect(create).rejects.toMatchObject({ status: 422 });
});

test('of several check runs with one name the latest is listed, each App has its suite', async () => {
  const shop = await openShop();
  const head_sha = await shop.head();
  const { checks } = shop.octokit(shop.sandbox.jobToken('acme/shop', { checks: 'write' }));
  await checks.create({ ...SHOP, name: 'braid', head_sha, conclusion: 'failure' });
  await checks.create({ ...SHOP, name: 'braid', head_sha, conclusion: 'success' });
  const { data: latest } = await checks.listForRef({ ...SHOP, ref: 'main' });
  expect(latest.check_runs.map(run => run.conclusion)).toEqual(['success']);
  const { data: all } = await checks.listForRef({ ...SHOP, ref: 'main', filter: 'all' });
  expect(all.total_count).toBe(2);
  const { data: suites } = await checks.listSuitesForRef({ ...SHOP, ref: head_sha });
  expect(suites.check_suites).toMatchObject([{ app: { slug: 'github-actions' }, status: 'completed' }]);
});
