import { expect, test } from 'vitest';
import { knownTimeIn, type TimePlace } from './known-time.ts';

const hour = 3_600_000;
const noon = Date.parse('2026-03-01T12:00:00Z');

function disk(): TimePlace & { text: string | null } {
  return {
    text: null,
    read() {
      return this.text;
    },
    write(text) {
      this.text = text;
    },
  };
}

/** A machine whose clock is off by this much; `passed`: real time since noon, of which the machine has slept `asleep`. */
function machine(offByMs = 0) {
  const clocks = {
    offByMs,
    passed: 0,
    asleep: 0,
    wall: () => noon + clocks.passed + clocks.offByMs,
    steady: () => clocks.passed - clocks.asleep,
  };
  return clocks;
}

test('X22 a clock that is set back gains nothing, nor does one that is set back while the program is ended', () => {
  const [place, clocks] = [disk(), machine()];
  const time = knownTimeIn(place, clocks);
  time.heard(noon);
  clocks.passed = hour;
  clocks.offByMs = -10 * hour;
  expect(time.now()).toBe(noon + hour);
  clocks.passed = 2 * hour;
  expect(knownTimeIn(place, clocks).now()).toBe(noon + hour); // what it had seen last; what passed in between nobody can tell it
});

test.each([-13, 13])(
  'X22 a clock that is wrong by %i hours all the time says nothing once the server was heard',
  (by) => {
    const [place, clocks] = [disk(), machine(by * hour)];
    knownTimeIn(place, clocks).heard(noon);
    clocks.passed = 5 * hour; // off meanwhile
    const after = knownTimeIn(place, clocks);
    expect(after.now()).toBe(noon + 5 * hour);
    clocks.passed = 6 * hour;
    expect(after.now()).toBe(noon + 6 * hour);
  },
);

test('X22 time that passes while the machine sleeps has passed', () => {
  const [place, clocks] = [disk(), machine()];
  const time = knownTimeIn(place, clocks);
  time.heard(noon);
  [clocks.passed, clocks.asleep] = [9 * hour, 8 * hour];
  expect(time.now()).toBe(noon + 9 * hour);
});

test('X22 a clock that was set ahead by mistake has done no harm once the server is heard', () => {
  const [place, clocks] = [disk(), machine()];
  const time = knownTimeIn(place, clocks);
  time.heard(noon);
  clocks.offByMs = 48 * hour;
  expect(time.now()).toBe(noon + 48 * hour);
  clocks.passed = hour;
  time.heard(noon + hour);
  expect(time.now()).toBe(noon + hour);
  expect(knownTimeIn(place, clocks).now()).toBe(noon + hour);
});

test.each(['', 'not ours', '{"highestMs":"1"}'])('what lies there as %j is as if nothing was known', (text) => {
  const place = { ...disk(), text };
  const clocks = machine();
  expect(knownTimeIn(place, clocks).now()).toBe(noon);
});

test('a disk that takes nothing costs no more than that it is forgotten', () => {
  const full: TimePlace = {
    read: () => null,
    write: () => {
      throw new Error('full');
    },
  };
  const clocks = machine();
  const time = knownTimeIn(full, clocks);
  time.heard(noon);
  [clocks.passed, clocks.offByMs] = [hour, -5 * hour];
  expect(time.now()).toBe(noon + hour);
});
