import { demoHospital } from '@healthcare/testing/hospital';
import type { Filled } from './ward-under-test.ts';

/** Ward 4B and its neighbours as in the demo: who lies where, patients, history, calls. The people of the journeys work there too. */
export function fullWard(beds = 40): Filled {
  const { accounts, documents } = demoHospital({ seed: 7, beds, nowMs: Date.now(), pastCalls: 20 });
  return { people: accounts.map(({ id, role, wards }) => ({ user: id, role, wards })), documents: { ...documents } };
}
