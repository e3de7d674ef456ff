import { dicomFile, packedFrames, twelveBitJpeg, twelveBitsAt } from '@healthcare/testing/dicom';
import { expect, type Page, test } from '@playwright/test';
import { doAtBed } from './bed-steps.ts';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { fatmaInWard } from './patients-on-server.ts';
import { onePagePdf } from './pdf-file.ts';
import { faxedPage } from './scan-file.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, signIn, type Terminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
  await fatmaInWard(ward);
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

async function openRecords({ page }: Terminal): Promise<void> {
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name: 'Records' }).click();
}

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const add = (page: Page, name: string, mimeType: string, bytes: Uint8Array) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });

test('P4: a DICOM of 30 MB is uploaded over a link that breaks twice, and opened at another terminal', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await openRecords(a);
  const film = dicomFile({ rows: 512, columns: 512, frames: 58, window: { centre: 2000, width: 3000 } });
  expect(film.length).toBeGreaterThan(30_000_000);
  await add(page, 'chest.dcm', '', film);
  const progress = line(page, 'chest.dcm').getByRole('progressbar');
  const sent = async () => Number((await progress.getAttribute('value').catch(() => null)) ?? 0);
  for (const parts of [5, 40]) {
    await expect.poll(sent, { intervals: [50], timeout: 120_000 }).toBeGreaterThan(parts);
    await ward.kill();
    await expect(line(page, 'chest.dcm')).toContainText('Only here, to be sent');
    await ward.start();
  }
  await expect(line(page, 'chest.dcm')).toContainText('Here and on the server', { timeout: 240_000 });
  await becomesLive(a);
  const b = await openTerminal(browser, ward);
  await signIn(b, 'karim');
  await openRecords(b);
  await b.page.getByRole('button', { name: 'Open chest.dcm' }).click();
  const picture = b.page.getByRole('img', { name: 'chest.dcm, 512 by 512 pixels' });
  await expect(picture).toBeVisible({ timeout: 60_000 });
  await expect(b.page.getByText('Picture 1 of 58')).toBeVisible();
  await b.page.getByRole('button', { name: 'Next picture' }).click();
  await expect(b.page.getByText('Picture 2 of 58')).toBeVisible();
  await looksRight(b.page, 'record-dicom');
});

test('F1: a PDF and a picture are added while cut off, shown from memory, and sent when the server is back; what was removed is gone for everybody', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await openRecords(a);
  await ward.kill();
  await expect(page.getByRole('alert')).toBeVisible();
  await add(page, 'report.pdf', 'application/pdf', onePagePdf('Ejection fraction 38 percent'));
  await add(page, 'wound.png', 'image/png', Buffer.from(onePixel, 'base64'));
  for (const name of ['report.pdf', 'wound.png']) await expect(line(page, name)).toContainText('Only here, to be sent');
  await page.getByRole('button', { name: 'Open report.pdf' }).click();
  await expect(page.getByRole('dialog').getByText('Ejection fraction 38 percent')).toBeAttached();
  await looksRight(page, 'record-pdf');
  await closeWhatLiesOnTop(page);
  await page.getByRole('button', { name: 'Open wound.png' }).click();
  await expect(page.getByRole('img', { name: 'wound.png' })).toBeVisible();
  await closeWhatLiesOnTop(page);
  await ward.start();
  for (const name of ['report.pdf', 'wound.png'])
    await expect(line(page, name)).toContainText('Here and on the server');
  await looksRight(page, 'patient-records-with-files');
  await page.getByRole('button', { name: 'Remove wound.png' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Belongs to another patient' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(line(page, 'wound.png')).toBeHidden();
  await expect(page.getByText('One file was removed', { exact: false })).toBeVisible();
});

test('pictures that a browser does not show by itself: a DICOM film packed by JPEG 2000 of both kinds and by JPEG-LS, one of 12 bits by JPEG, a scan as TIFF', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'salma');
  await becomesLive(a);
  await openRecords(a);
  const film = { rows: 200, columns: 300, frames: 2, window: { centre: 2000, width: 3000 } };
  const middle = (name: string) =>
    page
      .getByRole('img', { name })
      .evaluate((canvas: HTMLCanvasElement) => [
        ...(canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? []),
      ]);
  await add(page, 'plain.dcm', '', dicomFile(film));
  await page.getByRole('button', { name: 'Open plain.dcm' }).click();
  await expect(page.getByRole('img', { name: 'plain.dcm, 300 by 200 pixels' })).toBeVisible();
  const plain = await middle('plain.dcm');
  await closeWhatLiesOnTop(page);
  for (const by of ['jpeg2000', 'htj2k', 'jpegLs'] as const) {
    await add(page, `${by}.dcm`, '', dicomFile({ ...film, packed: await packedFrames(film, by) }));
    await page.getByRole('button', { name: `Open ${by}.dcm` }).click();
    await expect(page.getByRole('img', { name: `${by}.dcm, 300 by 200 pixels` })).toBeVisible();
    expect(await middle(`${by}.dcm`)).toEqual(plain);
    await page.getByRole('button', { name: 'Next picture' }).click();
    await expect(page.getByText('Picture 2 of 2')).toBeVisible();
    await closeWhatLiesOnTop(page);
  }
  const twelveBits = { syntax: '1.2.840.10008.1.2.4.51', frames: [twelveBitJpeg] };
  const window = { centre: 2000, width: 4000 };
  await add(page, 'jpeg12.dcm', '', dicomFile({ rows: 13, columns: 19, window, packed: twelveBits }));
  await page.getByRole('button', { name: 'Open jpeg12.dcm' }).click();
  await expect(page.getByRole('img', { name: 'jpeg12.dcm, 19 by 13 pixels' })).toBeVisible();
  const [grey = Number.NaN] = await middle('jpeg12.dcm');
  expect(Math.abs(grey - (twelveBitsAt(6, 9) * 255) / 4000)).toBeLessThan(2);
  await closeWhatLiesOnTop(page);
  await add(page, 'scan.tiff', 'image/tiff', faxedPage());
  await page.getByRole('button', { name: 'Open scan.tiff' }).click();
  await expect(page.getByRole('img', { name: 'scan.tiff, 400 by 300 pixels' })).toBeVisible();
  expect(await middle('scan.tiff')).toEqual([0, 0, 0, 255]);
  await looksRight(page, 'record-tiff');
});

test('the discharge checklist names what there is in writing of the stay, and what only this terminal has', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'salma');
  await becomesLive(a);
  await page.keyboard.press('b');
  await doAtBed(page, '401', '1', 'Discharge');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('No file was added to the record in this stay.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Discharge with 5 points open' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await closeWhatLiesOnTop(page);
  await openRecords(a);
  await ward.kill();
  await expect(page.getByRole('alert')).toBeVisible();
  await add(page, 'discharge-letter.pdf', 'application/pdf', onePagePdf('Discharge letter'));
  await expect(line(page, 'discharge-letter.pdf')).toContainText('Only here, to be sent');
  await page.keyboard.press('b');
  await doAtBed(page, '401', '1', 'Discharge');
  await expect(dialog.getByText('One file of this stay:')).toContainText('discharge-letter.pdf');
  await expect(dialog.getByText('One of them is only on this terminal')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Discharge with 6 points open' })).toBeVisible();
  await looksRight(page, 'discharge-documents');
  await ward.start();
  await expect(dialog.getByText('One of them is only on this terminal')).toBeHidden({ timeout: 60_000 });
  await expect(dialog.getByRole('button', { name: 'Discharge with 5 points open' })).toBeVisible();
});

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
