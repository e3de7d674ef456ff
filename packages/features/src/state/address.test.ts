import { expect, test } from 'vitest';
import { addressFrom, hashOf } from './address.ts';

test.each([
  ['', { screen: 'calls', call: null }],
  ['#/disputes', { screen: 'disputes', call: null }],
  ['#/history?call=a%2Fb', { screen: 'history', call: 'a/b' }],
])('%s', (hash, address) => {
  expect(addressFrom(hash)).toEqual(address);
  if (hash) expect(hashOf(address)).toBe(hash);
});
