import { expect, test } from 'vitest';
import { PaintedCalls } from './painted.ts';

test('K3: everything painted is told once, and a call painted twice stays until both are gone', async () => {
  const told: (readonly string[])[] = [];
  const painted = new PaintedCalls((ids) => told.push(ids));
  painted.add('a');
  painted.add('b');
  painted.add('a');
  await Promise.resolve();
  expect(told).toEqual([['a', 'b']]);
  painted.remove('a');
  painted.remove('b');
  await Promise.resolve();
  expect(told.at(-1)).toEqual(['a']);
  painted.remove('a');
  await Promise.resolve();
  expect(told.at(-1)).toEqual([]);
});

test('a window that nobody can see shows nothing, and everything again when it is seen', async () => {
  const told: (readonly string[])[] = [];
  const painted = new PaintedCalls((ids) => told.push(ids));
  painted.add('a');
  painted.hide(true);
  await Promise.resolve();
  expect(told.at(-1)).toEqual([]);
  painted.hide(false);
  await Promise.resolve();
  expect(told.at(-1)).toEqual(['a']);
});
