import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { builtDesk, type DeskWindow, freshProfile, loggedTimes } from './desk.ts';

declare const window: DeskWindow;

const userData = freshProfile();
let workstation: Workstation;
let page: Page;

beforeAll(async () => {
  const env = { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9' };
  workstation = await launchWorkstation({ main: await builtDesk(), userData, env });
  page = await workstation.page();
});
afterAll(() => workstation.close());

test('the page learns whom it talks to and what it is', async () => {
  expect(await page.evaluate(() => window.workstation.settings())).toEqual({
    serverUrl: 'http://127.0.0.1:9',
    kind: 'ward',
    wardId: null,
    language: null,
    enrolmentCode: null,
    serverFingerprint: null,
    idleLockSeconds: 120,
    pinRequired: false,
    boardInitialsOnly: false,
    banners: [],
    appVersion: '3.2.1',
  });
});

test('the secret has 256 bits, is the same each time, and lies nowhere in clear', async () => {
  const secret = await page.evaluate(() => window.workstation.secret());
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(await page.evaluate(() => window.workstation.secret())).toBe(secret);
  expect(readFileSync(join(userData, 'keys', 'secret')).includes(secret)).toBe(false);
});

test('an act is pending until it is acknowledged, in order, once', async () => {
  const pending = await page.evaluate(async () => {
    const { journal } = window.workstation;
    const acts = ['a', 'b', 'c'].map((id) => ({ id, patient: 'Smith', beds: [1, { free: null }] }));
    await Promise.all(acts.map((act) => journal.append(act)));
    await journal.append({ id: 'a', patient: 'again' });
    await journal.acknowledge(['b', 'unknown']);
    return journal.pending();
  });
  expect(pending).toEqual(['a', 'c'].map((id) => ({ id, patient: 'Smith', beds: [1, { free: null }] })));
  expect(readFileSync(join(userData, 'acts.journal'), 'latin1')).not.toMatch(/Smith|patient/);
});

test.each([
  ['an act without an id', () => window.workstation.journal.append({ patient: 'Smith' } as never)],
  [
    'an act larger than a server takes',
    () => window.workstation.journal.append({ id: 'x', text: 'a'.repeat(1_000_001) }),
  ],
  [
    'an act of something that is not JSON',
    () => window.workstation.journal.append({ id: 'x', at: new Date(0) } as never),
  ],
  ['a sequence below zero', () => window.workstation.witness.record(-1)],
  ['a fault told in a sentence', () => window.workstation.reportFault('Ann Smith was not saved')],
  ['ids that are no list', () => window.workstation.journal.acknowledge('a' as never)],
])('%s is refused, and the page hears a code', async (_what, act) => {
  const refused = loggedTimes(userData, 'ipc/refused');
  await expect(page.evaluate(act)).rejects.toThrow('ipc/bad-request');
  await refused;
});

test('what cannot cross at all says so', async () => {
  const append = () => window.workstation.journal.append({ id: 'x', body: document.body } as never);
  await expect(page.evaluate(append)).rejects.toThrow('could not be cloned');
});

test('the witness keeps the highest sequence', async () => {
  const witness = await page.evaluate(async () => {
    const { witness } = window.workstation;
    await witness.record(7);
    await witness.record(3);
    return witness.read();
  });
  expect(witness).toMatchObject({ generation: 1, sequence: 7 });
});

test('a fault goes to the log as its code', async () => {
  await page.evaluate(() => window.workstation.reportFault('replica/store-failed'));
  await loggedTimes(userData, 'replica/store-failed');
});

test('the page is told when the machine wakes up, until it stops listening', async () => {
  const told = page.evaluate(
    () =>
      new Promise<number>((ok) => {
        let times = 0;
        const stop = window.workstation.onResume(() => {
          times += 1;
          stop();
          window.workstation.onResume(() => ok(times));
        });
        document.title = 'listening';
      }),
  );
  await page.waitForFunction(() => document.title === 'listening');
  await workstation.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await workstation.evaluate(({ powerMonitor }) => void powerMonitor.emit('unlock-screen'));
  expect(await told).toBe(1);
});

test('a page’s own title, which may name a patient, is not the window’s', async () => {
  const title = await workstation.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toBe('Desk');
});

test('printing says whether it printed, and why not', async () => {
  const printing = async (printed: boolean, why: string) => {
    await workstation.evaluate(
      ({ BrowserWindow }, answer) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as { print: unknown };
        contents.print = (_options: unknown, done: (printed: boolean, why: string) => void) =>
          done(answer.printed, answer.why);
      },
      { printed, why },
    );
    return page.evaluate(() => window.workstation.print());
  };
  expect(await printing(true, '')).toEqual({ printed: true });
  expect(await printing(false, 'Print job canceled')).toEqual({ printed: false, why: 'cancelled' });
  expect(await printing(false, 'Invalid printer settings')).toEqual({ printed: false, why: 'failed' });
});

test('a PDF is written where the person says, under a name without folders', async () => {
  const saving = async (answer: { canceled: boolean; filePath: string }) => {
    await workstation.evaluate(({ dialog }, chosen) => {
      const shown = globalThis as { offered?: string };
      dialog.showSaveDialog = (async (_window: unknown, options: { defaultPath: string }) => {
        shown.offered = options.defaultPath;
        return chosen;
      }) as never;
    }, answer);
    return page.evaluate(() => window.workstation.savePdf('../../Handover: night'));
  };
  const filePath = join(userData, 'handover.pdf');
  expect(await saving({ canceled: false, filePath })).toEqual({ saved: true });
  expect(readFileSync(filePath, 'latin1').slice(0, 5)).toBe('%PDF-');
  const offered = await workstation.evaluate(() => (globalThis as { offered?: string }).offered);
  expect(offered).toMatch(/[\\/]Handover night\.pdf$/);
  expect(await saving({ canceled: true, filePath: '' })).toEqual({ saved: false, why: 'cancelled' });
  expect(await saving({ canceled: false, filePath: join(userData, 'no', 'such', 'folder.pdf') })).toEqual({
    saved: false,
    why: 'failed',
  });
});

test('a text is written as it is where the person says', async () => {
  const filePath = join(userData, 'refusal.txt');
  await workstation.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath: chosen })) as never;
  }, filePath);
  const text = 'Not accepted: النداء';
  expect(await page.evaluate((words) => window.workstation.saveText('refusal', words), text)).toEqual({ saved: true });
  expect(readFileSync(filePath, 'utf8')).toBe(text);
});

test('the page has nothing of Node or Electron, and cannot change its API', async () => {
  const found = await page.evaluate(() => {
    const named = ['require', 'process', 'module', 'Buffer', 'electronDoubleSend', 'electronDoubleReceive'];
    const { workstation } = window;
    return [
      ...named.map((name) => name in globalThis),
      Object.isFrozen(workstation),
      Object.isFrozen(workstation.journal),
    ];
  });
  expect(found).toEqual([false, false, false, false, false, false, true, true]);
});

test('the log holds no word of a patient', () => {
  expect(existsSync(join(userData, 'logs', 'shell.log'))).toBe(true);
  expect(readFileSync(join(userData, 'logs', 'shell.log'), 'utf8')).not.toMatch(/Smith|Handover/);
});
