import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from 'vitest';
import { callsOnServer, signInByApi } from '../e2e/server-side.ts';
import { becomesLive, raise, signIn } from '../e2e/terminal.ts';
import { installedWard } from './installed-ward.ts';
import { type Desk, deskOf } from './packed-ward.ts';

const here = installedWard();

/** An administrator takes the only ward terminal out of use; answers how to ask what became of it. */
async function takenOutOfUse(): Promise<() => Promise<string | undefined>> {
  const adam = await signInByApi(here.ward, 'adam', 'admin');
  const list = async () =>
    (await adam.ask<{ workstations: readonly { id: string; kind: string; state: string }[] }>('/api/workstations'))
      .workstations;
  const terminal = (await list()).find(({ kind }) => kind === 'ward');
  await adam.ask(`/api/workstations/${terminal?.id}/revocation`, { reason: 'retired' });
  return async () => (await list()).find(({ id }) => id === terminal?.id)?.state;
}

/** A desk, and what its disk has of a nurse's work that is nowhere else: the end of its journal, and its keys. */
interface Worked extends Desk {
  readonly onDisk: readonly Buffer[];
}

async function deskWithUnsentCall(): Promise<Worked> {
  const desk = await deskOf(here.program, here.ward.url);
  const terminal = await desk.terminal();
  await signIn(terminal, 'salma');
  await becomesLive(terminal);
  await here.ward.kill();
  await raise(terminal, '401', '1');
  const keys = filesIn(join(desk.userData, 'keys'));
  expect(keys.length).toBeGreaterThan(0);
  return { ...desk, onDisk: [readFileSync(join(desk.userData, 'acts.journal')).subarray(-100), ...keys] };
}

const filesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));

/** The page says so, and what the machine's files are now is that of a new machine. */
async function isWiped({ onDisk, userData }: Worked, desk: Desk): Promise<void> {
  const headings = async () => (await desk.terminal()).page.getByRole('heading').allInnerTexts();
  await expect
    .poll(() => headings().catch(() => []), { timeout: 60_000 }) // one page goes, the next comes
    .toContain('Nothing of the hospital is kept on this computer any more');
  const { page } = await desk.terminal();
  await expect(page.getByText('Everything that was saved here had been handed in')).toBeVisible();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names.filter((name) => name !== 'ward-identity')).toEqual([]);
  expect(readdirSync(userData)).not.toContain('storage-copies');
  const now = ['acts.journal', 'keys', 'keys.gone']
    .map((name) => join(userData, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isFile() ? [readFileSync(path)] : filesIn(path)));
  for (const was of onDisk) expect(now.some((file) => file.includes(was))).toBe(false);
}

test('N6 a desk that is taken out of use hands in what only it has, deletes journal, keys and the page’s storage, and says so', async () => {
  const desk = await deskWithUnsentCall();
  try {
    await here.ward.start();
    const state = await takenOutOfUse();
    await isWiped(desk, desk);
    expect(await state()).toBe('wiped');
    expect((await callsOnServer(here.ward)).map(({ room, bed }) => `${room}/${bed}`)).toEqual(['401/1']);
  } finally {
    await desk.workstation.kill();
  }
});

test('N6 a desk that is killed as soon as it is told goes on with it at the next start', async () => {
  const desk = await deskWithUnsentCall();
  await here.ward.start();
  const { page } = await desk.terminal();
  const told = page.getByRole('heading', { name: 'This workstation was taken out of use' });
  const isGoing = Promise.any([told.waitFor(), page.waitForEvent('close')]); // or the page that wipes has come already
  const state = await takenOutOfUse();
  await isGoing;
  await desk.workstation.kill();
  const again = await deskOf(here.program, here.ward.url, desk.userData);
  try {
    await isWiped(desk, again);
    expect(await state()).toBe('wiped');
    expect((await callsOnServer(here.ward)).map(({ room, bed }) => `${room}/${bed}`)).toEqual(['401/1']);
  } finally {
    await again.workstation.kill();
  }
});
