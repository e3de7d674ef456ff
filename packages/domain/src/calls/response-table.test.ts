import { expect, test } from 'vitest';
import { stamp } from '../kernel/stamp.ts';
import { responseTable } from './response-table.ts';
import { type CallView, noCall } from './view.ts';

const MINUTE = 60_000;
const shifts = { names: ['day', 'night'], of: (ms: number) => (ms < 100 * MINUTE ? 'day' : 'night') } as const;

function call(kind: CallView['kind'], raised: number, accepted?: number, steps = 0): CallView {
  const at = (minute: number) => ({ entry: 'e', by: 'n1', at: stamp(minute * MINUTE, 0, 'wk') });
  return {
    ...noCall,
    kind,
    raisedAt: stamp(raised * MINUTE, 0, 'wk'),
    acceptances: accepted === undefined ? [] : [at(raised + accepted)],
    escalations: Array.from({ length: steps }, (_, n) => ({ ...at(raised + n), step: n + 1, to: 'nurse' as const })),
  };
}

const calls = [
  call('emergency', 10, 1),
  call('emergency', 20, 3),
  call('emergency', 30, 9, 2),
  call('emergency', 110, 2),
  call('treatment', 120),
  call('treatment', 900, 1),
];
const rows = responseTable(calls, { fromMs: 0, untilMs: 200 * MINUTE }, shifts);
const row = (kind: string, shift: string) => rows.find((one) => one.kind === kind && one.shift === shift);

test('K5: by kind and shift, with times that really happened; what is outside the span is not counted', () => {
  expect(row('emergency', 'day')).toMatchObject({
    raised: 3,
    accepted: 3,
    escalated: 1,
    toAccept: { median: 3 * MINUTE, p90: 9 * MINUTE },
    toArrive: { median: null, p90: null },
  });
  expect(row('emergency', 'night')).toMatchObject({ raised: 1, toAccept: { median: 2 * MINUTE } });
  expect(row('treatment', 'night')).toMatchObject({ raised: 1, accepted: 0, toAccept: { median: null, p90: null } });
  expect(row('all', 'all')).toMatchObject({ raised: 5, accepted: 4, escalated: 1 });
});

test('K5: the parts sum up to the whole', () => {
  for (const shift of ['day', 'night', 'all']) {
    const parts = rows.filter((one) => one.shift === shift && one.kind !== 'all');
    expect(parts.reduce((sum, { raised }) => sum + raised, 0)).toBe(row('all', shift)?.raised);
  }
});
