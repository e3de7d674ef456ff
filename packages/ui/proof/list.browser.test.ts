import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type ProofBrowser, startProof } from './proof-browser.ts';

// A browser on a busy machine; nothing here waits by time.
vi.setConfig({ testTimeout: 60_000 });

let proof: ProofBrowser;
let page: Page;
beforeAll(async () => {
  proof = await startProof();
}, 120_000);
afterAll(() => proof?.close());
beforeEach(async () => {
  page = await proof.open({ page: 'list', language: 'en', scheme: 'light' });
});
afterEach(() => page.context().close());

const row = (number: string) => page.getByRole('button', { name: `Row ${number}`, exact: true });
const list = () => page.getByRole('region', { name: '50,000 rows' });
const scrolledTo = (top: number) => list().evaluate((one, to) => one.scrollTo({ top: to }), top);
const focused = () =>
  page.evaluate(() => ({
    role: document.activeElement?.getAttribute('role') ?? document.activeElement?.localName,
    text: document.activeElement?.textContent,
  }));

test('of 50,000 rows only those in view are drawn, and each says its place in its section', async () => {
  await row('1').waitFor();
  expect(await page.getByRole('listitem').count()).toBeLessThan(40);
  await scrolledTo(1e9);
  await row('50,000').waitFor();
  expect(await page.getByRole('listitem').count()).toBeLessThan(40);
  const last = page.getByRole('listitem').filter({ has: row('50,000') });
  expect(await last.getAttribute('aria-posinset')).toBe('49980');
  expect(await last.getAttribute('aria-setsize')).toBe('49980');
});

test('the heading of the section in view stays on top', async () => {
  await scrolledTo(1e6);
  const heading = page.getByRole('heading', { name: 'Done' });
  await heading.waitFor();
  const [frame, at] = [await list().boundingBox(), await heading.boundingBox()];
  await expect.poll(async () => Math.round((await heading.boundingBox())?.y ?? -1)).toBe(Math.round(frame?.y ?? 0));
  expect(at?.height).toBe(44);
});

test('it says how many lie below, and nothing at the end', async () => {
  const below = page.getByText(/more below/u);
  const before = Number((await below.textContent())?.replace(/\D/gu, ''));
  expect(before).toBeGreaterThan(49_900);
  await scrolledTo(1e9);
  await below.waitFor({ state: 'hidden' });
});

test('arrow keys, Home and End walk over headings and bring the row into view', async () => {
  await row('1').focus();
  await page.keyboard.press('End');
  await expect.poll(focused).toEqual({ role: 'button', text: 'Row 50,000' });
  await page.keyboard.press('Home');
  await expect.poll(focused).toEqual({ role: 'button', text: 'Row 1' });
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toEqual({ role: 'button', text: `Row ${pressed + 2}` });
  }
  const [frame, at] = [await list().boundingBox(), await row('21').boundingBox()];
  expect(at && frame && at.y >= frame.y + 44 && at.y + at.height <= frame.y + frame.height).toBe(true);
});

test('a focused row stays focused when it is scrolled away', async () => {
  await row('3').focus();
  await scrolledTo(1e6);
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  expect(await focused()).toEqual({ role: 'button', text: 'Row 3' });
});

test('when the pressed row goes, the focus goes to the row in its place, and a second press acts on nothing', async () => {
  await row('2').focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused).toEqual({ role: 'listitem', text: 'Row 3' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toEqual({ role: 'button', text: 'Row 4' });
  expect(await row('3').count()).toBe(1);
});

test('a row pressed by hand does not make the list jump', async () => {
  await scrolledTo(120);
  await row('5').click();
  await row('5').waitFor({ state: 'detached' });
  expect(await list().evaluate((one) => one.scrollTop)).toBe(120);
});
