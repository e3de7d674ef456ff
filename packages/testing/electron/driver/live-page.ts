import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

const appPage = /^https:\/\/[^/]+\.app\.localhost\//;

/** The newest living page that shows one of the app's own documents; looks until there is one. Notes pages that crash. */
export async function livePage(browser: Browser, crashed: WeakSet<Page>): Promise<Page> {
  for (;;) {
    const found = browser
      .contexts()
      .flatMap((context) => context.pages())
      .filter((page) => appPage.test(page.url()) && !crashed.has(page) && !page.isClosed())
      .at(-1);
    if (found && (await isLoaded(found))) {
      found.once('crash', (page) => crashed.add(page));
      return found;
    }
    await pause(20);
  }
}

async function isLoaded(page: Page): Promise<boolean> {
  try {
    await page.waitForLoadState('load');
    return true;
  } catch {
    return false; // it was closed or replaced meanwhile: look for the next
  }
}
