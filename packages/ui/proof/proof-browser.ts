import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { type Served, serveBuilt } from './serve-built.ts';

/** How a proof page is opened; the language and the scheme are kept choices of the workstation, as in the product. */
export interface Opened {
  readonly page: 'kit' | 'entry' | 'list';
  readonly language: 'en' | 'ar';
  readonly scheme: 'light' | 'dark';
  readonly link?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface ProofBrowser {
  readonly open: (asked: Opened) => Promise<Page>;
  readonly close: () => Promise<void>;
}

const shown = join(import.meta.dirname, 'shots');

/** Builds the proof pages and opens them in an installed Chromium (`CHROMIUM` names another one). */
export async function startProof(): Promise<ProofBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'ui-proof-'));
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), build: { outDir: folder } });
  const served = await serveBuilt(folder);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  return {
    open: async (asked) => {
      const page = await freshPage(browser, asked);
      await page.goto(addressOf(served, asked));
      await page.getByRole('main').waitFor();
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
    close: async () => {
      await browser.close();
      await served.close();
      await rm(folder, { recursive: true });
    },
  };
}

function addressOf(served: Served, { page, link = 'live' }: Opened): string {
  return `${served.address}?page=${page}&link=${link}`;
}

async function freshPage(browser: Browser, asked: Opened): Promise<Page> {
  const context = await browser.newContext({
    viewport: asked.size ?? { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    timezoneId: 'Africa/Cairo',
  });
  await context.addInitScript(({ language, scheme }) => {
    localStorage.setItem('healthcare.language', language);
    localStorage.setItem('healthcare.scheme', scheme);
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  }, asked);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-23T10:46:00+02:00'));
  return page;
}

/** What the content policy has refused on this page so far. */
export function refusedBy(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { readonly refused: readonly string[] }).refused);
}

/** What axe finds wrong (WCAG 2.0–2.2 A/AA and best practice), one line each. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Keeps a picture to be looked at by a person. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(shown, { recursive: true });
  await page.screenshot({ path: join(shown, `${name}.png`) });
}
