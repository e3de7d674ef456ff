import { createRequire } from 'node:module';
import { generateSync } from 'otplib';
import { expect, onTestFinished, test } from 'vitest';
import { PasskeyDevice } from '../../testing/passkey-device.ts';
import { secretsFrom } from '../secrets/index.ts';
import type { Pouch } from '../store/database.ts';
import { type Factors, openFactors } from './factors.ts';
import { passkeySiteOf } from './passkeys.ts';
import { secondSteps } from './policy.ts';

const require = createRequire(import.meta.url);
const memory = require('pouchdb-core').plugin(require('pouchdb-adapter-memory')) as Pouch;
const site = { name: 'hospital.example', origin: 'https://hospital.example' };
let opened = 0;

/** A store of its own, on a clock that a test moves. */
function store() {
  opened += 1;
  const clock = { ms: 1_800_000_015_000 };
  const pouch = memory.defaults({ prefix: `factors-${opened}-`, adapter: 'memory' });
  const parts = { pouch, secrets: secretsFrom(Buffer.alloc(32, 1)), now: () => clock.ms };
  const factors = openFactors(parts);
  onTestFinished(() => factors.close());
  const codeOf = (secret: string, stepsAhead = 0) =>
    generateSync({ secret, epoch: Math.floor(clock.ms / 1000) + stepsAhead * 30 });
  return { factors, clock, codeOf, pouch };
}

async function withTotp(user = 'salma') {
  const at = store();
  const { secret } = at.factors.offerTotp(user, user);
  expect(await at.factors.bindTotp(user, at.codeOf(secret))).toBe(true);
  at.clock.ms += 60_000;
  return { ...at, secret };
}

async function withPasskey(device = new PasskeyDevice()) {
  const at = store();
  const { challenge } = await at.factors.offerPasskey('salma', 'salma', site);
  const response = device.create({ challenge, origin: site.origin, site: site.name });
  expect(await at.factors.bindPasskey('salma', site, { name: 'Key', response })).toBe(true);
  const asked = async (occasion: string) => (await at.factors.askPasskey(occasion, 'salma', site)).challenge;
  return { ...at, device, asked };
}

const heldOf = (factors: Factors) => factors.held('salma');

test('an app counts when its first code has been seen, and that code is used up', async () => {
  const { factors, codeOf } = store();
  const { secret, uri } = factors.offerTotp('salma', '01000000001');
  expect(uri).toMatch(/^otpauth:\/\/totp\/HealthCare:01000000001\?/);
  expect(Buffer.from(secret).length).toBe(32); // 160 bits in base32
  expect(await factors.checkTotp('salma', codeOf(secret))).toBe(false);
  expect(await factors.bindTotp('salma', codeOf(secret, 5))).toBe(false);
  expect((await heldOf(factors)).totp).toBe(false);
  expect(await factors.bindTotp('salma', codeOf(secret))).toBe(true);
  expect(await factors.checkTotp('salma', codeOf(secret))).toBe(false);
  expect((await heldOf(factors)).totp).toBe(true);
});

test('an app that drifts by one step is accepted, by two it is not', async () => {
  for (const [steps, right] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const { factors, codeOf, secret } = await withTotp();
    expect(await factors.checkTotp('salma', codeOf(secret, steps)), `${steps} steps`).toBe(right);
  }
});

test('a step is never accepted twice, nor one before it, whatever the clock of the server does', async () => {
  const { factors, codeOf, secret, clock } = await withTotp();
  const [now, before] = [codeOf(secret), codeOf(secret, -1)];
  expect(await factors.checkTotp('salma', now)).toBe(true);
  expect(await factors.checkTotp('salma', now)).toBe(false);
  expect(await factors.checkTotp('salma', before)).toBe(false);
  clock.ms -= 3_600_000;
  expect(await factors.checkTotp('salma', codeOf(secret))).toBe(false);
  clock.ms += 3_600_000 + 30_000;
  expect(await factors.checkTotp('salma', codeOf(secret))).toBe(true);
});

test('of twenty that come with the same code at once, one holds', async () => {
  const { factors, codeOf, secret } = await withTotp();
  const code = codeOf(secret);
  const held = await Promise.all(Array.from({ length: 20 }, () => factors.checkTotp('salma', code)));
  expect(held.filter(Boolean)).toHaveLength(1);
});

test('a code of another account is none, and neither is what is no code', async () => {
  const { factors, codeOf, secret } = await withTotp();
  const other = factors.offerTotp('omar', 'omar').secret;
  expect(await factors.bindTotp('omar', codeOf(other))).toBe(true);
  for (const code of [codeOf(other, 1), '', '12345', '1234567', 'abcdef', '000000000000', '-12345', '١٢٣'])
    expect(await factors.checkTotp('salma', code), code).toBe(false);
  const arabic = codeOf(secret).replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
  expect(await factors.checkTotp('salma', `${arabic.slice(0, 3)} ${arabic.slice(3)}`)).toBe(true);
});

test('the secret is in the database only sealed, for this account', async () => {
  const { pouch, secret } = await withTotp();
  const database = new pouch('factors');
  const text = JSON.stringify(await database.allDocs({ include_docs: true }));
  expect(text).toContain('account:salma');
  expect(text).not.toContain(secret);
});

test('an app that nobody can check, because the secret of the server was lost, is none', async () => {
  const { pouch, clock } = await withTotp();
  const after = openFactors({ pouch, secrets: secretsFrom(Buffer.alloc(32, 2)), now: () => clock.ms });
  expect((await after.held('salma')).totp).toBe(false);
  const { secret } = after.offerTotp('salma', 'salma');
  expect(await after.bindTotp('salma', generateSync({ secret, epoch: clock.ms / 1000 }))).toBe(true);
  expect((await after.held('salma')).totp).toBe(true);
});

test('a recovery code lets in once; how many are left is known, the codes are not', async () => {
  const { factors, pouch } = await withTotp();
  const codes = await factors.makeRecoveryCodes('salma');
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/); // 16 × 5 bits
  const [first = '', second = ''] = codes;
  expect(JSON.stringify(await new pouch('factors').allDocs({ include_docs: true }))).not.toContain(first);
  const held = await Promise.all([first, first, first].map((code) => factors.checkRecoveryCode('salma', code)));
  expect(held.filter(Boolean)).toHaveLength(1);
  expect((await heldOf(factors)).recoveryLeft).toBe(9);
  expect(await factors.checkRecoveryCode('omar', second)).toBe(false);
  const asReadFromPaper = second.toUpperCase().replace(/-/g, ' ').replace(/0/g, 'O').replace(/1/g, 'l');
  expect(await factors.checkRecoveryCode('salma', asReadFromPaper)).toBe(true);
});

test('new recovery codes take the place of the old ones', async () => {
  const { factors } = await withTotp();
  const [old = ''] = await factors.makeRecoveryCodes('salma');
  await factors.makeRecoveryCodes('salma');
  expect(await factors.checkRecoveryCode('salma', old)).toBe(false);
});

test('a passkey answers the challenge of its occasion, once', async () => {
  const { factors, device, asked } = await withPasskey();
  const response = device.use({ challenge: await asked('one'), origin: site.origin, site: site.name });
  expect(await factors.checkPasskey('two', 'salma', site, response)).toBe(false);
  expect(await factors.checkPasskey('one', 'salma', site, response)).toBe(true);
  expect(await factors.checkPasskey('one', 'salma', site, response)).toBe(false);
});

test('an answer of a passkey that does not count holds once too: its challenge is used up', async () => {
  const device = new PasskeyDevice();
  device.counts = false;
  const { factors, asked } = await withPasskey(device);
  const response = device.use({ challenge: await asked('here'), origin: site.origin, site: site.name });
  expect(await factors.checkPasskey('here', 'salma', site, response)).toBe(true);
  expect(await factors.checkPasskey('here', 'salma', site, response)).toBe(false);
  await asked('here');
  expect(await factors.checkPasskey('here', 'salma', site, response), 'under the next challenge').toBe(false);
});

test('a passkey answer of another site, challenge, device or counter does not hold', async () => {
  const { factors, device, asked } = await withPasskey();
  const answers: Readonly<Record<string, (challenge: string) => unknown>> = {
    'another origin': (challenge) => device.use({ challenge, origin: 'https://evil.example', site: site.name }),
    'another site': (challenge) => device.use({ challenge, origin: site.origin, site: 'evil.example' }),
    'another challenge': () => device.use({ challenge: 'AAAA', origin: site.origin, site: site.name }),
    'another device': (challenge) => new PasskeyDevice().use({ challenge, origin: site.origin, site: site.name }),
    'another device under its id': (challenge) => ({
      ...new PasskeyDevice().use({ challenge, origin: site.origin, site: site.name }),
      id: device.id.toString('base64url'),
      rawId: device.id.toString('base64url'),
    }),
    'no answer': () => null,
    'half an answer': () => ({ id: device.id.toString('base64url') }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const response = answer(await asked('here'));
    expect(await factors.checkPasskey('here', 'salma', site, response), name).toBe(false);
  }
  const fresh = device.use({ challenge: await asked('here'), origin: site.origin, site: site.name });
  expect(await factors.checkPasskey('here', 'salma', site, fresh)).toBe(true);
  device.counter -= 3;
  const replayed = device.use({ challenge: await asked('here'), origin: site.origin, site: site.name });
  expect(await factors.checkPasskey('here', 'salma', site, replayed), 'a counter that went back').toBe(false);
});

test('a challenge has run out after five minutes', async () => {
  const { factors, device, asked, clock } = await withPasskey();
  const challenge = await asked('here');
  clock.ms += 5 * 60_000;
  const response = device.use({ challenge, origin: site.origin, site: site.name });
  expect(await factors.checkPasskey('here', 'salma', site, response)).toBe(false);
});

test('recovery codes go with the last factor they stand in for', async () => {
  const { factors } = await withTotp();
  await factors.makeRecoveryCodes('salma');
  expect(await factors.removeTotp('salma')).toBe(true);
  expect(await factors.removeTotp('salma')).toBe(false);
  expect(await heldOf(factors)).toEqual({ totp: false, recoveryLeft: 0, passkeys: 0 });
});

test.each([
  ['https://hospital.example:4600', 'hospital.example'],
  ['http://localhost:4600', 'localhost'],
  ['http://127.0.0.1:4600', undefined],
  ['https://10.1.2.3', undefined],
  ['http://[::1]:4600', undefined],
  ['http://hospital.example', undefined],
  ['app://ward', undefined],
  ['nonsense', undefined],
])('where passkeys can be: %s', (origin, name) => {
  expect(passkeySiteOf(origin)?.name).toBe(name);
});

const none = { totp: false, recoveryLeft: 0, passkeys: 0 };
test.each([
  ['email', none, ['email'], undefined],
  ['email', { ...none, totp: true, recoveryLeft: 3 }, ['totp', 'recovery'], undefined],
  ['email', { ...none, passkeys: 1 }, ['passkey', 'email'], undefined],
  ['totp', none, ['email'], 'totp'],
  ['totp', { ...none, totp: true }, ['totp'], undefined],
  ['totp', { ...none, passkeys: 1, recoveryLeft: 1 }, ['passkey', 'recovery'], undefined],
  ['passkey', none, ['email'], 'passkey'],
  ['passkey', { ...none, totp: true, recoveryLeft: 1 }, ['totp', 'recovery'], 'passkey'],
  ['passkey', { ...none, totp: true, passkeys: 2 }, ['passkey'], undefined],
] as const)('required %s, held %o: %o may be taken, %s is set up', (required, held, accepted, toSetUp) => {
  expect(secondSteps(required, held)).toEqual({ accepted, ...(toSetUp && { toSetUp }) });
});
