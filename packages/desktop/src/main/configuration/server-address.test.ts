import { expect, test } from 'vitest';
import { serverAddress } from './server-address.ts';

test.each([
  ['https://sync.hospital.example', 'https://sync.hospital.example'],
  ['https://SYNC.hospital.example:8443/', 'https://sync.hospital.example:8443'],
  ['http://127.0.0.1:4600', 'http://127.0.0.1:4600'],
  ['http://localhost:4600/', 'http://localhost:4600'],
])('%s is taken as %s', (text, url) => {
  expect(serverAddress(text)).toEqual({ ok: true, url });
});

test.each([
  ['', 'setting/not-an-address'],
  ['sync.hospital.example', 'setting/not-an-address'],
  ['https//sync.hospital.example', 'setting/not-an-address'],
  ['ftp://sync.hospital.example', 'setting/not-an-address'],
  ['javascript:alert(1)', 'setting/not-an-address'],
  ['https://', 'setting/not-an-address'],
  ['http://sync.hospital.example', 'setting/address-not-https'],
  ['http://127.0.0.1.evil.example', 'setting/address-not-https'],
  ['http://10.0.0.7', 'setting/address-not-https'],
  ['https://sync.hospital.example/api', 'setting/address-has-more'],
  ['https://sync.hospital.example?x=1', 'setting/address-has-more'],
  ['https://sync.hospital.example#x', 'setting/address-has-more'],
  ['https://name:password@sync.hospital.example', 'setting/address-has-more'],
])('%s is refused as %s', (text, code) => {
  expect(serverAddress(text)).toEqual({ ok: false, code });
});
