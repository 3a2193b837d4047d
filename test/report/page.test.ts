import { describe, expect, test } from 'vitest';
import { html } from '../../shared/report/page/html.ts';
import { reportPage } from '../../shared/report/page.ts';
import { summarize } from '../../shared/report/summary.ts';
import type { Started } from '../../shared/run/state.ts';
import { CROWD, HOSTILE } from './extremes.ts';
import { NOW, PAYMENTS, RED_BASE, RUNNING } from './payments.ts';
import { START, stateOf } from './states.ts';

const page = (state: Started) => reportPage(summarize(state, NOW));

const VOID = ['meta', 'use', '!doctype'];

/** The elements that are not closed where they should be. Attributes are quoted, so a `<` begins a tag. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = text.replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const [, close, name = '', rest = ''] of body.matchAll(
    /<(\/?)([!a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?|\s+html)*\s*\/?)>/gi,
  )) {
    if (VOID.includes(name.toLowerCase()) || rest.endsWith('/')) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe.each([
  ['ended', PAYMENTS],
  ['running', RUNNING],
  ['on a red base', RED_BASE],
  ['256 tasks', CROWD],
  ['hostile texts', HOSTILE],
  ['one task', stateOf([{ id: 'only' }], { finishedAt: START })],
  ['no task', stateOf([], { finishedAt: START })],
])('the page: %s', (_, state) => {
  const text = page(state);

  test('is well formed', () => {
    expect(unbalanced(text)).toEqual([]);
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(match => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  test('needs nothing and runs nothing', () => {
    expect(text).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;`);
    expect(text).not.toMatch(/<(script|iframe|object|embed|img|link|base|form)\b/i);
    expect(text).not.toMatch(/<[^>]*\son\w+=/i);
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
    expect(text).not.toMatch(/url\((?!#)|@import/);
  });

  test('every link leads to something', () => {
    const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(match => match[1]));
    for (const [, target] of text.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });
});

test('what holds all tasks is shown once, with the end of its output and its log', () => {
  const text = page(RED_BASE);
  expect(text.split('expected &lt;10&gt;, got 11')).toHaveLength(2);
  expect(text.split('verify-0123456789ab-2.log')).toHaveLength(2);
});

test('the first screen answers before it shows', () => {
  const [header = ''] = page(PAYMENTS).split('id="graph"');
  expect(header).toContain('<h1>6 of 10 tasks are in</h1>');
  expect(header).toContain('main is at 3f2c1aa, verified by <code>npm test</code>');
});

test('each task that needs someone has a card with its reason and what to do', () => {
  const text = page(PAYMENTS);
  expect(text.match(/<article/g)).toHaveLength(4);
  expect(text).toContain('<code>braid retry payments-7f3a totals</code> starts it on top of discounts');
  expect(text).toContain('Work kept on <code>braid/payments-7f3a/totals</code>');
});

test('the notes of a task are text', () => {
  const text = page(HOSTILE);
  expect(text).toContain('&lt;h1&gt;out of the fence&lt;/h1&gt;');
  expect(text).not.toMatch(/<h1>out/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|\p{Bidi_Control}/u);
});

test('256 tasks stay below a megabyte', () => {
  expect(page(CROWD).length).toBeLessThan(1_000_000);
});

test('a template escapes what is put into it', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`<p title="${'"&\''}">${inner}${[inner]}${null}${3}</p>`.html).toBe(
    '<p title="&quot;&amp;&#39;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
  );
});
