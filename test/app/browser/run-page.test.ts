import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { plan, task } from '../../run/simulate.ts';
import { BOB, PRIVATE } from '../api/memory-app.ts';
import { siteOfTests } from '../page/site.ts';
import { browserOfTests, CHROMIUM, overhang } from './chromium.ts';
import { pacedRun } from './paced.ts';
import { MISHAPS, many, SHOP } from './plans.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the focus is, and how it is shown. */
const STOP = `(({ activeElement: at }) => ({
  name: at.getAttribute('href') ?? at.getAttribute('aria-label') ?? '',
  outline: getComputedStyle(at).outlineStyle,
}))(document)`;

const site = siteOfTests();
const browser = browserOfTests();
const whole = pacedRun(SHOP, MISHAPS);
const half = whole.slice(0, Math.floor(whole.length * 0.55));
const shop = site.app.keep('payments-7f3a', half);
const ended = site.app.keep('payments-0a1b', whole);
site.now = (half.at(-1)?.at ?? 0) + 9000;

async function violations(page: Page): Promise<readonly string[]> {
  // Through the debugger: the page's own policy would keep it out.
  await page.evaluate(AXE);
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(node => id + ': ' + node.html.slice(0, 200))))`);
}

describe.skipIf(CHROMIUM === null)('the page of a run in a browser (BRAID_TEST_CHROMIUM)', () => {
  test('is sound and accessible in light and dark, wide and narrow', async () => {
    const { page, complaints } = await browser.open();
    for (const [colorScheme, width, run, ground] of [
      ['light', 1200, ended, 'rgb(248, 248, 246)'],
      ['light', 360, ended, 'rgb(248, 248, 246)'],
      ['dark', 1200, shop, 'rgb(16, 19, 23)'],
    ] as const) {
      const address = `${site.url}/runs/${run}`;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      if (page.url() !== address) await page.goto(address);
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      expect([colorScheme, width, await violations(page)]).toEqual([colorScheme, width, []]);
      expect(await overhang(page)).toBe(0);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(ground);
    }
    expect(complaints).toEqual([]);
  });

  test('can be walked by keyboard: every stop is seen, and a task opens', async () => {
    const { page, complaints } = await browser.open();
    await page.goto(`${site.url}/runs/${shop}`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the list of tasks');
    expect((await page.locator(':focus').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    const stops: string[] = [];
    for (let stop = 0; stop < 30; stop += 1) {
      await page.keyboard.press('Tab');
      const { name, outline } = await page.evaluate<{ name: string; outline: string }>(STOP);
      stops.push(name);
      expect(outline).toBe('solid');
    }
    expect(stops).toContain('Graph of the tasks');
    expect(stops).toContain('#task-schema');
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open] .body').textContent()).toContain('why here');
    expect(complaints).toEqual([]);
  });

  test('a link to a task opens it, and on paper everything is open', async () => {
    const { page } = await browser.open();
    await page.goto(`${site.url}/runs/${shop}`);
    await page.locator('svg.graph a[href="#task-tidy"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('details[data-key="tidy"][open]').waitFor();
    const closed = page.locator('details[data-key="schema"] .body');
    expect(await closed.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await closed.isVisible()).toBe(true);
  });

  test('follows the run, and disturbs nobody who reads it', async () => {
    const { page, complaints } = await browser.open();
    const run = site.app.begin(SHOP, { run: 'live-1', script: MISHAPS });
    site.app.goOn(run, 12);
    await page.goto(`${site.url}/runs/${run}`);
    await page.locator('#connection.live').waitFor();
    const before = await page.locator('h1').textContent();
    const refunds = page.locator('details[data-key="refunds"]');
    await refunds.locator('summary').click();
    await refunds.locator('summary').focus();
    await page.evaluate('window.kept = document.activeElement; window.at = scrollY');
    site.app.goOn(run, 25);
    await expect.poll(() => page.locator('h1').textContent()).not.toBe(before);
    expect(await page.evaluate('window.kept === document.activeElement && window.kept.isConnected')).toBe(
      true,
    );
    expect(await page.evaluate('window.at > 0 && scrollY > 0')).toBe(true);
    expect(await refunds.getAttribute('open')).toBe('');
    expect(await page.locator('#said').textContent()).toBe(await page.locator('h1').textContent());
    site.app.goOn(run);
    await page.locator('text=the run is over').waitFor();
    const served = await site.visit(`/runs/${run}`);
    const shown = await page.evaluate('document.querySelector("main").textContent.replace(/\\s+/g, " ")');
    const fresh = await page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(served.text)}, "text/html").querySelector("main").textContent.replace(/\\s+/g, " ")`,
    );
    expect(shown).toBe(fresh);
    expect(complaints).toEqual([]);
  });

  test('of a run that has ended follows it again when it goes on', async () => {
    const { page, complaints } = await browser.open();
    const run = site.app.begin(plan(task('a'), task('b')), {
      run: 'again-1',
      script: { deeds: { a: ['crash'] } },
    });
    site.app.goOn(run);
    await page.clock.install({ time: site.now ?? 0 });
    await page.goto(`${site.url}/runs/${run}`);
    expect(await page.locator('#connection').textContent()).toBe('');
    const goOn = () => {
      const { plan: same, config, now: at } = site.app.simulator(run).started;
      site.app.take(run, { type: 'retry-requested', at, tasks: null, plan: same, config, remarks: [] });
    };
    const live = page.locator('#connection.live');
    const over = page.locator('#connection:text("the run is over")');

    // Whoever comes back to it sees it at once …
    goOn();
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await page.clock.runFor(1000);
    await live.waitFor();
    site.app.goOn(run);
    await expect.poll(() => page.clock.runFor(1000).then(() => over.isVisible())).toBe(true);

    // … and whoever leaves it open after a minute.
    goOn();
    await page.clock.runFor(61_000);
    await expect.poll(() => page.clock.runFor(1000).then(() => live.isVisible())).toBe(true);
    site.app.goOn(run);
    await expect.poll(() => page.clock.runFor(1000).then(() => over.isVisible())).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('is read without JavaScript', async () => {
    const { page, complaints } = await browser.open({ javaScriptEnabled: false });
    await page.goto(`${site.url}/runs/${shop}`);
    expect(await page.locator('h1').textContent()).toBe('6 of 20 tasks merged so far');
    expect(await page.locator('noscript').textContent()).toContain('as of 2026-11-03');
    await page.locator('details[data-key="tidy"] summary').click();
    expect(await page.locator('details[data-key="tidy"] .body').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('shows 256 tasks, and follows them', async () => {
    const { page, complaints } = await browser.open({ viewport: { width: 360, height: 800 } });
    const run = site.app.begin(many(256), { run: 'crowd' });
    site.app.goOn(run, 4);
    await page.goto(`${site.url}/runs/${run}`);
    await page.locator('#connection.live').waitFor();
    expect(await overhang(page)).toBe(0);
    const before = await page.locator('.tally').textContent();
    site.app.goOn(run, 8);
    await expect.poll(() => page.locator('.tally').textContent()).not.toBe(before);
    expect(complaints).toEqual([]);
  });

  test('is shown of a private repository to who has signed in at GitHub', async () => {
    const { page } = await browser.open();
    const run = site.app.begin(plan(task('plans-of-acme')), { run: 'vault-1', repository: PRIVATE });
    site.github.person = BOB;
    await page.goto(`${site.url}/runs/${run}`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
    await page.locator('details[data-key="plans-of-acme"]').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/runs/${run}`);
    await page.locator('#connection.live').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${site.url}/`);
    await page.goto(`${site.url}/runs/${run}`);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).waitFor();
  });
});
