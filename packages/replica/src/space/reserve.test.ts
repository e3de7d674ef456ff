import { expect, test } from 'vitest';
import { LAST_BYTES, LOOK_BYTES, Reserve, WORKING_BYTES } from './reserve.ts';

const ALL_BYTES = WORKING_BYTES + LAST_BYTES;
const MEGABYTE = 2 ** 20;

/** A disk on which others write, too. */
function disk(room: number) {
  let [bytes, others, now] = [0, 0, 0];
  const free = () => room - others - bytes;
  const file = {
    get bytes() {
      return bytes;
    },
    write(more: number) {
      const fits = more <= free();
      bytes += Math.min(more, free());
      return fits;
    },
    cutTo(left: number) {
      bytes = left;
    },
  };
  const reserve = new Reserve(file, () => now);
  return {
    reserve,
    file,
    free,
    /** Another program takes so much, or all that there is; negative: it gives it back. */
    fill(by = free()) {
      others += by;
    },
    later: () => {
      now += 60_000;
    },
  };
}

test('on a disk with room the reserve is taken, and looking takes nothing more', () => {
  const { reserve, file } = disk(100 * MEGABYTE);
  expect(reserve.look()).toBe('enough');
  expect(reserve.look()).toBe('enough');
  expect(file.bytes).toBe(ALL_BYTES);
});

test('a disk that another program has filled: work goes on with what the reserve gives back', () => {
  const { reserve, file, fill, free } = disk(100 * MEGABYTE);
  reserve.look();
  fill();
  expect(reserve.look()).toBe('reserve');
  expect(file.bytes).toBe(LAST_BYTES);
  expect(free()).toBe(WORKING_BYTES);
});

test('when that is gone as well nothing is to be written, and the browser has the last of it for its own books', () => {
  const { reserve, fill, free } = disk(100 * MEGABYTE);
  reserve.look();
  fill();
  reserve.look();
  fill();
  expect(reserve.look()).toBe('none');
  expect(free()).toBe(LAST_BYTES);
  expect(reserve.look()).toBe('none');
});

test('when somebody makes a little room work goes on, and the last of the reserve is taken again', () => {
  const { reserve, file, fill, later } = disk(100 * MEGABYTE);
  reserve.look();
  fill();
  reserve.look();
  fill();
  reserve.look();
  fill(-2 * MEGABYTE);
  later();
  expect(reserve.look()).toBe('reserve');
  expect(file.bytes).toBe(LAST_BYTES);
});

test('when there is room again all of it is taken again; not at every look, and not to and fro at the edge', () => {
  const { reserve, file, fill, later } = disk(100 * MEGABYTE);
  reserve.look();
  fill();
  reserve.look();
  fill(-LOOK_BYTES);
  later();
  expect(reserve.look()).toBe('reserve'); // it would fit, but with nothing beside it
  fill(-40 * MEGABYTE);
  expect(reserve.look()).toBe('reserve');
  later();
  expect(reserve.look()).toBe('enough');
  expect(file.bytes).toBe(ALL_BYTES);
});

test('a start on a full disk takes nothing and writes nothing', () => {
  const { reserve, fill, free } = disk(100 * MEGABYTE);
  fill(100 * MEGABYTE - LOOK_BYTES);
  expect(reserve.look()).toBe('none');
  expect(free()).toBe(LOOK_BYTES);
});

test('a large write is looked for by its own size', () => {
  const { reserve, file, fill } = disk(100 * MEGABYTE);
  reserve.look();
  fill(100 * MEGABYTE - ALL_BYTES - 2 * MEGABYTE);
  expect(reserve.look()).toBe('enough');
  expect(reserve.look(12 * MEGABYTE)).toBe('reserve');
  expect(file.bytes).toBe(LAST_BYTES);
});
