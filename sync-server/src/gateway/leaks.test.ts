import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { expect, test, vi } from 'vitest';
import { unasked } from '../../testing/leaks/api-requests.ts';
import { type Auditor, auditOf, type Found } from '../../testing/leaks/audit.ts';
import { diaries } from '../../testing/leaks/diaries.ts';
import { listings, namings } from '../../testing/leaks/requests.ts';
import {
  type Caller,
  enrolledStation,
  kindOf,
  serverUnderTest,
  signIn,
  type UnderTest,
  type Who,
} from '../../testing/server-under-test.ts';
import { couchRequests } from './couch-requests.ts';

// Thousands of requests on a machine that others use too.
vi.setConfig({ testTimeout: 300_000 });

const aggregates: ReadonlyMap<string, AnyAggregate> = new Map([...allAggregates, ['diaries', diaries]]);
const wards = ['4B', '3A'] as const;

interface Someone {
  readonly who: Who;
  readonly wardId?: string;
  readonly scopes: readonly string[];
}

/** Every role; in a ward, at a desk, as a patient; who has two wards is in one of them. */
const everybody: readonly Someone[] = [
  { who: 'salma', wardId: '4B', scopes: ['staff', 'ward:4B', 'user:salma'] },
  { who: 'rania', wardId: '3A', scopes: ['staff', 'ward:3A', 'user:rania'] },
  { who: 'heba', wardId: '4B', scopes: ['staff', 'ward:4B', 'user:heba', 'reviews:4B', 'reviews:3A'] },
  { who: 'dina', wardId: '4B', scopes: ['staff', 'ward:4B', 'user:dina'] },
  { who: 'kamal', wardId: '4B', scopes: ['staff', 'ward:4B', 'user:kamal', 'reviews:4B'] },
  { who: 'nadia', scopes: ['staff', 'user:nadia'] },
  { who: 'hala', scopes: ['staff', 'rooms', 'user:hala'] },
  { who: 'adam', scopes: ['staff', 'rooms', 'user:adam', 'wards', 'reviews'] },
  { who: 'patient', scopes: ['user:patient'] },
];

type Enrolment = 'open' | 'required';

/** Somebody at their place; where enrolment is required, at a workstation that is enrolled for it and proves itself. */
async function placed(server: UnderTest, { who, wardId }: Omit<Someone, 'scopes'>, enrolment: Enrolment) {
  const at = wardId === undefined ? {} : { wardId };
  if (enrolment === 'open') return signIn(server, who, at);
  const station = await enrolledStation(server, kindOf(who), wardId === undefined ? [] : [wardId]);
  return signIn(server, who, { ...at, station });
}

async function auditorsAt(
  server: UnderTest,
  some: readonly Someone[],
  enrolment: Enrolment,
): Promise<readonly Auditor[]> {
  return Promise.all(
    some.map(async ({ who, wardId, scopes }) => {
      const caller = await placed(server, { who, ...(wardId !== undefined && { wardId }) }, enrolment);
      return { name: `${caller.session.role} ${who}`, caller, scopes };
    }),
  );
}

async function audit(
  kinds: ReadonlyMap<string, AnyAggregate>,
  some: readonly Someone[],
  enrolment: Enrolment = 'open',
): Promise<Found> {
  const attachmentsIn = new Set(kinds.keys());
  const server = await serverUnderTest({
    aggregates: kinds,
    attachmentsIn,
    enrolment,
    requestsPerTenSeconds: 1_000_000,
  });
  const auditors = await auditorsAt(server, some, enrolment);
  const zed: Caller = await placed(server, { who: 'zed', wardId: '9Z' }, enrolment);
  const people = some.map(({ who }) => who);
  return auditOf(server, auditors, { wards, people, beyond: { caller: zed, ward: '9Z', person: 'zed' } });
}

test('X10 nobody is given, by any path, a word, an id or a count of what they may not hold (promise 6)', async () => {
  expect((await audit(aggregates, everybody)).leaks).toEqual([]);
});

test('X10 nor as it is shipped, at workstations that are enrolled', async () => {
  expect((await audit(aggregates, everybody, 'required')).leaks).toEqual([]);
});

/** Open, and the same whatever is stored. */
const tellsNothing = /_local|_design|POST \/_bulk_docs |_explain|_ensure_full_commit|_compact|_index|^GET \/|since=now/;

test('with enforcement taken out, the same audit finds it on every path that is open', async () => {
  const keys = ['staff', ...[...wards, '9Z'].map((ward) => `ward:${ward}`), 'user:salma', 'user:rania', 'user:zed'];
  const unscoped = [...aggregates].map(([name, aggregate]) => [name, { ...aggregate, scopes: () => keys }] as const);
  const { leaks, open } = await audit(new Map(unscoped), everybody.slice(0, 2));
  const found = new Set(leaks.map(({ request }) => request));
  const silent = [...open].filter(
    (request) => / (of|in) (calls|records|patients|handovers|openings|diaries)$/.test(request) && !found.has(request),
  );
  expect(silent.filter((request) => !tellsNothing.test(request))).toEqual([]);
  expect([...found]).toContain('the live line');
});

test('every route of `/api` that the running server answers is asked by the audit, or it is said why not', async () => {
  const { paths } = await serverUnderTest();
  expect(paths).toContain('GET /api/refusals');
  expect(unasked(paths)).toEqual([]);
  expect(unasked([...paths, 'PUT /api/things/:id'])[0]).toContain('names: { id: [');
  expect(unasked(paths.filter((path) => path !== 'DELETE /api/session'))[0]).toContain('no such route any more');
});

test('every path that is open is among those that are tried', () => {
  const about = { db: 'calls', id: 'one', rev: '1-a' };
  const tried = [...listings('calls'), ...namings(about)].map(({ method, path }) => {
    return { method, path: path.slice('/db/calls'.length).split('?')[0] ?? '' };
  });
  const missing = couchRequests.filter(
    ({ method, path }) => !tried.some((one) => one.method === method && path.test(one.path)),
  );
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
