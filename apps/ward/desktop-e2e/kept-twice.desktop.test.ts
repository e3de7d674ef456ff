import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from 'vitest';
import { noiseOverIndexedDb } from '../e2e/noise.ts';
import { callsOnServer } from '../e2e/server-side.ts';
import { becomesLive, raise, signIn } from '../e2e/terminal.ts';
import { installedWard } from './installed-ward.ts';
import { killRounds } from './kill-rounds.ts';
import { deskOf } from './packed-ward.ts';

/** More by `npm run kills -- --rounds 50`. */
const rounds = Number(process.env.HEALTHCARE_KILL_ROUNDS ?? 3);

const here = installedWard();

test('noise over IndexedDB of the profile: the next start has everything that was saved, says so, and hands it in', async () => {
  const before = await deskOf(here.program, here.ward.url);
  const { userData } = before;
  try {
    const terminal = await before.terminal();
    await signIn(terminal, 'salma');
    await becomesLive(terminal);
    await here.ward.kill();
    await raise(terminal, '402', '1');
    await raise(terminal, '403', '2');
  } finally {
    await before.workstation.close();
  }
  expect(readdirSync(userData)).toContain('acts.journal');
  expect(noiseOverIndexedDb(join(userData))).toBeGreaterThan(3);

  await here.ward.start();
  const after = await deskOf(here.program, here.ward.url, userData);
  try {
    const terminal = await after.terminal();
    await signIn(terminal, 'salma');
    await expect(terminal.card('Room 402, bed 1')).toBeVisible();
    await expect(terminal.card('Room 403, bed 2')).toBeVisible();
    const sentence = 'Nothing that was saved is lost: what was not sent yet (2) is here again and will be sent.';
    await expect(terminal.page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
    const places = async () => (await callsOnServer(here.ward)).map(({ room, bed }) => `${room}/${bed}`).toSorted();
    await expect.poll(places).toEqual(['402/1', '403/2']);
  } finally {
    await after.workstation.kill();
  }
});

test(
  `everything is killed in the middle of a save, ${rounds} times: what a screen called saved is on the server, once (promises 1, 4)`,
  async () => {
    await here.ward.kill();
    const { said, onServer } = await killRounds(here.program, here.ward, rounds);
    console.log(`${rounds} rounds: ${said.length} calls called saved, ${onServer.length} on the server`);
    expect(said.length).toBeGreaterThanOrEqual(rounds);
    expect(said.filter((mark) => !onServer.includes(mark))).toEqual([]);
    expect(new Set(onServer).size).toBe(onServer.length);
  },
  180_000 + rounds * 30_000,
);
