import { expect } from '@playwright/test';
import { afterEach, test } from 'vitest';
import { becomesLive, raise, signIn, words } from '../e2e/terminal.ts';
import { installedWard } from './installed-ward.ts';
import { type Desk, deskOf } from './packed-ward.ts';

const installed = installedWard();
const started: Desk[] = [];

/** A desk whose program is ended after the test. */
async function desk(userData?: string): Promise<Desk> {
  const opened = await deskOf(installed.program, installed.ward.url, userData);
  started.push(opened);
  return opened;
}

/** As when the plug is pulled; the profile stays. */
async function cutPower(cut: Desk): Promise<void> {
  started.splice(started.indexOf(cut), 1);
  await cut.workstation.kill();
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(({ workstation }) => workstation.kill()));
});

test('journey 1 at two desks: raised here, shown and heard there, accepted there, seen here', async () => {
  const [here, there] = await Promise.all([desk(), desk()]);
  const [a, b] = await Promise.all([here.terminal(), there.terminal()]);
  await signIn(a, 'salma');
  await signIn(b, 'omar');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await raise(a, '403', '2');
  await expect(b.card('Room 403, bed 2')).toBeVisible();
  await expect(b.page.getByRole('button', { name: /^Silence for/ })).toBeVisible();
  await expect(a.card('Room 403, bed 2').getByText('Shown on 2 of 2 stations')).toBeVisible();
  await b
    .card('Room 403, bed 2')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(a.card('Room 403, bed 2').getByText('Omar Tarek is on the way')).toBeVisible();
  await expectOnlyTheServerAsked(here);
  await expectOnlyTheServerAsked(there);
});

test('journey 4: the page is killed right after "saved"; it comes back by itself, with the call', async () => {
  const here = await desk();
  const before = await here.terminal();
  await signIn(before, 'salma');
  await becomesLive(before);
  await installed.ward.kill();
  await raise(before, '401', '1');
  await expect(before.card('Room 401, bed 1')).toBeVisible();
  await Promise.all([before.page.waitForEvent('crash'), here.workstation.killRenderer()]);
  const after = await here.terminal();
  await expect(after.card('Room 401, bed 1')).toBeVisible();
});

test('the power goes while the server is away: the program starts without it, and what was saved arrives later', async () => {
  const here = await desk();
  const before = await here.terminal();
  await signIn(before, 'salma');
  await becomesLive(before);
  await installed.ward.kill();
  await raise(before, '402', '1');
  await expect(before.card('Room 402, bed 1')).toBeVisible();
  await cutPower(here);

  const again = await desk(here.userData);
  const { page } = await again.terminal();
  await expect(page.getByLabel(words.en.user)).toBeVisible();
  await installed.ward.start();
  const there = await (await desk()).terminal();
  await signIn(there, 'omar');
  await signIn(await again.terminal(), 'salma');
  await expect(there.card('Room 402, bed 1')).toBeVisible();
});

/** What Chromium asks for by itself, unlike Electron, is seen too; it must get nowhere either. */
async function expectOnlyTheServerAsked({ workstation }: Desk): Promise<void> {
  const reached = (await workstation.requests()).filter(({ allowed }) => allowed);
  const hosts = new Set(reached.map(({ url }) => new URL(url).host));
  hosts.delete('ward');
  expect([...hosts]).toEqual(workstation.engine === 'double' ? [new URL(installed.ward.url).host] : []);
}
