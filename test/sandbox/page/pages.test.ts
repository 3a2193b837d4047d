/** The pages of a sandbox: what they show, that their links lead somewhere, and that nobody's text becomes markup. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxPages } from '../../../sandbox/page/pages.ts';
import { jobReport, scriptedRunner } from '../scripted-runner.ts';
import { openShop, openShopWith, SHOP, type Shop } from '../shop.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'';
const WORKFLOW = { '.github/workflows/braid.yml': `name: Braid\non:\n  pull_request: {}\n` };

const MEANT: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** A pull request on which everything that can be named is called {@link EVIL}. */
async function openHostileShop(): Promise<Shop & { readonly pull: number }> {
  const runner = scriptedRunner({ hold: true });
  const shop = await openShopWith(runner, { files: WORKFLOW, pages: world => sandboxPages(world, ROOT) });
  const { sandbox } = shop;
  const maria = sandbox.as('maria');
  const sha = await maria.commit('acme/shop', 'sale', { [`100%?#&lt;/${EVIL}.txt`]: `${EVIL}\n` });
  const pull = await maria.openPull('acme/shop', { head: 'sale', title: EVIL, body: EVIL });
  maria.comment(
    'acme/shop',
    pull,
    `### Said\n\n${EVIL}\n\n[code](${sandbox.serverUrl}/acme/shop/blob/${sha}/README.md)`,
  );
  await maria.label('acme/shop', pull, EVIL);
  const token = sandbox.jobToken('acme/shop', { checks: 'write' });
  const annotation = { path: 'README.md', start_line: 1, end_line: 1, annotation_level: 'warning' } as const;
  await shop.octokit(token).checks.create({
    ...SHOP,
    name: EVIL,
    head_sha: sha,
    conclusion: 'failure',
    output: { title: EVIL, summary: EVIL, text: EVIL, annotations: [{ ...annotation, message: EVIL }] },
  });
  // That it was opened, and the label.
  await expect.poll(() => runner.started.length).toBe(2);
  runner.started[0]?.finish('failure', [
    jobReport('work', 'failure', { name: EVIL, log: EVIL, summaries: [EVIL] }),
  ]);
  await expect.poll(() => sandbox.runs('acme/shop')[0]?.status).toBe('completed');
  for (const run of runner.started) run.finish('success');
  await sandbox.settled();
  return { ...shop, pull };
}

interface Visited {
  readonly path: string;
  readonly response: Response;
  readonly text: string;
}

/** Everything on this server that can be reached from there. */
async function crawl(serverUrl: string): Promise<readonly Visited[]> {
  const waiting = [`${serverUrl}/`];
  const visited = new Map<string, Visited>();
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const response = await fetch(url);
    const text = await response.text();
    visited.set(url, { path: new URL(url).pathname, response, text });
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
    for (const [, address = ''] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const next = new URL(
        address.replace(/&[a-z]+;|&#39;/g, entity => MEANT[entity] ?? entity),
        url,
      );
      next.hash = '';
      if (next.origin === serverUrl && !visited.has(next.href) && !waiting.includes(next.href))
        waiting.push(next.href);
    }
  }
  return [...visited.values()];
}

test('every link leads to a page, and no text of others becomes markup', async () => {
  const { sandbox, pull } = await openHostileShop();
  const visited = await crawl(sandbox.serverUrl);
  expect(visited.filter(({ response }) => response.status !== 200).map(({ path }) => path)).toEqual([]);
  const kinds = ['pull', 'runs', 'actions', 'actions/runs', 'commit', 'tree', 'blob'];
  for (const kind of kinds)
    expect(visited.some(({ path }) => path.startsWith(`/acme/shop/${kind}`))).toBe(true);
  expect(visited.some(({ path }) => /\/job\/\d+$/.test(path))).toBe(true);
  const pages = visited.filter(({ response }) =>
    response.headers.get('content-type')?.startsWith('text/html'),
  );
  for (const { text, response } of pages) {
    const scripts = [...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts).toEqual([
      '<script src="/_page/mermaid.js" defer>',
      '<script src="/_page/browser.js" defer>',
    ]);
    expect(text).not.toMatch(/<img/);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self';",
    );
  }
  const { text } = pages.find(({ path }) => path === `/acme/shop/pull/${pull}`) ?? { text: '' };
  expect(text).toContain('<h3>Said</h3>');
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('what is not there is said to be not there', async () => {
  const { sandbox } = await openShop({ pages: world => sandboxPages(world, ROOT) });
  const paths = [
    '/acme/none',
    '/acme/shop/pull/7',
    '/acme/shop/blob/main/none',
    '/%zz/%zz',
    '/_page/x',
    '/<b>',
  ];
  for (const path of [...paths, '/acme/shop/commit/abc', '/acme/shop/actions/runs/1/job/2']) {
    const response = await fetch(`${sandbox.serverUrl}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).not.toContain('<b>');
  }
});

test('a sandbox without pages shows none', async () => {
  const { sandbox } = await openShop();
  expect((await fetch(`${sandbox.serverUrl}/acme/shop/pull/1`)).status).toBe(404);
});
