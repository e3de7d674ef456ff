import { calls } from './calls/index.ts';
import { emergencies } from './emergencies/index.ts';
import { handovers } from './handovers/index.ts';
import { type AnyAggregate, anyAggregate } from './kernel/index.ts';
import { openings } from './openings/index.ts';
import { patients } from './patients/index.ts';
import { records } from './records/index.ts';
import { rooms } from './rooms/index.ts';
import { staff } from './staff/index.ts';
import { stays } from './stays/index.ts';
import { wards } from './wards/index.ts';

/** Every kind of data that is shared, by name. To add one is to add its descriptor here. */
export const aggregates = {
  staff,
  rooms,
  patients,
  stays,
  calls,
  records,
  handovers,
  openings,
  emergencies,
  wards,
} as const;
export type AggregateName = keyof typeof aggregates;

/** The same, for code that is generic over descriptors. */
export const allAggregates: ReadonlyMap<string, AnyAggregate> = new Map<string, AnyAggregate>([
  ['staff', anyAggregate(staff)],
  ['rooms', anyAggregate(rooms)],
  ['patients', anyAggregate(patients)],
  ['stays', anyAggregate(stays)],
  ['calls', anyAggregate(calls)],
  ['records', anyAggregate(records)],
  ['handovers', anyAggregate(handovers)],
  ['openings', anyAggregate(openings)],
  ['emergencies', anyAggregate(emergencies)],
  ['wards', anyAggregate(wards)],
]);
