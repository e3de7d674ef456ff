import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSecrets, secretsFrom } from './secrets.ts';

const one = secretsFrom(Buffer.alloc(32, 1));

function place() {
  const data = join(mkdtempSync(join(tmpdir(), 'healthcare-secrets-')), 'server');
  return { data, secretFile: '', file: `${data}.secret` };
}

test('what was sealed opens for the same purpose, about the same', () => {
  const sealed = one.seal('totp-secret', 'سر صغير', 'salma');
  expect(one.open('totp-secret', sealed, 'salma')).toBe('سر صغير');
  expect(sealed).not.toContain('سر');
  expect(one.seal('totp-secret', 'سر صغير', 'salma')).not.toBe(sealed);
});

test('another purpose, another account and another server do not open it', () => {
  const sealed = one.seal('totp-secret', 'JBSWY3DP', 'salma');
  expect(one.open('mail-address', sealed, 'salma')).toBeUndefined();
  expect(one.open('totp-secret', sealed, 'omar')).toBeUndefined();
  expect(secretsFrom(Buffer.alloc(32, 2)).open('totp-secret', sealed, 'salma')).toBeUndefined();
});

test('a flipped bit anywhere, a shortened and a foreign text do not open', () => {
  const sealed = one.seal('totp-secret', 'JBSWY3DP', 'salma');
  const bytes = Buffer.from(sealed.slice(1), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(one.open('totp-secret', `a${flipped.toString('base64url')}`, 'salma'), `byte ${at}`).toBeUndefined();
  }
  for (const text of ['', 'a', 'aaaa', sealed.slice(0, -4), `b${sealed.slice(1)}`])
    expect(one.open('totp-secret', text, 'salma'), text).toBeUndefined();
});

test('keys of two purposes differ, and none is the key that seals', () => {
  expect(one.keyFor('code-hash')).not.toEqual(one.keyFor('recovery-code'));
  expect(one.keyFor('code-hash')).toEqual(secretsFrom(Buffer.alloc(32, 1)).keyFor('code-hash'));
});

test('made at the first start beside the data folder, for this user alone, and the same at the next', () => {
  const at = place();
  const sealed = openSecrets(at).seal('mail-address', 'salma@hospital.example', 'salma');
  expect(statSync(at.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(at.data)).toEqual(['sealed-with']);
  expect(openSecrets(at).open('mail-address', sealed, 'salma')).toBe('salma@hospital.example');
  const secret = readFileSync(at.file, 'utf8').trim().split(' ')[1] ?? '';
  expect(readFileSync(join(at.data, 'sealed-with'), 'utf8')).not.toContain(secret.slice(0, 10));
});

test('a lost secret is named and never replaced by a new one that opens nothing', () => {
  const at = place();
  openSecrets(at);
  rmSync(at.file);
  expect(() => openSecrets(at)).toThrow(/gone: put it back/);
  rmSync(join(at.data, 'sealed-with'));
  openSecrets(at);
});

test('the secret of another server is named', () => {
  const [at, other] = [place(), place()];
  openSecrets(at);
  openSecrets(other);
  expect(() => openSecrets({ ...at, secretFile: other.file })).toThrow(/this is another one/);
});

test.runIf(process.platform !== 'win32')('a secret that others may read is refused', () => {
  const at = place();
  openSecrets(at);
  for (const mode of [0o604, 0o640, 0o602]) {
    chmodSync(at.file, mode);
    expect(() => openSecrets(at), mode.toString(8)).toThrow(/open to others/);
  }
  chmodSync(at.file, 0o400);
  openSecrets(at);
});

test('a damaged secret file is named', () => {
  const at = place();
  openSecrets(at);
  writeFileSync(at.file, 'healthcare-server-secret-1 tooshort\n');
  expect(() => openSecrets(at)).toThrow(/damaged/);
});
