export type { Broken } from './checks.ts';
export { type ScheduleOptions, type ScheduleResult, simulate } from './schedule.ts';
