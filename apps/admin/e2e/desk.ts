import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { enter, type SignInBy } from '../../ward/e2e/terminal.ts';
import { enrolling, type PersonId, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';

/** An administrator's desk in a browser profile of its own, with nobody in front of it yet. */
export async function openDesk(
  browser: Browser,
  ward: WardUnderTest,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(deskOf(ward));
  return page;
}

export const deskOf = ({ url }: WardUnderTest): string => new URL('admin/', url).href + enrolling('admin');

/** Signs in and begins where every administrator begins. */
export async function takeDesk(page: Page, who: PersonId = 'adam', by: SignInBy = {}): Promise<void> {
  await enter(page, who, by);
  await page.getByRole('heading', { name: 'Not accepted by the server' }).waitFor();
}
