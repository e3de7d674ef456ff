import { stamp } from '@healthcare/domain';
import { expect, test } from '@playwright/test';
import { callsOnServer, signInByApi } from './server-side.ts';
import { becomesLive, closeTerminals, openTerminal, raise, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const twoDays = 2 * 86_400_000;

test('journey 5: a pharmacist who bypasses the screen is refused by the server; it is listed, and the rest goes on', async () => {
  const nadia = await signInByApi(ward, 'nadia', 'pharmacy');
  const { user, grant, workstation } = nadia.session;
  const data = { wardId: '4B', roomId: 'room-403', room: '403', kind: 'emergency', priority: 'high' };
  const entry = (id: string) => ({
    id,
    kind: 'raised',
    at: stamp(Date.now(), 0, 'api'),
    by: { user, grant, workstation },
    after: [],
    data,
  });
  const answers = await nadia.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'c1', entries: [entry('e1')] }] });
  expect(answers).toMatchObject([{ id: 'c1', refused: [{ entry: 'e1', code: 'right/missing' }], removed: true }]);
  const { refusals } = await nadia.ask<{ refusals: readonly object[] }>('/api/refusals');
  expect(refusals).toMatchObject([{ db: 'calls', document: 'c1', code: 'right/missing', about: 'calls/raised' }]);
  const salma = await signInByApi(ward, 'salma');
  const by = { user: 'salma', grant: salma.session.grant, workstation: salma.session.workstation };
  const sound = { ...entry('e2'), by };
  expect(await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'c2', entries: [sound] }] })).toMatchObject([
    { ok: true, refused: [] },
  ]);
  expect((await callsOnServer(ward)).map(({ _id }) => _id)).toEqual(['c2']);
});

test('a refused change is kept and listed on the terminal with its reason; the state is not green until somebody has looked', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  await a.context.addInitScript((ahead) => {
    const now = Date.now;
    Date.now = () => now() + ahead;
  }, twoDays);
  await a.page.reload();
  await signIn(a, 'salma');
  await raise(a, '403', '2');
  await a.page.getByRole('link', { name: '1 not accepted' }).click();
  await expect(a.page.getByRole('heading', { name: 'Not accepted by the server' })).toBeVisible();
  await expect(
    a.page.getByText('The clock of this workstation is more than a day ahead.', { exact: false }),
  ).toBeVisible();
  await expect(a.page.getByRole('status').filter({ hasText: 'All work is on the server' })).toBeHidden();
  await a.page.getByRole('button', { name: 'Put aside' }).click();
  await becomesLive(a);
});
