import { seedFolder } from '@healthcare/sync-server';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { looksRight, shot, speak } from '../../ward/e2e/looks-right.ts';
import { callsOnServer, entriesBy, signInByApi } from '../../ward/e2e/server-side.ts';
import {
  becomesLive,
  closeTerminals,
  liveTerminal,
  openTerminal,
  raise,
  signIn,
  type Terminal,
} from '../../ward/e2e/terminal.ts';
import { enrolling3A, openWard, twoWards, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

const demoCode = 'JRNEY-DEMOD';

function withDemoCode(folder: string): Promise<void> {
  const code = { code: demoCode, kind: 'admin', name: 'Demo', uses: 9, hours: 24, demo: true } as const;
  return seedFolder(folder, { accounts: [], documents: {}, enrolmentCodes: [{ ...code, wards: [] }] });
}

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard(undefined, undefined, twoWards);
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** What the terminal saves from now on stays there: the server is reached, and does not take it. */
async function keepsWhatIsDone({ page }: Terminal): Promise<void> {
  await page.route('**/db/calls/_bulk_docs?*', (route) => route.abort());
}

/** It tells the server how it stands, as it does once a minute. */
async function tellsHowItStands({ page }: Terminal): Promise<void> {
  const told = page.waitForResponse(/\/api\/workstation\/contact/);
  await page.evaluate(() => void dispatchEvent(new Event('online')));
  await told;
}

async function deskAtWorkstations(desk: Page): Promise<void> {
  await takeDesk(desk);
  await desk.getByRole('link', { name: 'Stations' }).click();
  await expect(desk.getByRole('heading', { name: 'Workstations', exact: true })).toBeVisible();
}

test('the administrator sees which workstations are heard, and the wards of which none is', async ({ browser }) => {
  const desk = await openDesk(browser, ward);
  await deskAtWorkstations(desk);
  await expect(desk.getByRole('heading', { name: 'No workstation of these wards is heard' })).toBeVisible();
  await expect(desk.getByRole('row', { name: /Adam Fouad, Admin/ })).toContainText('On the line');
  await liveTerminal(browser, ward, 'salma');
  await desk.getByRole('button', { name: 'Look again' }).click();
  const row = desk.getByRole('row', { name: /^Ward 4B/ });
  await expect(row).toContainText('Salma Nasr, Nurse, ward 4B');
  await expect(desk.getByRole('heading', { name: 'No workstation of this ward is heard' })).toBeVisible();
  await desk.getByLabel('Name, number or person').fill('salma');
  await expect(desk.getByRole('row')).toHaveCount(2);
  await desk.getByLabel('Of which ward').selectOption('3A');
  await expect(desk.getByText('No workstation is listed by this')).toBeVisible();
});

test('N2, N4, N6 a terminal is enrolled by a code from the desk, gets another name and ward, and is taken out of use', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await deskAtWorkstations(desk);
  const code = await makesCode(desk);
  const a = await openTerminal(browser, ward, {}, '');
  await a.page.getByLabel('Enrolment code').fill(code);
  await a.page.keyboard.press('Enter');
  await signIn(a, 'salma');
  await becomesLive(a);
  await keepsWhatIsDone(a);
  await raise(a, '401', '1');
  await tellsHowItStands(a);
  await desk.getByRole('button', { name: 'Look again' }).click();
  const row = desk.getByRole('row', { name: /^Ward 4B, corridor/ });
  await expect(row).toContainText('Salma Nasr, Nurse, ward 4B');
  await expect(row.getByRole('cell').nth(2)).toContainText('Now');
  await expect(row.getByRole('cell').nth(3)).toHaveText('1');
  await looksRight(desk, 'admin-stations');

  await row.getByRole('button', { name: 'Change the name or wards of Ward 4B, corridor' }).click();
  const place = desk.getByRole('dialog', { name: 'Change Ward 4B, corridor' });
  await place.getByLabel('Name, or where it stands').fill('');
  await place.getByRole('button', { name: 'Save the change' }).click();
  await expect(place.getByRole('alert')).toHaveText('Enter a name.');
  await place.getByLabel('Name, or where it stands').fill('Both wards, trolley');
  await place.getByLabel('4B').uncheck();
  await place.getByRole('button', { name: 'Save the change' }).click();
  await expect(place.getByRole('alert')).toHaveText('Choose at least one ward.');
  await looksRight(desk, 'admin-station-change');
  for (const one of ['4B', '3A']) await place.getByLabel(one).check();
  await place.getByRole('button', { name: 'Save the change' }).click();
  await expect(place).toBeHidden();
  const renamed = desk.getByRole('row', { name: /^Both wards, trolley/ });
  await expect(renamed).toContainText('3A, 4B');
  await expect(renamed).toContainText('Salma Nasr, Nurse, ward 4B');

  await renamed.getByRole('button', { name: 'Take Both wards, trolley out of use' }).click();
  const revoke = desk.getByRole('dialog', { name: 'Take Both wards, trolley out of use?' });
  await expect(revoke.getByText('1 entry was not sent when it was last heard.')).toBeVisible();
  await expect(revoke.getByText('Salma Nasr is signed in there now')).toBeVisible();
  await looksRight(desk, 'admin-station-revoke');
  await revoke.getByRole('button', { name: 'Take it out of use' }).click();
  await expect(a.page.getByRole('heading', { name: 'Nothing of the hospital is kept' })).toBeVisible();
  await expect(a.page.getByText('Everything that was saved here had been handed in')).toBeVisible();
  await desk.getByRole('button', { name: 'Look again' }).click();
  await desk.getByRole('button', { name: /^Out of use/ }).click();
  await expect(desk.getByRole('row', { name: /^Both wards, trolley/ })).toContainText('Given back');
  await looksRight(desk, 'admin-stations-out');
});

/** Heba heads 3A too, from now on. */
async function hebaInBothWards(): Promise<void> {
  const adam = await signInByApi(ward, 'adam', 'admin');
  const amended = entriesBy(adam)('heba-wards', 'amended', { wards: ['4B', '3A'] }, ['seed-staff-heba']);
  await adam.ask('/db/staff/_bulk_docs', { docs: [{ _id: 'heba', entries: [amended] }] });
}

/** At the desk: the only ward terminal of 4B goes to 3A, and is called so. */
async function goesTo3A(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Change the name or wards of Ward 4B' }).click();
  const place = desk.getByRole('dialog', { name: 'Change Ward 4B' });
  await place.getByLabel('Name, or where it stands').fill('Ward 3A, corridor');
  await place.getByLabel('4B').uncheck();
  await place.getByLabel('3A').check();
  await place.getByRole('button', { name: 'Save the change' }).click();
  await expect(place).toBeHidden();
}

/** Rows of calls that the terminal holds of this ward: a call’s ward is one of the few things that stand readable on the disk. */
const callsHeldOf = ({ page }: Terminal, wardId: string) =>
  page.evaluate(async (ward) => {
    const all = (await indexedDB.databases()).flatMap(({ name = '' }) => (/--calls$/.test(name) ? [name] : []));
    const rows = all.map(async (name) => {
      const database = await new Promise<IDBDatabase>((opened, failed) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => opened(asked.result);
        asked.onerror = () => failed(asked.error);
      });
      const docs = database.transaction('docs').objectStore('docs').getAll();
      await new Promise((read) => docs.addEventListener('success', read));
      database.close();
      return docs.result as readonly unknown[];
    });
    return (await Promise.all(rows)).flat().filter((row) => JSON.stringify(row).includes(`"${ward}"`)).length;
  }, wardId);

/** Of the calls of 4B that the server keeps. */
const rooms = async () => (await callsOnServer(ward)).map(({ room, bed }) => `${room}-${bed}`);

/** The names of those buttons of a dialog that a notice lies over. */
async function coveredBy(notice: Locator, dialog: Locator): Promise<readonly string[]> {
  const over = await notice.boundingBox();
  const covered: string[] = [];
  for (const button of await dialog.getByRole('button').all()) {
    const under = await button.boundingBox();
    if (!over || !under) continue;
    const beside = under.x + under.width <= over.x || over.x + over.width <= under.x;
    const above = under.y + under.height <= over.y || over.y + over.height <= under.y;
    if (!beside && !above) covered.push(await button.innerText());
  }
  return covered;
}

test('N10 a terminal takes over another ward: what was unsent of the old one is handed in, its documents go, the new board is there at once', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await hebaInBothWards();
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  await signIn(a, 'heba');
  await becomesLive(a);
  await raise(a, '401', '1');
  await expect.poll(() => callsHeldOf(a, '4B')).toBeGreaterThan(0);
  await deskAtWorkstations(desk);
  await a.context.setOffline(true);
  await raise(a, '402', '1');
  await goesTo3A(desk);
  await ward.kill(); // what was decided at the desk outlives the server
  await a.context.setOffline(false);
  await expect(a.card('Room 402, bed 1')).toBeVisible();
  await ward.start();
  await expect(a.page.getByRole('banner')).toContainText('Surgery', { timeout: 60_000 });
  await expect(a.page.getByRole('article')).toHaveCount(0);
  await becomesLive(a);
  await expect.poll(rooms).toEqual(expect.arrayContaining(['401-1', '402-1']));
  await expect.poll(() => callsHeldOf(a, '4B')).toBe(0);
  const told = a.page.getByRole('alert').filter({ hasText: 'The hospital has changed your assignment.' });
  await a.page.keyboard.press('r'); // a notice that stays lies over nothing that acts
  await expect(a.page.getByRole('dialog')).toBeVisible();
  for (const language of ['en', 'ar'] as const) {
    await speak(a.page, language);
    await shot(a.page, `notice-beside-dialog-${language}`);
    expect(await coveredBy(told, a.page.getByRole('dialog'))).toEqual([]);
  }
  await speak(a.page, 'en');
  await a.page.keyboard.press('Escape');
  await told.getByRole('button').click();
  await expect(told).toBeHidden();

  await ward.kill();
  await raise(a, '301', '1'); // the new ward goes on without its server too
  await expect(a.card('Room 301, bed 1')).toBeVisible();
  await ward.start();
  await becomesLive(a);
  const mona = await openTerminal(browser, ward, {}, enrolling3A);
  await signIn(mona, 'mona');
  await expect(mona.card('Room 301, bed 1')).toBeVisible();

  await a.page.keyboard.press('?');
  const help = a.page.getByRole('dialog');
  await expect(help).toContainText('Ward 3A, corridor');
  await looksRight(a.page, 'station-help');
  await a.page.keyboard.press('Escape');
  await a.page.keyboard.press('l');
  await expect(a.page.getByText('This workstation: Ward 3A, corridor')).toBeVisible();
  await looksRight(a.page, 'station-entry');
});

test('N10 whoever has no place in the new ward is told so; what they had not sent goes with the next sign-in', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const desk = await openDesk(browser, ward);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  await signIn(a, 'salma');
  await becomesLive(a);
  await deskAtWorkstations(desk);
  await a.context.setOffline(true);
  await raise(a, '402', '1');
  await goesTo3A(desk);
  await a.context.setOffline(false);
  await expect(a.page.getByText('You are not assigned to the ward of this workstation.')).toBeVisible({
    timeout: 60_000,
  });
  await looksRight(a.page, 'station-moved-away');
  await signIn(a, 'mona');
  await becomesLive(a);
  await expect.poll(rooms).toContain('402-1');
  await expect(a.page.getByRole('article')).toHaveCount(0);
  await expect.poll(() => callsHeldOf(a, '4B')).toBe(0);
});

/** At the desk: a code for one ward terminal. */
async function makesCode(desk: Page): Promise<string> {
  await desk.getByRole('button', { name: 'Add a workstation' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Name, or where it stands').fill('Ward 4B, corridor');
  await dialog.getByRole('button', { name: 'Make the code' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose at least one ward.');
  await dialog.getByLabel('4B').check();
  await looksRight(desk, 'admin-station-add');
  await dialog.getByRole('button', { name: 'Make the code' }).click();
  await expect(dialog.getByText('Enter it at the first start')).toBeVisible();
  await looksRight(desk, 'admin-station-code');
  const code = await dialog.getByText(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/).innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  return code;
}

test('W5, W6, W8 the administrator sees the wards that rely on no workstation, chooses one for a ward, and sees when it is gone', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await ward.remove();
  ward = await openWard(undefined, undefined, { documents: { ...twoWards.documents, wards: [] } });
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  const a = await openTerminal(browser, ward);
  const fault = a.page.getByRole('region', { name: 'Primary station of the ward' });
  await signIn(a, 'salma');
  await becomesLive(a);
  await expect(fault).toContainText('No primary station is chosen.');
  await deskAtWorkstations(desk);
  const lacking = desk.getByRole('status').filter({ hasText: 'This ward has no primary workstation on the line' });
  await expect(lacking).toContainText('Ward 4B');
  await lacking.getByRole('button', { name: 'See the wards' }).click();
  const row = (name: string) => desk.getByRole('row', { name: new RegExp(`^Ward ${name}`) });
  for (const name of ['3A', '4B']) await expect(row(name)).toContainText('None chosen');
  await row('4B').getByRole('button', { name: 'Choose the primary workstation of ward 4B' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Primary workstation of ward 4B' });
  await looksRight(desk, 'admin-primary-choose');
  await dialog.getByRole('button', { name: 'Make Ward 4B the primary workstation' }).click();
  await expect(dialog).toBeHidden();
  await expect(row('4B')).toContainText('On the line');
  await expect(fault).toBeHidden();
  await row('3A').getByRole('button', { name: 'Choose the primary workstation of ward 3A' }).click();
  await expect(desk.getByRole('dialog')).toContainText('No workstation in use shows this ward.');
  await desk.keyboard.press('Escape');
  await looksRight(desk, 'admin-primary');
  await desk.getByRole('button', { name: 'Workstations', exact: true }).click();
  await expect(desk.getByRole('row', { name: /^Ward 4B/ })).toContainText('Primary: 4B');

  await a.context.close(); // the terminal is switched off
  await desk.getByRole('button', { name: 'Wards', exact: true }).click();
  await expect(row('4B')).toContainText('Away', { timeout: 30_000 });
});

test('W9 the desk of a demo says how a ward comes to be heard and to its primary workstation', async ({ browser }) => {
  test.setTimeout(300_000);
  await ward.remove();
  ward = await openWard(undefined, withDemoCode, { documents: { ...twoWards.documents, wards: [] } });
  const desk = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await desk.goto(new URL(`admin/#enrol=${demoCode}`, ward.url).href);
  await deskAtWorkstations(desk);
  const unheard = desk.getByRole('status').filter({ hasText: 'No workstation of these wards is heard' });
  await expect(unheard).toContainText('Open the page of the ward and sign in as one of its nurses');
  await desk.getByRole('button', { name: 'Wards', exact: true }).click();
  await expect(desk.getByRole('row', { name: /^Ward 4B/ })).toContainText(
    'the terminal at which somebody of the ward signs in first',
  );
  await looksRight(desk, 'admin-primary-demo');
});

test('N6 one that is lost is not given what opens its copy; the desk says since when it is missed', async ({
  browser,
}) => {
  const desk = await openDesk(browser, ward);
  const a = await liveTerminal(browser, ward, 'salma');
  await a.context.setOffline(true);
  await deskAtWorkstations(desk);
  const row = desk.getByRole('row', { name: /^Ward 4B/ });
  await row.getByRole('button', { name: 'Take Ward 4B out of use' }).click();
  const revoke = desk.getByRole('dialog', { name: 'Take Ward 4B out of use?' });
  await revoke.getByLabel(/It is lost or stolen/).check();
  await revoke.getByRole('button', { name: 'Take it out of use' }).click();
  await expect(row).toBeHidden();
  await desk.getByRole('button', { name: 'Out of use (1)' }).click();
  await expect(row).toContainText('Lost; not wiped yet');
  await expect(row.getByRole('button')).toHaveCount(0);
  await a.context.setOffline(false);
  await expect(a.page.getByRole('heading', { name: 'Nothing of the hospital is kept' })).toBeVisible({
    timeout: 30_000,
  });
  await desk.getByRole('button', { name: 'Look again' }).click();
  await expect(row).toContainText('Given back');
});
