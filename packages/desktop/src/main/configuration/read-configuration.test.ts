import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openShellLog } from '../shell-log.ts';
import { isProtected } from './policy-file.ts';
import { type ConfigurationSources, readConfiguration } from './read-configuration.ts';

const serverUrl = 'https://sync.hospital.example';

interface Written {
  readonly policy?: unknown;
  readonly user?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly isPackaged?: boolean;
}

/** A ward machine with these files; text is written as it is, anything else as JSON. */
function machine({ policy, user, env = {}, isPackaged = false }: Written) {
  const userData = mkdtempSync(join(tmpdir(), 'configuration-'));
  const policyFile = join(userData, 'policy.json');
  const write = (path: string, value: unknown) =>
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  if (policy !== undefined) write(policyFile, policy);
  if (user !== undefined) write(join(userData, 'settings.json'), user);
  const log = openShellLog({ path: join(userData, 'log'), maxBytes: 10_000, kept: 1 });
  const sources: ConfigurationSources = {
    kind: 'ward',
    userData,
    isPackaged,
    env: { HEALTHCARE_POLICY_FILE: policyFile, ...env },
    log,
  };
  return { read: readConfiguration(sources), policyFile, settingsFile: join(userData, 'settings.json') };
}

async function read(written: Written) {
  const answer = await machine(written).read;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.configuration;
}

async function problems(written: Written) {
  const { read: reading, policyFile, settingsFile } = machine(written);
  const answer = await reading;
  if (answer.ok) throw new Error('it was taken');
  const places: Readonly<Record<string, string>> = { [policyFile]: 'policy', [settingsFile]: 'user' };
  return answer.problems.map(({ code, field, source }) => `${places[source] ?? source}: ${field} ${code}`);
}

test('the policy wins over the environment, that over the settings of the person', async () => {
  const user = { serverUrl: 'https://user.example', wardId: 'U', language: 'ar' };
  const env = { HEALTHCARE_SERVER_URL: 'https://env.example' };
  expect(await read({ user })).toMatchObject({ serverUrl: 'https://user.example', wardId: 'U', language: 'ar' });
  expect(await read({ user, env })).toMatchObject({ serverUrl: 'https://env.example', wardId: 'U' });
  expect(await read({ user, env, policy: { serverUrl, wardId: '4B' } })).toMatchObject({ serverUrl, wardId: '4B' });
});

test('an installed app does not listen to the environment', async () => {
  const user = { serverUrl };
  const env = { HEALTHCARE_SERVER_URL: 'https://env.example' };
  expect(await read({ user, env, isPackaged: true, policy: { wardId: 'P' } })).toMatchObject({
    serverUrl,
    wardId: null,
  });
});

test('what nobody decides has a safe value', async () => {
  expect(await read({ policy: { serverUrl } })).toMatchObject({
    idleLockSeconds: 120,
    pinRequired: false,
    boardInitialsOnly: false,
    kiosk: false,
    allowPlainTextKeyStore: false,
    updates: null,
    scanner: null,
    banners: [],
  });
});

test('what was added from the scanner’s folder is moved, unless the policy has it removed', async () => {
  const scanner = async (policy: object) =>
    (await read({ policy: { serverUrl, scannerFolder: '/srv/scans', ...policy } })) as { readonly scanner: unknown };
  expect((await scanner({})).scanner).toEqual({ folder: '/srv/scans', afterwards: 'moved' });
  expect((await scanner({ scannerFilesAfterwards: 'removed' })).scanner).toMatchObject({ afterwards: 'removed' });
});

test.each<[string, Written, readonly string[]]>([
  ['a missing server', {}, ['user: serverUrl setting/missing']],
  ['a wrong server in the policy', { policy: { serverUrl: 'sync' } }, ['policy: serverUrl setting/not-an-address']],
  ['a wrong server of the person', { user: { serverUrl: 'sync' } }, ['user: serverUrl setting/not-an-address']],
  [
    'a wrong server in the environment',
    { env: { HEALTHCARE_SERVER_URL: 'http://sync.example' } },
    ['HEALTHCARE_SERVER_URL: serverUrl setting/address-not-https'],
  ],
  ['a typing error', { policy: { serverUrl, wardID: '4B' } }, ['policy: wardID setting/unknown']],
  ['a wrong type', { policy: { serverUrl, idleLockSeconds: '2m' } }, ['policy: idleLockSeconds setting/wrong-type']],
  ['out of range', { policy: { serverUrl, idleLockSeconds: 1 } }, ['policy: idleLockSeconds setting/not-allowed']],
  ['no such kind', { policy: { serverUrl, kind: 'wards' } }, ['policy: kind setting/not-allowed']],
  ['another program', { policy: { serverUrl, kind: 'pharmacy' } }, ['policy: kind setting/other-kind']],
  ['no such language', { policy: { serverUrl, language: 'de' } }, ['policy: language setting/not-allowed']],
  ['not a key', { policy: { serverUrl, recoveryKey: 'secret' } }, ['policy: recoveryKey setting/not-a-key']],
  ['half a path', { policy: { serverUrl, scannerFolder: 'scans' } }, ['policy: scannerFolder setting/not-a-folder']],
  [
    'a path that leads up',
    { policy: { serverUrl, scannerFolder: '/srv/scans/../etc' } },
    ['policy: scannerFolder setting/not-a-folder'],
  ],
  [
    'a scanner’s folder of the person’s own',
    { user: { serverUrl, scannerFolder: '/srv/scans' } },
    ['user: scannerFolder setting/unknown'],
  ],
  [
    'a field of a field',
    { policy: { serverUrl, updates: { enabled: true, manifestUrl: 'x' } } },
    ['policy: updates.manifestUrl setting/not-an-address'],
  ],
  ['broken JSON', { policy: '{ "serverUrl": ' }, ['policy:  setting/not-json']],
  ['what only the hospital may decide', { user: { serverUrl, kiosk: true } }, ['user: kiosk setting/unknown']],
  [
    'several at once',
    { policy: { serverUrl: 'x', language: 'de' } },
    ['policy: serverUrl setting/not-an-address', 'policy: language setting/not-allowed'],
  ],
])('%s is named with its field and place', async (_name, written, expected) => {
  expect(await problems(written)).toEqual(expected);
});

test('a mark that Windows editors put in front of a file is passed over', async () => {
  expect(await read({ policy: `\uFEFF${JSON.stringify({ serverUrl })}` })).toMatchObject({ serverUrl });
});

test('a file is protected only while it is the administrator’s and neither it nor its folder is open to users', async () => {
  const isAdministrators = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'protected-'));
  const path = join(folder, 'policy.json');
  writeFileSync(path, '{}', { mode: 0o644 });
  expect(await isProtected(path, 'linux')).toBe(isAdministrators);
  chmodSync(path, 0o666);
  expect(await isProtected(path, 'linux')).toBe(false);
  chmodSync(path, 0o644);
  chmodSync(folder, 0o777);
  expect(await isProtected(path, 'linux')).toBe(false);
});
