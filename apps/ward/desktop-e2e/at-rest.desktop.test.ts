import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanned } from '@healthcare/testing/raw-scan';
import { expect } from '@playwright/test';
import { test } from 'vitest';
import { callsOnServer } from '../e2e/server-side.ts';
import { becomesLive, setPin, signIn, unlock, words } from '../e2e/terminal.ts';
import { secretsOfTheDay, workingDay } from '../e2e/working-day.ts';
import { installedWard } from './installed-ward.ts';
import { deskOf } from './packed-ward.ts';

const here = installedWard();

test('a working day at a desk: calls stay while it is locked and after a restart, the PIN brings its person back, and nothing readable is in the profile', async () => {
  const desk = await deskOf(here.program, here.ward.url);
  const { userData } = desk;
  try {
    const first = await desk.terminal();
    await signIn(first, 'salma');
    await becomesLive(first);
    await setPin(first);
    await workingDay(first);
    await here.ward.kill();
    const gone = first.page.waitForEvent('close');
    await first.page.getByRole('button', { name: words.en.switchUser }).click();
    await gone;
    const locked = await desk.terminal(); // a fresh renderer
    await expect(locked.page.getByRole('region', { name: 'Open calls' }).getByRole('article')).toHaveCount(1);
    await unlock(locked, 'salma');
    await locked.page.keyboard.press('r');
    await expect(locked.page.getByRole('dialog').getByLabel('What is needed')).toHaveValue(
      'half a sentence that nobody saved',
    );
    await locked.page.keyboard.press('Escape');
    await workingDay(locked, '2'); // with everything unsent
  } finally {
    await desk.workstation.close();
  }
  expect(readdirSync(userData)).toContain('acts.journal');
  // The scan would find it: this one thing is put there on purpose.
  writeFileSync(join(userData, 'on-purpose'), JSON.stringify({ name: 'Readable Name' }));
  expect(scanned(userData, ['Readable Name'])).not.toEqual([]);
  expect(scanned(userData, secretsOfTheDay)).toEqual([]);

  const again = await deskOf(here.program, here.ward.url, userData);
  try {
    const terminal = await again.terminal();
    await expect(terminal.page.getByRole('region', { name: 'Open calls' }).getByRole('article')).toHaveCount(2);
    await unlock(terminal, 'salma');
    await here.ward.start();
    await becomesLive(terminal);
    const raised = async () => (await callsOnServer(here.ward)).map(({ room, bed }) => `${room}/${bed}`).toSorted();
    await expect.poll(raised).toEqual(['401/1', '401/1', '402/2', '402/2']);
  } finally {
    await again.workstation.kill();
  }
});
