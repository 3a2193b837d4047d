/** Commits, what a branch adds to another, branches and files: what git says of them. */
import { type Html, html } from '../../shared/report/page/html.ts';
import { shortSha } from '../../shared/report/units.ts';
import type { Answer } from '../http/answer.ts';
import { encoded, pageAnswer } from './layout.ts';
import type { Place } from './pages.ts';

/** Lines of a diff, a log or a file. */
const MOST_LINES = 5_000;

export async function commitPage({ repository }: Place, name: string): Promise<Answer | null> {
  const sha = await repository.git.commit(name);
  if (sha === null) return null;
  // The diff of a merge is what it brought to its first parent, as on GitHub.
  const args = ['show', '--no-color', '--first-parent', '-m', '--stat', '--patch', '--format=fuller', sha];
  const body = html`<h1>Commit <code>${shortSha(sha)}</code></h1><pre class="log">${diffLines(await repository.git.git.run(args))}</pre>`;
  return pageAnswer(repository, { title: `Commit ${shortSha(sha)}`, body });
}

export async function comparePage({ repository }: Place, base: string, head: string): Promise<Answer | null> {
  const [from, to] = await Promise.all([repository.git.commit(base), repository.git.commit(head)]);
  if (from === null || to === null) return null;
  const text = await repository.git.git.run(['diff', '--no-color', '--stat', '--patch', `${from}...${to}`]);
  const body = html`<h1>What <code>${head}</code> adds to <code>${shortSha(base)}</code></h1><pre class="log">${diffLines(text)}</pre>`;
  return pageAnswer(repository, { title: head, body });
}

export async function treePage({ repository }: Place, branch: string): Promise<Answer | null> {
  const { git, fullName } = repository;
  const sha = await git.commit(branch);
  if (sha === null) return null;
  const listed = await git.git.run(['ls-tree', '-r', '-z', '--name-only', sha]);
  const files = listed.split('\0').filter(path => path !== '');
  const rows = files.map(path => html`<li><a href="/${fullName}/blob/${sha}/${encoded(path)}">${path}</a>`);
  const log = await git.git.run(['log', '--graph', '--no-color', '--format=%h %s (%an)', '-n', '200', sha]);
  const body = html`<h1><code>${branch}</code></h1><pre class="log">${log
    .trimEnd()
    .split('\n')
    .map(line => graphLine(fullName, line))}</pre><h2>Files</h2><ul class="files">${rows}</ul>`;
  return pageAnswer(repository, { title: branch, body });
}

export async function filePage({ repository }: Place, ref: string, path: string): Promise<Answer | null> {
  const text = await repository.git.text(ref, path);
  if (text === null) return null;
  const lines = text
    .trimEnd()
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line, index) => html`<span id="L${index + 1}" class="line">${line}\n</span>`);
  const body = html`<h1><code>${path}</code></h1><p class="soft">at <a href="/${repository.fullName}/commit/${ref}"><code>${shortSha(ref)}</code></a></p><pre class="log numbered">${lines}</pre>`;
  return pageAnswer(repository, { title: path, body });
}

const TONES: Readonly<Record<string, string>> = { '+': 'good', '-': 'bad', '@': 'busy' };

function diffLines(text: string): readonly Html[] {
  return text
    .split('\n')
    .slice(0, MOST_LINES)
    .map(line => html`<span class="${TONES[line.charAt(0)] ?? ''}">${line}\n</span>`);
}

function graphLine(fullName: string, line: string): Html {
  const [, before = line, sha, after = ''] = /^([*|\\/_ ]*)([0-9a-f]{7,})( .*)$/.exec(line) ?? [];
  if (sha === undefined) return html`${line}\n`;
  return html`${before}<a href="/${fullName}/commit/${sha}">${sha}</a>${after}\n`;
}
