import { expect, test } from 'vitest';
import type { z } from 'zod';
import type { Channel } from '../api.ts';
import { channelShapes } from './channel-shapes.ts';

const shapes: Readonly<Record<Channel, z.ZodType>> = channelShapes;
const takes = (channel: Channel, ...args: readonly unknown[]) => shapes[channel].safeParse(args).success;

test('an entry is anything of JSON with an id', () => {
  expect(takes('workstation:journal-append', { id: 'a', entry: { kind: 'raised', list: [1, null] } })).toBe(true);
  for (const wrong of [{}, { id: '' }, { id: 1 }, 'a', null, { id: 'a', on: new Date() }, { id: 'x'.repeat(201) }]) {
    expect(takes('workstation:journal-append', wrong), JSON.stringify(wrong)).toBe(false);
  }
});

test('an entry the server would refuse for its size is refused here', () => {
  expect(takes('workstation:journal-append', { id: 'a', text: 'x'.repeat(900_000) })).toBe(true);
  expect(takes('workstation:journal-append', { id: 'a', text: 'x'.repeat(1_000_001) })).toBe(false);
});

test('a fault is a code of words, so that nothing about a person can be said in it', () => {
  expect(takes('workstation:report-fault', 'replica/not-opened')).toBe(true);
  for (const wrong of ['Mr Khalil', 'replica', 'replica/Bed 3', 'patient/29805011234567', 'a/b/c/d/e', '']) {
    expect(takes('workstation:report-fault', wrong), wrong).toBe(false);
  }
});

test('more than was asked for is refused', () => {
  expect(takes('workstation:secret')).toBe(true);
  expect(takes('workstation:secret', 'for somebody else')).toBe(false);
});
