/** The sandbox to look at: what GitHub's pages show, as far as Braid's links lead there. By address, and read-only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html } from '../../shared/report/page/html.ts';
import { type Answer, redirect } from '../http/answer.ts';
import type { Pages } from '../http/server.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { checkRunPage } from './check-run-page.ts';
import { commitPage, comparePage, filePage, treePage } from './code-pages.ts';
import { missingPage, pageAnswer } from './layout.ts';
import { pullPage } from './pull-page.ts';
import { jobPage, runListPage, runPage } from './run-pages.ts';

/** What pages load, from this repository. */
const FILES: Readonly<Record<string, readonly [path: string, type: string]>> = {
  'page.css': ['sandbox/page/page.css', 'text/css'],
  'browser.js': ['sandbox/page/browser.js', 'text/javascript'],
  'mermaid.js': ['node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js', 'text/javascript'],
};

/** Where a page is in a repository; null of a handler: there is no such thing. */
export interface Place {
  readonly world: World;
  readonly repository: Repository;
}

type Handler = (place: Place, one: string, other: string) => Promise<Answer | null> | Answer | null;

const HANDLERS: readonly (readonly [path: RegExp, handler: Handler])[] = [
  [/^$/, ({ repository }) => redirect(`/${repository.fullName}/tree/${repository.defaultBranch}`)],
  [/^pull\/(\d+)$/, (place, number) => pullPage(place, Number(number))],
  [/^runs\/(\d+)$/, (place, id) => checkRunPage(place, Number(id))],
  [/^actions$/, place => runListPage(place)],
  [/^actions\/runs\/(\d+)$/, (place, id) => runPage(place, Number(id))],
  [/^actions\/runs\/(\d+)\/job\/(\d+)$/, (place, run, job) => jobPage(place, Number(run), Number(job))],
  [/^commit\/([0-9a-f]+)$/, (place, sha) => commitPage(place, sha)],
  [/^compare\/([^/]+?)\.\.\.(.+)$/, (place, base, head) => comparePage(place, base, head)],
  [/^tree\/(.+)$/, (place, branch) => treePage(place, branch)],
  [/^blob\/([^/]+)\/(.+)$/, (place, ref, path) => filePage(place, ref, path)],
];

/** `root` is the folder of this repository. */
export function sandboxPages(world: World, root: string): Pages {
  return {
    async answer(path) {
      const [, file] = /^\/_page\/([a-z.]+)$/.exec(path) ?? [];
      if (file !== undefined) return fileAnswer(root, file);
      if (path === '/') return startPage(world);
      const [, owner = '', name = '', rest = ''] = /^\/([^/]+)\/([^/]+)\/?(.*)$/.exec(decoded(path)) ?? [];
      const repository = world.repositories.get(`${owner}/${name}`.toLowerCase());
      if (repository === undefined) return missingPage(path);
      for (const [pattern, handler] of HANDLERS) {
        const [found, one = '', other = ''] = pattern.exec(rest) ?? [];
        if (found !== undefined)
          return (await handler({ world, repository }, one, other)) ?? missingPage(path);
      }
      return missingPage(path);
    },
  };
}

function startPage(world: World): Answer {
  const pulls = [...world.repositories.values()].flatMap(({ fullName, pulls }) =>
    [...pulls.values()].map(pull => ({ href: `/${fullName}/pull/${pull.number}`, title: pull.title })),
  );
  const [only] = pulls;
  if (only !== undefined && pulls.length === 1) return redirect(only.href);
  const rows = pulls.map(({ href, title }) => html`<li><a href="${href}">${title}</a>`);
  return pageAnswer(null, { title: 'Pull requests', body: html`<h1>Pull requests</h1><ul>${rows}</ul>` });
}

async function fileAnswer(root: string, name: string): Promise<Answer> {
  const [path, type] = FILES[name] ?? [];
  if (path === undefined) return missingPage(name);
  const headers = { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: await readFile(join(root, path)) };
}

/** As it is where it is not encoded well: then it names nothing. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
