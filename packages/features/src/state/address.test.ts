import { expect, test } from 'vitest';
import { addressFrom, hashOf } from './address.ts';

test.each([
  ['', { screen: 'calls', call: null, link: null }],
  ['#/disputes', { screen: 'disputes', call: null, link: null }],
  ['#/history?call=a%2Fb', { screen: 'history', call: 'a/b', link: null }],
  ['#/choose-password?link=secret', { screen: 'choose-password', call: null, link: 'secret' }],
])('%s', (hash, address) => {
  expect(addressFrom(hash)).toEqual(address);
  if (hash && address.link === null) expect(hashOf(address)).toBe(hash);
});
