import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { afterEach, beforeEach, test } from 'vitest';
import { looksRight } from '../e2e/looks-right.ts';
import { fatmaInWard } from '../e2e/patients-on-server.ts';
import { onePagePdf } from '../e2e/pdf-file.ts';
import { becomesLive, signIn } from '../e2e/terminal.ts';
import { installedWard } from './installed-ward.ts';
import { type Desk, deskOf } from './packed-ward.ts';

const installed = installedWard();
let scans: string;
let desk: Desk;

beforeEach(async () => {
  const { program, ward } = installed;
  await fatmaInWard(ward);
  const userData = mkdtempSync(join(tmpdir(), 'ward-desk-'));
  scans = join(userData, 'scans');
  mkdirSync(scans);
  writeFileSync(join(userData, 'policy.json'), JSON.stringify({ scannerFolder: scans }));
  desk = await deskOf(program, ward.url, userData);
});
afterEach(async () => {
  await desk.workstation.kill();
});

async function openRecords() {
  const terminal = await desk.terminal();
  const { page } = terminal;
  await signIn(terminal, 'salma');
  await becomesLive(terminal);
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name: 'Records' }).click();
  const scanner = page.getByRole('region', { name: 'From the scanner' });
  await expect(scanner).toBeVisible();
  return { page, scanner };
}

test('F1: what the scanner writes is offered when it is whole, looked at, added while cut off, and only then leaves the scanner’s folder', async () => {
  const { page, scanner } = await openRecords();
  await expect(scanner).toContainText('The scanner’s folder is empty.');
  const paper = Buffer.from(onePagePdf('Ejection fraction 38 percent'));
  writeFileSync(join(scans, 'scan 1.pdf'), paper.subarray(0, 200));
  await expect(scanner).toContainText('One file is still being written');
  await expect(scanner.getByRole('listitem')).toHaveCount(0);
  appendFileSync(join(scans, 'scan 1.pdf'), paper.subarray(200));
  writeFileSync(join(scans, 'scan.log'), 'page 1 of 1');
  await expect(scanner.getByRole('listitem')).toContainText('scan 1.pdf', { timeout: 20_000 });
  await expect(scanner).toContainText('One file there is neither PDF, picture nor DICOM');
  await looksRight(page, 'records-scanner');

  await installed.ward.kill();
  await expect(page.getByRole('alert')).toBeVisible();
  await scanner.getByRole('button', { name: 'Look at scan 1.pdf' }).click();
  const dialog = page.getByRole('dialog', { name: /In nobody’s file yet, scan 1\.pdf/ });
  await expect(dialog.getByRole('img', { name: 'scan 1.pdf, page 1 of 1' })).toBeVisible();
  expect(readdirSync(scans)).toContain('scan 1.pdf');
  await dialog.getByRole('button', { name: /^Add to the file of Fatma/ }).click();
  await expect(dialog).toBeHidden();
  const line = page.getByRole('list', { name: 'Files of the patient' }).getByRole('listitem');
  await expect(line).toContainText('scan 1.pdf');
  await expect(line).toContainText('Only here, to be sent');
  await expect.poll(() => readdirSync(scans).sort()).toEqual(['scan.log', 'taken']);
  const [moved = ''] = readdirSync(join(scans, 'taken'));
  expect(readFileSync(join(scans, 'taken', moved)).equals(paper)).toBe(true);
  await expect(scanner.getByRole('listitem')).toHaveCount(0);

  await installed.ward.start();
  await expect(line).toContainText('Here and on the server', { timeout: 60_000 });
});

test('F1: a scan that somebody else takes meanwhile is said to be gone, and nothing is added', async () => {
  const { page, scanner } = await openRecords();
  writeFileSync(join(scans, 'scan 2.pdf'), onePagePdf('For another ward'));
  const add = scanner.getByRole('button', { name: /^Add scan 2\.pdf to the file of Fatma/ });
  await expect(add).toBeVisible({ timeout: 20_000 });
  writeFileSync(join(scans, 'scan 2.pdf'), onePagePdf('Another paper under the same name'));
  await add.click();
  await expect(page.getByText('Not added: scan 2.pdf')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Files of the patient' }).getByRole('listitem')).toHaveCount(0);
  expect(readdirSync(scans)).toEqual(['scan 2.pdf']);
});
