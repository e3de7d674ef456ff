import { watch } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { callsOnServer } from '../e2e/server-side.ts';
import { signIn, type Terminal, words } from '../e2e/terminal.ts';
import type { WardUnderTest } from '../e2e/ward-under-test.ts';
import { killReport } from './kill-report.ts';
import { type Desk, deskOf, type PackedWard } from './packed-ward.ts';

/** What the rounds came to. */
export interface KillAccount {
  /** Marks of the calls that a screen called saved. */
  readonly said: readonly string[];
  /** The mark of every call on the server at the end; one that stands twice is listed twice. */
  readonly onServer: readonly string[];
}

/**
 * Rounds of work at one desk, each ended by SIGKILL of the server, the main process and Chromium at once, in the middle of a save. In every
 * other round the server dies first, so that work stays unsent over several kills. At the end everything is handed in.
 */
export async function killRounds(program: PackedWard, ward: WardUnderTest, rounds: number): Promise<KillAccount> {
  const said: string[] = [];
  let userData: string | undefined;
  for (let round = 0; round < rounds; round += 1) {
    await ward.start();
    const desk = await deskOf(program, ward.url, userData);
    userData = desk.userData;
    await workUntilKilled({ desk, ward, round, said });
  }
  await ward.start();
  const last = await deskOf(program, ward.url, userData);
  try {
    const terminal = await last.terminal();
    await signIn(terminal, 'salma');
    const missing = async () => lacking(said, await marksOnServer(ward));
    await expect
      .poll(missing, { timeout: 60_000 })
      .toEqual([])
      .catch(async (trouble: unknown) => {
        console.error(await killReport(ward, terminal, await missing()));
        throw trouble;
      });
    return { said, onServer: await marksOnServer(ward) };
  } finally {
    await last.workstation.kill();
  }
}

interface Round {
  readonly desk: Desk;
  readonly ward: WardUnderTest;
  readonly round: number;
  readonly said: string[];
}

/** One to four calls, of which the last is under way when everything ends. */
async function workUntilKilled({ desk, ward, round, said }: Round): Promise<void> {
  const terminal = await desk.terminal();
  await signIn(terminal, 'salma');
  if (round % 2 === 1) await ward.kill();
  const whole = round % 4;
  for (let number = 0; number < whole; number += 1) {
    await raiseMarked(terminal, `round ${round} call ${number}`).saved;
    said.push(`round ${round} call ${number}`);
  }
  const mark = `round ${round} last`;
  const written = journalGrows(join(desk.userData, 'acts.journal'));
  const { pressed, saved } = raiseMarked(terminal, mark);
  const shown = saved.then(
    () => void said.push(mark),
    () => undefined, // killed before the screen said so: nobody was promised anything
  );
  await pressed;
  if (round % 3 !== 0) await written; // in the others everything ends before the journal has it
  await Promise.all([ward.kill(), desk.workstation.kill()]);
  await shown;
}

/** Resolves when the file is written to: the act is in the journal, and perhaps not yet in the replica or on the screen. */
function journalGrows(path: string): Promise<void> {
  return new Promise((grown) => {
    const watcher = watch(path, () => {
      watcher.close();
      grown();
    });
  });
}

/** Raises a call that can be told from all others. `saved` resolves when the screen says so. */
function raiseMarked({ page }: Terminal, mark: string): { pressed: Promise<void>; saved: Promise<void> } {
  const dialog = page.getByRole('dialog');
  const press = async () => {
    await page.getByRole('button', { name: words.en.raise, exact: true }).click();
    await dialog.getByRole('button', { name: words.en.emergency, exact: true }).click();
    await dialog.getByLabel('What is needed').fill(mark);
    await dialog.getByRole('button', { name: 'Room 401, bed 1', exact: true }).click();
    await dialog.getByRole('button', { name: /^Raise: / }).click({ noWaitAfter: true });
  };
  const pressed = press();
  return { pressed, saved: pressed.then(() => expect(dialog).toBeHidden()) };
}

async function marksOnServer(ward: WardUnderTest): Promise<readonly string[]> {
  const calls = await callsOnServer(ward);
  return calls.flatMap(({ entries }) =>
    entries.flatMap(({ kind, data }) => (kind === 'raised' ? String(data.description) : [])),
  );
}

function lacking(said: readonly string[], onServer: readonly string[]): readonly string[] {
  return said.filter((mark) => !onServer.includes(mark));
}
