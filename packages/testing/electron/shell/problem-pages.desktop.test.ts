import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { builtDesk, type DeskWindow, freshProfile } from './desk.ts';

declare const window: DeskWindow;

let main: string;
let userData: string;
let workstation: Workstation;

beforeAll(async () => {
  main = await builtDesk();
});
beforeEach(() => {
  userData = freshProfile();
});
afterEach(async () => {
  await workstation.kill();
});

const launch = async (env: Record<string, string>) => {
  workstation = await launchWorkstation({ main, userData, env });
  return workstation.page();
};

function policyFile(content: string): string {
  const path = join(userData, 'policy.json');
  writeFileSync(path, content);
  return path;
}

test.each([
  [
    'a server address that is none',
    { serverUrl: 'sync.hospital' },
    'serverUrl',
    'This is not an address',
    'هذا ليس عنوانًا',
  ],
  [
    'an address without https',
    { serverUrl: 'http://10.0.0.5' },
    'serverUrl',
    'must begin with https://',
    'يجب أن يبدأ العنوان',
  ],
  ['an address with a path', { serverUrl: 'https://a.example/db' }, 'serverUrl', 'without a path', 'دون مسار'],
  ['no address at all', {}, 'serverUrl', 'It is not set', 'غير محدَّد'],
  ['a time that is too short', { idleLockSeconds: 2 }, 'idleLockSeconds', 'Allowed: ≥ 15', 'المسموح: ≥ 15'],
  ['a word for a number', { idleLockSeconds: 'two' }, 'idleLockSeconds', 'wrong type', 'نوع قيمته خاطئ'],
  ['a spelling mistake', { wardID: '4B' }, 'wardID', 'no setting of this name', 'لا يوجد إعداد'],
  ['another program’s policy', { kind: 'pharmacy' }, 'kind', 'another kind of workstation', 'لنوع آخر'],
  ['a ring nobody knows', { updates: { ring: 'fast' } }, 'updates.ring', 'early, normal, held', 'early, normal, held'],
  ['a key that is none', { recoveryKey: 'abc' }, 'recoveryKey', 'not a public key', 'ليس مفتاحًا'],
])('a policy with %s: the page names the field, in both languages', async (_what, policy, field, english, arabic) => {
  const path = policyFile(JSON.stringify(policy));
  const page = await launch({ HEALTHCARE_POLICY_FILE: path });
  for (const [language, words] of [
    ['en', english],
    ['ar', arabic],
  ] as const) {
    const half = page.locator(`section[lang=${language}]`);
    expect(await half.textContent()).toContain(words);
    expect(await half.locator('dt').allTextContents()).toContain(field);
  }
  expect(await page.evaluate(() => 'workstation' in window)).toBe(false);
  expect((await workstation.requests()).filter(({ url }) => !url.startsWith('app://shell/'))).toEqual([]);
});

test('a policy that is not JSON is named by its file', async () => {
  const path = policyFile('{ "serverUrl": ');
  const page = await launch({ HEALTHCARE_POLICY_FILE: path });
  expect(await page.locator('section[lang=en]').textContent()).toContain(path);
});

test('a wrong address from the environment is named too', async () => {
  const page = await launch({ HEALTHCARE_SERVER_URL: 'ftp://a.example' });
  expect(await page.locator('section[lang=en]').textContent()).toMatch(/serverUrl[\s\S]*HEALTHCARE_SERVER_URL/);
});

test('the policy wins over what is set at the machine', async () => {
  const policy = { serverUrl: 'https://policy.example', wardId: '4B', language: 'ar', idleLockSeconds: 60 };
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ serverUrl: 'https://user.example', wardId: '1A' }));
  const page = await launch({ HEALTHCARE_POLICY_FILE: policyFile(JSON.stringify(policy)) });
  expect(await page.evaluate(() => window.workstation.settings())).toMatchObject(policy);
});

test('an installed program does not listen to the environment', async () => {
  const env = { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9', ELECTRON_DOUBLE_PACKAGED: '1' };
  const page = await launch(env);
  expect(await page.locator('section[lang=en] dt').textContent()).toBe('serverUrl');
});

test('without a key store the program does not start; the policy can allow it, and then a banner stays', async () => {
  const env = { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9', ELECTRON_DOUBLE_KEY_STORE: 'basic_text' };
  const page = await launch(env);
  await page.getByText('This computer has no key store').waitFor();
  await workstation.close();

  const path = policyFile(JSON.stringify({ allowPlainTextKeyStore: true }));
  const allowed = await launch({ ...env, HEALTHCARE_POLICY_FILE: path });
  expect((await allowed.evaluate(() => window.workstation.settings())).banners).toEqual(['key-store/plain-text']);
});

test('keys that do not open are kept as they are, and the page says whom to call', async () => {
  const env = { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9' };
  await launch(env);
  await workstation.close();
  writeFileSync(join(userData, 'electron-double.keychain'), Buffer.alloc(32, 7));
  const page = await launch(env);
  await page.getByText('The keys of this workstation cannot be opened').waitFor();
});
