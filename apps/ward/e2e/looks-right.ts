import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Where the pictures of every screen go, to be looked at before a screen is called done. */
const shots = join(import.meta.dirname, '../../../shots');
/** `SHOTS=no`: nobody will look at them, and on two cores they take a fifth of the time. */
const photographs = process.env.SHOTS !== 'no';
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

/** No violation in either language and either scheme, with a picture of each at both sizes (unless `SHOTS=no`). `appears`: brings what the pressing of language and scheme has put away. */
export async function looksRight(page: Page, name: string, appears?: () => Promise<void>): Promise<void> {
  mkdirSync(shots, { recursive: true });
  for (const language of ['en', 'ar'] as const) {
    await speak(page, language);
    for (const scheme of ['light', 'dark'] as const) {
      await colour(page, scheme);
      await appears?.();
      if (photographs) await photograph(page, `${name}-${language}-${scheme}`);
      await noViolation(page, `${name} ${language} ${scheme}`);
    }
  }
  await speak(page, 'en');
  await colour(page, 'light');
}

async function photograph(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(shots, `${name}-${size.width}.png`) });
  }
  await page.setViewportSize(sizes[0]);
}

async function noViolation(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]),
    what,
  ).toEqual([]);
}

/** A page that has no header to press, opened anew in either language and either scheme. `open`: shows it on this workstation's choices. */
export async function noticeLooksRight(
  name: string,
  open: (chosen: Readonly<Record<'language' | 'scheme', string>>) => Promise<Page>,
): Promise<void> {
  for (const language of ['en', 'ar'] as const)
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open({ language, scheme });
      await page.setViewportSize(sizes[0]);
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      if (photographs) await photograph(page, `${name}-${language}-${scheme}`);
      await noViolation(page, `${name} ${language} ${scheme}`);
      await page.context().close();
    }
}

/** A picture of what does not stay long enough to be looked at in every form. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What lies over the screen covers the header: it is set aside for the press and comes back by the address or key. */
export async function speak(page: Page, language: 'en' | 'ar'): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page
    .getByRole('button', { name: language === 'ar' ? 'العربية' : 'English', includeHidden: true })
    .first() // of the header: the account page has another
    .dispatchEvent('click');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function colour(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  const html = page.locator('html');
  if ((await html.getAttribute('data-mantine-color-scheme')) === scheme) return;
  const name = scheme === 'dark' ? /Night colours|ألوان الليل/ : /Day colours|ألوان النهار/;
  await page.getByRole('button', { name, includeHidden: true }).dispatchEvent('click');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', scheme);
}

export async function closeWhatLiesOnTop(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}
