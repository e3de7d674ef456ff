import { expect, test } from '@playwright/test';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { entriesBy, signInByApi } from '../../ward/e2e/server-side.ts';
import { closeTerminals, newestCode } from '../../ward/e2e/terminal.ts';
import { openWard, password, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard(undefined, undefined, undefined, { HEALTHCARE_PROOF_SECONDS: '3' });
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** Salma opens a file, is refused something, and asks for an emergency access. */
async function somethingHappened(): Promise<void> {
  const salma = await signInByApi(ward, 'salma');
  const made = entriesBy(salma);
  await salma.ask('/db/openings/_bulk_docs', {
    docs: [{ _id: 'o1', entries: [made('o1', 'opened', { patientId: 'p-17' })] }],
  });
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'c1', entries: [made('c1', 'accepted', {})] }] });
  const reason = { wardId: '4B', patientId: 'p-17', reason: 'Collapsed in our corridor', provenBy: 'secondStep' };
  await salma.ask('/db/emergencies/_bulk_docs', { docs: [{ _id: 'em1', entries: [made('e1', 'asked', reason)] }] });
}

test('A5: an administrator finds who opened a file, exports that after a proof, and has the chain verified', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await somethingHappened();
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await takeDesk(desk);
  await desk.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(desk.getByRole('article').filter({ hasText: 'Read a patient’s file' })).toContainText('Salma Nasr');
  await desk.getByRole('button', { name: 'Verify now' }).click();
  await expect(desk.getByText(/Nothing is wrong up to entry \d+/)).toBeVisible();
  await looksRight(desk, 'audit');
  await desk.getByLabel('What was done').selectOption('read');
  await desk.getByLabel('Patient', { exact: true }).fill('p-17');
  await desk.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(desk.getByRole('article')).toHaveCount(1);
  await expect(desk.getByRole('article')).toContainText('p-17');
  const saved = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'Export as a table' }).click();
  const proof = desk.getByRole('dialog', { name: 'Show that it is you' });
  await proof.getByLabel('Your password').fill(password);
  await proof.getByRole('button', { name: 'Continue' }).click();
  await proof.getByLabel('The six digits').waitFor();
  await proof.getByLabel('The six digits').fill(await newestCode(desk, 'adam'));
  await proof.getByRole('button', { name: 'Confirm' }).click();
  expect((await saved).suggestedFilename()).toBe('audit.csv');
  await desk.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(desk.getByRole('article').filter({ hasText: 'Export the audit trail' }).first()).toContainText(
    'Adam Fouad',
  );
  await desk.getByLabel('How it ended').selectOption('failed');
  await desk.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(desk.getByText('Nothing of this was found')).toBeVisible();
  await desk.getByRole('button', { name: 'Clear', exact: true }).click();
  await desk.getByLabel('From', { exact: true }).fill('1/2/2020');
  await desk.getByLabel('Until', { exact: true }).fill('02/31/2020');
  await desk.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(desk.getByLabel('Until', { exact: true })).toHaveAccessibleDescription(
    /Type a day, or a day and a time/,
  );
  await expect(desk.getByRole('article')).not.toHaveCount(0);
  await looksRight(desk, 'audit-times');
  await desk.getByLabel('Until', { exact: true }).fill('2/2/2020');
  await expect(desk.getByText('02-Feb-2020 23:59')).toBeVisible();
  await desk.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(desk.getByText('Nothing of this was found')).toBeVisible();
});

test('R4: an administrator reads who may do what, by role and by kind of data, and reviews an emergency access', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await somethingHappened();
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await takeDesk(desk);
  await desk.getByRole('link', { name: 'Rights', exact: true }).click();
  await expect(desk.getByRole('table')).not.toHaveCount(0);
  await looksRight(desk, 'rights');
  await desk.getByLabel('Role').selectOption('pharmacist');
  await desk.getByLabel('About').selectOption('patients');
  await expect(desk.getByRole('table')).toHaveCount(1);
  await expect(desk.getByRole('row').filter({ hasText: 'Read' })).toContainText('Own wards');
  await expect(desk.getByRole('row').filter({ hasText: 'Record an allergy' })).toHaveCount(0);
  await desk.emulateMedia({ media: 'print' });
  await expect(desk.getByText('Pharmacists · Patients')).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Audit', exact: true })).toBeHidden();
  await desk.emulateMedia({ media: 'screen' });
  await desk.getByRole('link', { name: 'File access', exact: true }).click();
  const access = desk.getByRole('article', { name: /Asked by Salma Nasr/ });
  await expect(access.getByText('Collapsed in our corridor')).toBeVisible();
  await looksRight(desk, 'reviews');
  await access.getByRole('button', { name: 'Justified', exact: true }).click();
  await expect(desk.getByText('Nothing waits for a review')).toBeVisible();
});
