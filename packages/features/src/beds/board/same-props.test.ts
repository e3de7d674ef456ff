import { expect, test } from 'vitest';
import { sameProps } from './same-props.ts';

interface Props {
  readonly tile: { readonly key: string; readonly drawn: number };
  readonly staff: object;
  readonly onOpen?: () => void;
}

const same = sameProps<Props>({ tile: (a, b) => a.key === b.key });
const staff = { u1: 'Omar Hassan' };

test('what has a comparison of its own is compared by it alone', () => {
  expect(same({ tile: { key: 'a', drawn: 1 }, staff }, { tile: { key: 'a', drawn: 2 }, staff })).toBe(true);
  expect(same({ tile: { key: 'a', drawn: 1 }, staff }, { tile: { key: 'b', drawn: 1 }, staff })).toBe(false);
});

test('somebody who is named otherwise is drawn again: everything else counts by identity', () => {
  const tile = { key: 'a', drawn: 1 };
  expect(same({ tile, staff }, { tile, staff: { ...staff, u1: 'Omar Hasan' } })).toBe(false);
});

test('a prop that only one of them has is a difference', () => {
  const tile = { key: 'a', drawn: 1 };
  const opened = { tile, staff, onOpen: () => undefined };
  expect(same({ tile, staff }, opened)).toBe(false);
  expect(same(opened, { tile, staff })).toBe(false);
});
