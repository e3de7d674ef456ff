import { type Entries, type Entry, stamp } from '@healthcare/domain';
import { seedFolder } from '@healthcare/sync-server';
import { expect, test } from '@playwright/test';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { signInByApi } from './server-side.ts';
import {
  becomesLive,
  closeTerminals,
  liveTerminal,
  newestCode,
  openTerminal,
  pin,
  setPin,
  signIn,
  type Terminal,
  words,
} from './terminal.ts';
import { openWard, password, type WardUnderTest } from './ward-under-test.ts';

/** A patient of another ward: nobody of 4B may look into the file, and no terminal of 4B holds it. */
const elsewhere: Entries = {
  id: 'p-elsewhere',
  entries: [
    registered('p-elsewhere', {
      wardId: '3A',
      fileNumber: 'F-1029',
      family: { en: 'Mansour', ar: 'منصور' },
      given: { en: 'Laila Hassan', ar: 'ليلى حسن' },
      sex: 'female',
      born: '1958-04-05',
    }),
  ],
};

/** They are called for in their own ward: it belongs to the file, and to the board of nobody here. */
const calledFor: Entries = {
  id: 'c-elsewhere',
  entries: (() => {
    const place = { wardId: '3A', roomId: 'room-301', room: '301', bed: '1', kind: 'emergency', priority: 'high' };
    const by = { user: 'far', grant: 'seed', workstation: 'wk-seed' };
    const at = (n: number) => stamp(Date.UTC(2026, 0, 2), n, 'seed');
    const raised = { id: 'seed-c1', kind: 'raised', at: at(0), by, after: [], data: place, version: 3 };
    const patient = { patientId: 'p-elsewhere', patient: 'Laila Hassan Mansour' };
    return [raised, { ...raised, id: 'seed-c2', kind: 'patientNamed', at: at(1), after: ['seed-c1'], data: patient }];
  })(),
};

function registered(id: string, facts: Entry['data']): Entry {
  const by = { user: 'far', grant: 'seed', workstation: 'wk-seed' };
  const data = { identity: 'known', ...facts };
  return { id: `seed-${id}`, kind: 'registered', at: stamp(Date.UTC(2026, 0, 1), 0, 'seed'), by, after: [], data };
}

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard(
    'app://ward',
    (folder) =>
      seedFolder(folder, {
        accounts: [],
        people: [{ user: 'far', role: 'nurse', wards: ['3A'] }],
        documents: { patients: [elsewhere], calls: [calledFor] },
      }),
    undefined,
    { HEALTHCARE_PROOF_SECONDS: '3' },
  );
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const banner = ({ page }: Terminal) => page.getByRole('region', { name: 'Emergency access now' });

async function askFor({ page }: Terminal, reason: string): Promise<void> {
  await page.getByRole('link', { name: 'File access', exact: true }).click();
  await page.getByRole('button', { name: 'Open a file in an emergency' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Number on the wristband, or national id').fill('F-1029');
  await dialog.getByLabel('Why is it needed?', { exact: true }).fill(reason);
}

/** Password, then the code of a new mail. */
async function proveIt({ page }: Terminal): Promise<void> {
  const proof = page.getByRole('dialog', { name: 'Show that it is you' });
  await proof.getByLabel('Your password').fill(password);
  await proof.getByRole('button', { name: 'Continue' }).click();
  await proof.getByLabel('The six digits').waitFor();
  await proof.getByLabel('The six digits').fill(await newestCode(page, 'karim'));
  await proof.getByRole('button', { name: 'Confirm' }).click();
}

test('E1–E4, E6: a doctor opens one file of another ward with reason and proof, the screen says how long still, it leaves when ended, and the head nurse reviews it', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'karim');
  await becomesLive(a);
  await page.getByRole('link', { name: 'File access', exact: true }).click();
  await looksRight(page, 'emergency-none');
  await page.getByRole('button', { name: 'Open a file in an emergency' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open the file' }).click();
  await expect(page.getByText('Say in a few words why it is needed.')).toBeVisible();
  await expect(page.getByText('Enter the number on the wristband or the national id.')).toBeVisible();
  await looksRight(page, 'emergency-ask');
  await closeWhatLiesOnTop(page);
  await askFor(a, 'Collapsed in our corridor');
  await page.getByRole('dialog').getByRole('button', { name: 'Open the file' }).click();
  await proveIt(a);
  await expect(banner(a).getByText('Laila Hassan Mansour')).toBeVisible();
  await expect(banner(a).getByText(/3 h 59 min left|4 h 0 min left/)).toBeVisible();
  await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
  await expect(a.card('Room 301, bed 1')).toHaveCount(0);
  await page.goto(`${ward.url}#/patients/p-elsewhere/calls`);
  await expect(page.getByRole('list', { name: 'Calls' }).getByRole('link')).toHaveText([/Room 301, bed 1/]);
  await page.getByRole('link', { name: 'File access', exact: true }).click();
  await expect(page.getByRole('article', { name: /Asked by Karim Adel/ }).getByText('Open now')).toBeVisible();
  await looksRight(page, 'emergency-open');
  await banner(a).getByRole('button', { name: 'End the access' }).click();
  await expect(banner(a)).toBeHidden();
  // The workstation has let go of the file.
  await expect(page.getByText('Laila Hassan Mansour')).toBeHidden();
  await expect(page.getByText('F-1029')).toBeVisible();

  const b = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  await signIn(b, 'heba');
  await b.page.getByRole('link', { name: 'File access', exact: true }).click();
  const access = b.page.getByRole('article', { name: /Asked by Karim Adel/ });
  await expect(access.getByText('Collapsed in our corridor')).toBeVisible();
  await looksRight(b.page, 'emergency-review');
  await access.getByRole('button', { name: 'Not justified' }).click();
  await expect(access.getByText('Say what was not clear, or why it was not justified.')).toBeVisible();
  await access.getByLabel('Note').fill('He was called by the team');
  await access.getByRole('button', { name: 'Justified', exact: true }).click();
  await expect(b.page.getByText('Nothing waits for a review')).toBeVisible();
  await b.page.getByRole('button', { name: 'Reviewed (1)' }).click();
  await expect(access.getByText('He was called by the team')).toBeVisible();
  await expect(page.getByText('He was called by the team')).toBeVisible();
});

test('E2, E5: without the server the PIN proves it, what is not held stays closed and that is said; back on the line the server gives it after a proof', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  await setPin(a);
  await ward.kill();
  await expect(page.getByText(words.en.disconnected).first()).toBeVisible();
  await askFor(a, 'Collapsed while the line is cut');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('this computer does not hold the file', { exact: false })).toBeVisible();
  await dialog.getByLabel('Your PIN').fill('000000');
  await dialog.getByRole('button', { name: 'Keep the request' }).click();
  await expect(dialog.getByText('Wrong PIN.', { exact: false })).toBeVisible();
  await dialog.getByLabel('Your PIN').fill(pin);
  await dialog.getByRole('button', { name: 'Keep the request' }).click();
  await expect(banner(a).getByText('Waits for the server. Use the paper file until then.')).toBeVisible();
  await ward.start();
  await becomesLive(a);
  await banner(a).getByRole('button', { name: 'Ask the server now' }).click();
  await proveIt(a);
  await expect(banner(a).getByText('Laila Hassan Mansour')).toBeVisible();
  const heba = await signInByApi(ward, 'heba');
  const found = await heba.ask<{ results: readonly { doc: { reason: string; provenBy: string; review: string } }[] }>(
    '/db/emergencies/_changes?lineage=&include_docs=true',
  );
  expect(found.results.map(({ doc: { reason, provenBy, review } }) => [reason, provenBy, review])).toEqual([
    ['Collapsed while the line is cut', 'pin', 'waiting'],
  ]);
});
