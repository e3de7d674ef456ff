import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Here, offerFor, type Release, readRelease, shareOf } from './update-offer.ts';

const sha512 = 'ab'.repeat(64);
const release: Release = {
  serial: 8,
  version: '1.4.0',
  files: { 'win32-x64': sha512 },
  rollout: 1,
  dataFloor: 2,
  urgent: false,
};
const here: Here = {
  enabled: true,
  ring: 'normal',
  serialSeen: 7,
  dataFormat: 3,
  machineId: 'm',
  platform: 'win32-x64',
};

test.each<[string, Partial<Release>, Partial<Here>, unknown]>([
  ['a newer release is taken', {}, {}, { take: true, sha512 }],
  ['updates are off', {}, { enabled: false }, { take: false, why: 'off' }],
  ['updates are off, even for an urgent one', { urgent: true }, { enabled: false }, { take: false, why: 'off' }],
  ['an old manifest comes again', { serial: 7 }, {}, { take: false, why: 'older' }],
  ['an old urgent manifest comes again', { serial: 6, urgent: true }, {}, { take: false, why: 'older' }],
  ['the hospital holds this machine', {}, { ring: 'held' }, { take: false, why: 'held' }],
  ['it could not read what is stored here', {}, { dataFormat: 1 }, { take: false, why: 'data-too-old' }],
  ['its turn has not come', { rollout: 0 }, {}, { take: false, why: 'not-yet' }],
  ['its turn has not come, but it is urgent', { rollout: 0, urgent: true }, {}, { take: true, sha512 }],
  ['its turn has not come, but it goes first', { rollout: 0 }, { ring: 'early' }, { take: true, sha512 }],
  ['there is none for this system', {}, { platform: 'linux-x64' }, { take: false, why: 'no-build' }],
])('%s', (_name, changedRelease, changedHere, expected) => {
  expect(offerFor({ ...release, ...changedRelease }, { ...here, ...changedHere })).toEqual(expected);
});

const present = generateKeyPairSync('ed25519');
const next = generateKeyPairSync('ed25519');
const pem = ({ publicKey }: typeof present) => publicKey.export({ type: 'spki', format: 'pem' }).toString();

test('a manifest counts when one of the pinned keys signed it, the next one too', () => {
  const text = Buffer.from(JSON.stringify(release));
  expect(readRelease(text, sign(null, text, present.privateKey), [pem(present), pem(next)])).toEqual(release);
  expect(readRelease(text, sign(null, text, next.privateKey), [pem(present), pem(next)])).toEqual(release);
  expect(readRelease(text, sign(null, text, next.privateKey), [pem(present)])).toBeNull();
  expect(readRelease(text, sign(null, text, present.privateKey), [])).toBeNull();
});

test('one changed character, or a signature that is none, and it does not count', () => {
  const text = Buffer.from(JSON.stringify(release));
  const signature = sign(null, text, present.privateKey);
  const changed = Buffer.from(text.toString().replace('1.4.0', '9.9.9'));
  expect(readRelease(changed, signature, [pem(present)])).toBeNull();
  expect(readRelease(text, Buffer.alloc(0), [pem(present)])).toBeNull();
});

test.each(['{}', '{"serial":8}', 'not json'])('signed but no manifest: %s', (written) => {
  const text = Buffer.from(written);
  expect(readRelease(text, sign(null, text, present.privateKey), [pem(present)])).toBeNull();
});

test('a share of 30 % is about 30 % of the machines, other ones at the next release', () => {
  const machines = Array.from({ length: 5000 }, (_, index) => `m${index}`);
  const first = machines.filter((machine) => shareOf(machine, '1.4.0') < 0.3);
  expect(first.length / machines.length).toBeGreaterThan(0.27);
  expect(first.length / machines.length).toBeLessThan(0.33);
  const again = first.filter((machine) => shareOf(machine, '1.5.0') < 0.3);
  expect(again.length / first.length).toBeLessThan(0.4);
});
