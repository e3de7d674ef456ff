import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dicomFile } from '@healthcare/testing/dicom';
import { scanned } from '@healthcare/testing/raw-scan';
import { expect, test } from '@playwright/test';
import { fatma, fatmaInWard } from './patients-on-server.ts';
import { onePagePdf } from './pdf-file.ts';
import { becomesLive, signIn } from './terminal.ts';
import { enrolling, openWard } from './ward-under-test.ts';

/** What is read, typed and shown below, and must not stand readable on the disk. */
const secrets = [
  fatma.family.en,
  fatma.family.ar,
  fatma.given.en,
  fatma.given.ar,
  fatma.nationalId,
  fatma.phone,
  'anaphylaxis, 2014',
  'Moderate mitral regurgitation',
  'Ejection fraction 38 percent',
  'Abdelmessih',
  'latex gloves of the theatre',
  'report-of-fatma.pdf',
];

test('after a patient was searched for, read, registered and their files were shown, nothing of it stands readable in the browser’s profile', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  test.setTimeout(240_000);
  const ward = await openWard();
  const profile = mkdtempSync(join(tmpdir(), 'ward-profile-'));
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = { credentials_enable_service: false, profile: { password_manager_enabled: false } };
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  try {
    await fatmaInWard(ward);
    const context = await playwright[browserName].launchPersistentContext(profile, {
      ...launchOptions,
      locale: 'en-GB',
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(ward.url + enrolling('ward'));
    const terminal = { page, context, card: () => page.locator('article') };
    await signIn(terminal, 'salma');
    await becomesLive(terminal);
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('combobox').fill('fatma hassan');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect(page.getByText('penicillin').first()).toBeVisible();
    const part = (name: string) =>
      page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name }).click();
    await part('Allergies');
    await page.getByRole('button', { name: 'Record an allergy' }).click();
    await page.getByRole('dialog').getByLabel('What is not tolerated').fill('latex gloves of the theatre');
    await page.keyboard.press('Enter');
    await part('Records');
    const film = dicomFile({ rows: 64, columns: 64, patient: `${fatma.family.en}^${fatma.given.en}` });
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'report-of-fatma.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(onePagePdf('Ejection fraction 38 percent')),
      },
      { name: 'film.dcm', mimeType: '', buffer: Buffer.from(film) },
    ]);
    const sent = page.getByRole('listitem').filter({ hasText: 'Here and on the server' });
    await expect(sent).toHaveCount(2);
    for (const [name, seen] of [
      ['report-of-fatma.pdf', 'report-of-fatma.pdf, page 1 of 1'],
      ['film.dcm', 'film.dcm, 64 by 64 pixels'],
    ] as const) {
      await page.getByRole('button', { name: `Open ${name}` }).click();
      await expect(page.getByRole('img', { name: seen })).toBeVisible();
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Register a patient' }).click();
    await page.getByRole('dialog').getByLabel('Family name, English letters').fill('Abdelmessih');
    await page.keyboard.press('Escape'); // the draft stays
    await context.close();
    expect(scanned(profile, secrets)).toEqual([]);
  } finally {
    await ward.remove();
    rmSync(profile, { recursive: true, force: true });
  }
});
