import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { launchWorkstation } from '../index.ts';
import { builtDesk, freshProfile, loggedTimes, pageShowing } from './desk.ts';

test('a page whose preload fails is not left alone, to take itself for one in a browser', async () => {
  const main = await builtDesk();
  writeFileSync(join(dirname(main), 'preload.cjs'), 'throw new Error("damaged on the disk")');
  const userData = freshProfile();
  const workstation = await launchWorkstation({
    main,
    userData,
    env: { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9' },
  });
  try {
    await loggedTimes(userData, 'preload/failed');
    await loggedTimes(userData, 'renderer/given-up');
    const page = await pageShowing(workstation, 'The program could not start');
    expect(await page.locator('section[lang=ar] h1').innerText()).toBe('تعذّر بدء البرنامج');
  } finally {
    await workstation.kill();
  }
});
