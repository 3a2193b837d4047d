/** Texts that mean it ill, from a plan, its branch, an agent and its files through the whole App to all that people and programs read. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { read } from '../../report/github/reading.ts';
import { BASE } from '../../sandbox/loop/shop-plan.ts';
import { browserOfTests, CHROMIUM } from '../browser/chromium.ts';
import { onOnePlace } from '../store/stores.ts';
import { openWholeApp, type WholeApp } from './whole-app.ts';

const SHOP = 'octo/shop';
const EVIL = [
  '"><img src=x onerror="window.hit=1"><script>window.hit=1</script></pre></details>',
  `'); drop table runs; drop table jobs; --`,
  '@octocat fixes #12 [x](javascript:alert(1)) ![y](https://evil.example/x.png) **bold** | `code` ```',
  '\u202egpj.exe \u2066x \u001b[31mred\u001b[2J \u001b]0;title\u0007 \u200b end',
].join(' ');
/** A plan that holds what cannot be seen is refused. */
const PLAIN = EVIL.replaceAll(/[\p{Cc}\p{Bidi_Control}\u200b]/gu, '');
/** A file's name has no slash, a branch's no space, no colon and nothing that git refuses. */
const FILE = `"><img src=x onerror=hit>'); drop table runs;-- @octocat **b** \u202egpj \u001b[31m.txt`;
const BRANCH = `x"><img'onerror=hit>;drop-table-runs;--<script>@octocat\u202e|b`;

/** What hidden characters become, see `visible`. */
const SEEN = ['[U+202E]gpj.exe', '[U+2066]x', '[U+200B] end'];

const printed = (text: string) => `printf '%s' '${Buffer.from(text).toString('base64')}' | base64 -d`;

function planOf(told: string): Record<string, string> {
  const task = (id: string, script: string, more = '') =>
    `  - id: ${id}\n    title: ${JSON.stringify(told)}\n    labels: [${JSON.stringify(told)}]\n    retries: 0\n${more}    prompt: ${JSON.stringify(script)}\n`;
  const good = `${printed('x')} > "$(${printed(FILE)})"; ${printed(EVIL)} > "$BRAID_NOTES_FILE"; exit 0`;
  const bad = `${printed(`${EVIL}\nlast line\n`)}; ${printed(EVIL)} > "$BRAID_NOTES_FILE"; exit 3`;
  const text = `version: 1\nname: shop\ntasks:\n${task('Good._-x', good)}${task('bad', bad)}`;
  return { '.github/braid/plan.yml': text };
}

const ELEMENTS =
  /^(?:h3|h4|p|br|hr|strong|b|code(?: class="language-mermaid")?|pre|ul|li|table|thead|tbody|tr|t[hd]|details|summary|a href="[^"<>]*")$/;

/** As a reader on GitHub gets it. */
function expectHarmless(markdown: string, { sandbox, url }: WholeApp): void {
  const { tags, links, texts } = read(markdown);
  expect(tags.filter(tag => !ELEMENTS.test(tag))).toEqual([]);
  const own = [`${sandbox.serverUrl}/${SHOP}/`, `${url}/runs/`];
  expect(links.filter(link => !own.some(home => link.startsWith(home)))).toEqual([]);
  for (const text of texts) expect(text).not.toMatch(/@\w|#\d|:\/\//);
  expect(markdown).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|\u200b/u);
}

async function expectHarmlessPage(page: Page): Promise<void> {
  expect(await page.evaluate('window.hit === undefined')).toBe(true);
  expect(await page.locator('main img, main script, main iframe, main style').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  const handlers = `[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames()).filter(name => name.startsWith('on'))`;
  expect(await page.evaluate(handlers)).toEqual([]);
}

const browser = browserOfTests();

onOnePlace('hostile texts', newPlace => {
  describe('from a plan, a branch and an agent', () => {
    test('stay text in the comment, the check runs, the API and on the page', async () => {
      const config = BASE['.github/braid.yml'].replace('test -e one', 'true');
      const shop = await openWholeApp(
        {
          ...{ base: { ...BASE, '.github/braid.yml': config }, plan: planOf(EVIL) },
          ...{ branch: BRANCH, title: EVIL, isPublic: true },
        },
        await newPlace(),
      );
      const ann = shop.sandbox.as('ann');
      await ann.label(SHOP, shop.pull, 'braid:run');
      expectHarmless(await shop.said('without control characters'), shop);
      await ann.commit(SHOP, BRANCH, planOf(PLAIN));
      await ann.label(SHOP, shop.pull, 'braid:run');
      const comment = await shop.said('1 of 2 tasks is in');
      expectHarmless(comment, shop);
      const checks = [...repositoryOf(shop.sandbox.world, SHOP).checkRuns.values()].filter(({ name }) =>
        name.startsWith('braid'),
      );
      const outputs = checks.map(({ output }) => [output.title, output.summary, output.text].join('\n\n'));
      for (const output of outputs) expectHarmless(output, shop);
      for (const piece of ['last line', ...SEEN]) expect(outputs.join('\n')).toContain(piece);

      const run = /run `?<?c?o?d?e?>?(shop-[0-9a-f]+)/.exec(comment)?.[1] ?? '';
      const answer = await fetch(`${shop.url}/api/runs/${run}`);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      const text = await answer.text();
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      const { tasks } = JSON.parse(text);
      expect(tasks).toMatchObject([
        {
          id: 'Good._-x',
          status: 'merged',
          files: [FILE],
          notes: expect.stringContaining('@octocat'),
        },
        { id: 'bad', status: 'failed', notes: expect.stringContaining('\u202egpj.exe') },
      ]);

      if (CHROMIUM === null) return;
      const { page, complaints } = await browser.open();
      await page.goto(`${shop.url}/runs/${run}`);
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      await expectHarmlessPage(page);
      for (const id of ['Good._-x', 'bad']) {
        const shown = (await page.locator(`details[data-key="${id}"]`).innerText()).replaceAll(/\s+/g, ' ');
        for (const piece of ['<script>window.hit=1</script>', '@octocat fixes #12', ...SEEN])
          expect(shown).toContain(piece);
      }
      expect(await page.locator('details[data-key="Good._-x"] .files code').innerText()).toContain(
        '<img src=x',
      );
      expect(complaints).toEqual([]);
    });
  });
});
