/** Links lead somewhere, files that are named exist, and every invariant has its test. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { code, page, pages, prose, ROOT } from './book.ts';

/** As GitHub makes anchors of headings. */
function anchors(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...prose({ path, text }).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages.map(({ path }) => path))('the links of %s lead somewhere', path => {
  for (const [, target = ''] of prose(page(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : normalize(join(dirname(path), file));
    expect([target, existsSync(join(ROOT, place))]).toEqual([target, true]);
    if (anchor !== undefined) expect(anchors(place)).toContain(anchor);
  }
});

const PARTS = /^(shared|cli|action|sandbox|test|docs|examples|bench|dist)\/[\w./-]*$/;

test.each(pages.map(({ path }) => path))('the files that %s names exist', path => {
  const named = code(prose(page(path))).filter(text => PARTS.test(text));
  expect(named.filter(name => !existsSync(join(ROOT, name)))).toEqual([]);
});

test('the files in the table of the code exist', () => {
  const rows = page('docs/ARCHITECTURE.md').text.matchAll(
    /^\| `((?:shared|cli|action|sandbox|test)[\w/]*)` \| (.*) \|$/gm,
  );
  const named = [...rows].flatMap(([, folder = '', about = '']) =>
    code(about)
      .filter(name => /^[\w-]+(\.ts|\/)$/.test(name))
      .map(name => `${folder}/${name}`),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(name => !existsSync(join(ROOT, name)))).toEqual([]);
});

const invariants = page('docs/ARCHITECTURE.md')
  .text.split('\n')
  .filter(line => line.startsWith('Invariant:'));

test('there are invariants', () => {
  expect(invariants.length).toBeGreaterThan(15);
});

test.each(invariants)('%s', line => {
  const [, file = '', title = ''] = /\((test\/[\w./-]+\.test\.ts): `([^`]+)`\)\s*$/.exec(line) ?? [];
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(new RegExp(`\\(\\s*'${escaped(title)}'`));
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('decisions are numbered without a gap, and each says what, why and what follows', () => {
  const decisions = pages.filter(({ path }) => path.startsWith('docs/decisions/'));
  expect(decisions.length).toBeGreaterThan(5);
  decisions.forEach(({ path, text }, index) => {
    const number = index + 1;
    expect(path).toMatch(new RegExp(`/${String(number).padStart(4, '0')}-[a-z-]+\\.md$`));
    expect(text.startsWith(`# ${number}. `)).toBe(true);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
  });
});
