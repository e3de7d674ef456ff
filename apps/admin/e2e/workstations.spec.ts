import { expect, type Page, test } from '@playwright/test';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { becomesLive, closeTerminals, openTerminal, raise, signIn, type Terminal } from '../../ward/e2e/terminal.ts';
import { openWard, twoWards, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

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
  await page.route('**/db/calls/_bulk_docs', (route) => route.abort());
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
  const a = await openTerminal(browser, ward);
  await signIn(a, 'salma');
  await becomesLive(a);
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

test('N6 one that is lost is not given what opens its copy; the desk says since when it is missed', async ({
  browser,
}) => {
  const desk = await openDesk(browser, ward);
  const a = await openTerminal(browser, ward);
  await signIn(a, 'salma');
  await becomesLive(a);
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
