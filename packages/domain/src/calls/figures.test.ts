import { expect, test } from 'vitest';
import { stamp } from '../kernel/stamp.ts';
import { figuresOf, quantile, tookFrom } from './figures.ts';
import { type CallView, noCall } from './view.ts';

const HOUR = 3_600_000;
const now = 500_000 * HOUR + 20 * 60_000;

function call(raisedMs: number, acceptedAfter?: number, arrivedAfter?: number): CallView {
  const deed = (after?: number) =>
    after === undefined ? [] : [{ entry: 'e', by: 'n1', at: stamp(raisedMs + after, 0, 'wk') }];
  return {
    ...noCall,
    raisedAt: stamp(raisedMs, 0, 'wk'),
    acceptances: deed(acceptedAfter),
    arrivals: deed(arrivedAfter),
  };
}

test('K5: medians and the ninetieth percentile are times that really happened', () => {
  const calls = [10, 20, 30, 40, 1000].map((took) => call(now - 60_000, took, took * 2));
  const figures = figuresOf(calls, now, 8);
  expect(figures.medianToAccept).toBe(30);
  expect(figures.medianToArrive).toBe(60);
  expect(figures.p90ToAccept).toBe(1000);
});

test('K5: without accepted calls there is no figure, not zero', () => {
  const figures = figuresOf([call(now - 1000)], now, 8);
  expect(figures).toMatchObject({ medianToAccept: null, medianToArrive: null, p90ToAccept: null });
});

test('K5: hours are counted on the hour, oldest first, the one under way last', () => {
  const figures = figuresOf([call(now), call(now - HOUR), call(now - HOUR), call(now - 9 * HOUR)], now, 3);
  expect(figures.byHour.map(({ count }) => count)).toEqual([0, 2, 1]);
  expect(figures.byHour[2]?.fromMs).toBe(500_000 * HOUR);
});

test('K5: the earliest deed counts, and a clock that was set back gives zero', () => {
  const late = { entry: 'a', by: 'n2', at: stamp(now + 500, 0, 'wk') };
  const early = { entry: 'b', by: 'n1', at: stamp(now + 200, 0, 'wk') };
  expect(tookFrom(call(now), [late, early])).toBe(200);
  expect(tookFrom(call(now), [{ ...early, at: stamp(now - 5000, 0, 'wk') }])).toBe(0);
});

test('quantile of nothing is null', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([7], 0.9)).toBe(7);
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9);
});
