import { expect, type Page, test } from '@playwright/test';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { becomesLive, closeTerminals, openTerminal, raise, setPin, signIn, unlock } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** What left the page for the loudspeaker: how long each sound is (s), and by which gain it went. */
async function listenTo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const gains = new Map<AudioNode, AudioNode>();
    const { connect } = AudioNode.prototype;
    AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode, ...more: number[]) {
      gains.set(this, to);
      return Reflect.apply(connect, this, [to, ...more]);
    } as typeof connect;
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...at: number[]) {
      const gain = gains.get(this);
      if (gain instanceof GainNode)
        heard.push(`${this.buffer?.duration.toFixed(2)} s at ${gain.gain.value.toFixed(2)}`);
      return Reflect.apply(start, this, at);
    };
  });
  await page.reload();
}

const heard = (page: Page) => page.evaluate(() => [...new Set((window as unknown as { heard: string[] }).heard)]);

test('K2: the sounds are files of the page, heard in the settings and for calls, with a lowest volume for emergencies; also without a server, on the lock screen, after a crash', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await listenTo(page);
  await signIn(a, 'salma');
  await becomesLive(a);
  await setPin(a);
  await page.getByRole('button', { name: 'Sound of this terminal' }).click();
  const dialog = page.getByRole('dialog');
  for (const priority of ['Low', 'Medium', 'High'])
    await dialog.getByRole('button', { name: `Hear the sound of priority ${priority}` }).click();
  await expect.poll(() => heard(page)).toEqual(['0.70 s at 0.49', '0.96 s at 0.49', '2.80 s at 1.00']);
  const emergencies = dialog.getByRole('slider', { name: 'Emergencies and high priority' });
  const others = dialog.getByRole('slider', { name: 'All other calls' });
  await emergencies.press('Home');
  await others.press('Home');
  await expect(emergencies).toHaveValue('60');
  await expect(others).toHaveValue('15');
  await expect(dialog.getByText('Not below 60%')).toBeVisible();
  await closeWhatLiesOnTop(page);
  await ward.kill();
  await page.reload(); // as after a crash
  await unlock(a, 'salma');
  await raise(a, '401', '1');
  await expect.poll(() => heard(page)).toEqual(['2.80 s at 0.36']);
  await page.keyboard.press('l');
  await expect(page.getByRole('article', { name: 'Room 401, bed 1' })).toBeVisible();
  const before = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.length);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard.length), { timeout: 15_000 })
    .toBeGreaterThan(before);
});

test('the sound of a terminal, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(180_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  await signIn(a, 'salma');
  await becomesLive(a);
  await a.page.getByRole('button', { name: 'Sound of this terminal' }).click();
  await looksRight(a.page, 'sound-settings');
});
