/** A real browser for tests. `.ci/browser` installs it, and names it by BRAID_TEST_CHROMIUM. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

export const CHROMIUM = process.env.BRAID_TEST_CHROMIUM ?? null;

/** Nothing of it goes beyond the loopback. Its folder is a fresh one that goes with it. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What extensions, translation and updates would do takes time, and is nobody's business here.
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
];

export interface Window {
  readonly page: Page;
  /** What the page complained about: errors of scripts, the console, and what its policy has kept out. */
  readonly complaints: string[];
}

/** One browser for the tests of a file; each test has a window without a past. */
export function browserOfTests(): { open(options?: BrowserContextOptions): Promise<Window> } {
  let browser: Browser | null = null;
  beforeAll(async () => {
    if (CHROMIUM !== null)
      browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    open: async (options = {}) => {
      if (browser === null) throw new Error('there is no browser');
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const complaints: string[] = [];
      page.on('pageerror', error => complaints.push(String(error)));
      page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('requestfailed', request => {
        const why = request.failure()?.errorText ?? '';
        // A stream that the page itself has left.
        if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed: ${why}`);
      });
      return { page, complaints };
    },
  };
}

/** What a reader would have to move sideways for. */
export async function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
