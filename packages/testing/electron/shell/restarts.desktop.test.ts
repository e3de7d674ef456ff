import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { builtDesk, type DeskWindow, freshProfile, loggedTimes, pageShowing } from './desk.ts';

declare const window: DeskWindow & { name: string };

let main: string;
let userData: string;
let workstation: Workstation;

const launch = async (env: Record<string, string> = {}) => {
  workstation = await launchWorkstation({
    main,
    userData,
    env: { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9', ...env },
  });
  return workstation.page();
};

beforeAll(async () => {
  main = await builtDesk();
});
beforeEach(() => {
  userData = freshProfile();
});
afterEach(async () => {
  await workstation.kill();
});

test('what was saved is there after a power cut, which is noticed, and storage is put aside as it was found', async () => {
  const page = await launch();
  await page.evaluate(async () => {
    await window.desk.add(1);
    await window.workstation.journal.append({ id: 'act' });
  });
  await workstation.kill();

  const again = await launch();
  expect(await again.evaluate(() => window.desk.count())).toBe(1);
  expect(await again.evaluate(() => window.workstation.journal.pending())).toEqual([{ id: 'act' }]);
  expect((await again.evaluate(() => window.workstation.settings())).banners).toEqual(['storage/stopped-uncleanly']);
  const [copy = ''] = readdirSync(join(userData, 'storage-copies'));
  expect(readdirSync(join(userData, 'storage-copies', copy)).join()).toContain('.indexeddb.leveldb');
  expect((await workstation.close()).code).toBe(0);

  const third = await launch();
  expect((await third.evaluate(() => window.workstation.settings())).banners).toEqual([]);
  expect(await third.evaluate(() => window.workstation.witness.read())).toMatchObject({ generation: 3 });
});

test('a log of the storage torn in mid-record is cut back to its last whole one', async () => {
  const page = await launch();
  await page.evaluate(async () => {
    for (let number = 0; number < 20; number += 1) await window.desk.add(number);
  });
  await workstation.kill();
  const storage = join(userData, 'chromium', 'Default', 'IndexedDB', 'https_desk.app.localhost_0.indexeddb.leveldb');
  const log = join(storage, readdirSync(storage).find((name) => name.endsWith('.log')) as string);
  const whole = readFileSync(log);
  writeFileSync(log, whole.subarray(0, whole.length - 3));

  const again = await launch();
  await loggedTimes(userData, 'storage/log-tail-cut');
  const kept = await again.evaluate(() => window.desk.count());
  expect(kept).toBeGreaterThanOrEqual(19);
  await workstation.close();
  const third = await launch();
  expect(await third.evaluate(() => window.desk.count())).toBe(kept);
});

test('storage that is gone although there was some is not taken for an empty hospital', async () => {
  const page = await launch();
  await page.evaluate(() => window.workstation.witness.record(40));
  await workstation.close();
  rmSync(join(userData, 'chromium'), { recursive: true });

  const again = await launch();
  expect((await again.evaluate(() => window.workstation.settings())).banners).toEqual(['storage/lost']);
});

test('an older program does not open the profile of a newer one, and leaves it as it is', async () => {
  await launch({ ELECTRON_DOUBLE_VERSION: '46.0.0' });
  await workstation.close();
  const witness = readFileSync(join(userData, 'witness.json'), 'utf8');

  const page = await launch({ ELECTRON_DOUBLE_VERSION: '45.4.1' });
  await page.getByText('A newer version of this program has been used here').waitFor();
  await page.getByText('استُخدم هنا إصدار أحدث من هذا البرنامج').waitFor();
  expect(readFileSync(join(userData, 'witness.json'), 'utf8')).toBe(witness);
});

test('the second start of the program ends at once and brings the first to the front', async () => {
  await launch();
  await workstation.evaluate(({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    shown?.on('focus', () => Object.assign(globalThis, { focused: true }));
  });
  const second = launchWorkstation({ main, userData, env: { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9' } });
  await expect(second).rejects.toThrow('ended with 0 before it opened a window');
  expect(await workstation.evaluate(() => (globalThis as { focused?: true }).focused)).toBe(true);
});

test('a page that dies comes back; at the third death a page that needs no data says what to do', async () => {
  await launch();
  for (const deaths of [1, 2]) {
    await workstation.killRenderer();
    await loggedTimes(userData, 'renderer/died', deaths);
    const back = await workstation.page();
    expect(await back.evaluate(() => window.workstation.journal.pending())).toEqual([]);
  }
  await workstation.killRenderer();
  await loggedTimes(userData, 'renderer/given-up');
  const resting = await pageShowing(workstation, 'The program stopped three times and is resting');
  expect(await resting.evaluate(() => 'workstation' in window)).toBe(false);

  const tryAgain = resting.getByRole('link', { name: 'Try again' });
  await Promise.all([resting.waitForEvent('close'), tryAgain.click().catch(() => {})]); // it goes with its page
  const back = await workstation.page();
  expect(await back.evaluate(() => window.workstation.journal.pending())).toEqual([]);
});

test('a switch of user leaves nothing of the page behind but what it stored', async () => {
  const page = await launch();
  await page.evaluate(async () => {
    await window.desk.add(1);
    window.name = 'Ann Smith';
    sessionStorage.setItem('open', 'Ann Smith');
  });
  await Promise.all([
    page.waitForEvent('close'),
    page.evaluate(() => window.workstation.userSwitched()).catch(() => {}),
  ]);
  const fresh = await workstation.page();
  const left = await fresh.evaluate(() => [window.name, sessionStorage.length]);
  expect(left).toEqual(['', 0]);
  expect(await fresh.evaluate(() => window.desk.count())).toBe(1);
  expect(await workstation.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the window comes back where it was left', async () => {
  await launch();
  await workstation.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 30, y: 40, width: 900, height: 700 });
  });
  await workstation.close();
  await launch();
  const bounds = await workstation.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual({ x: 30, y: 40, width: 900, height: 700 });
});
