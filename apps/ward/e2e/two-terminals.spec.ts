import { expect, test } from '@playwright/test';
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

test('journey 1: a call raised at one terminal is shown and heard at the other, and who accepts is seen at the first', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'omar');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await raise(a, '403', '2');
  await expect(b.card('Room 403, bed 2')).toBeVisible({ timeout: 1000 });
  await expect(b.page.getByRole('button', { name: /^Silence for/ }), 'it sounds at the other terminal').toBeVisible();
  await expect(a.card('Room 403, bed 2').getByText('Shown on 2 of 2 stations')).toBeVisible();
  await b
    .card('Room 403, bed 2')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(a.card('Room 403, bed 2').getByText('Omar Tarek is on the way')).toBeVisible();
});
