import { EMERGENCY_MS } from '@healthcare/domain/emergencies';
import { livePath, type Session } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  type Caller,
  codeOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
  type Who,
} from '../../testing/server-under-test.ts';

const name = { en: 'Fatma', ar: 'فاطمة' };
const nationalId = '25804052101746';
const facts = { identity: 'known', family: name, given: name, sex: 'female' };

/** Two patients of ward 9Z, where nobody of these tests works: one with a file in every kind of data, and another. */
async function hospital(): Promise<UnderTest> {
  const server = await serverUnderTest();
  const zed = await signIn(server, 'zed');
  const known = (id: string, more: object) => ({
    _id: id,
    entries: [zed.entry('registered', { ...facts, wardId: '9Z', ...more })],
  });
  await zed.push([known('p1', { fileNumber: 'F-1029', nationalId }), known('p2', {})], 'patients');
  const place = { wardId: '9Z', roomId: 'r1', room: '1', bedId: 'b1', bed: '1' };
  await zed.push(
    [{ _id: 's1', entries: [zed.entry('claimed', { ...place, patient: 'F', patientId: 'p1' })] }],
    'stays',
  );
  const history = { wardId: '9Z', patientId: 'p1', disease: 'Asthma', on: '2020-02-29' };
  await zed.push([{ _id: 'h1', entries: [zed.entry('historyAdded', history)] }], 'records');
  return server;
}

const request = { wardId: '4B', patientId: 'p1', reason: 'collapsed in the corridor', provenBy: 'secondStep' };

async function ask(caller: Caller, id = 'em1', data: object = request) {
  const [answer] = await caller.push([{ _id: id, entries: [caller.entry('asked', { ...data })] }], 'emergencies');
  return answer?.refused?.map(({ code }) => code) ?? [];
}

/** What this caller is given of the patient's file: `database/id` of each document that is found. */
async function fileFor(caller: Pick<Caller, 'request'>, patient = 'p1'): Promise<readonly string[]> {
  const parts = patient === 'p1' ? ['patients/p1', 'stays/s1', 'records/h1'] : [`patients/${patient}`];
  const asked = await Promise.all(
    parts.map(async (part) => ((await caller.request(`/db/${part}`)).status === 200 ? [part] : [])),
  );
  return asked.flat();
}

const whole = ['patients/p1', 'stays/s1', 'records/h1'];
const give = (caller: Pick<Caller, 'request'>, id = 'em1') =>
  caller.request(`/api/emergencies/${id}/access`, { method: 'POST' });

test('E3 with a reason and a fresh proof, the file of that one patient is open at that workstation, and nothing beside it', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  expect(await fileFor(dina)).toEqual([]);
  expect(await ask(dina)).toEqual([]);
  expect(await fileFor(dina)).toEqual([]);
  const answer = await give(dina);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { patientId: 'p1', until: new Date(server.clock.ms + EMERGENCY_MS).toISOString() },
  ]);
  expect(await fileFor(dina)).toEqual(whole);
  expect(await fileFor(dina, 'p2')).toEqual([]);
  const page = (await (await dina.request('/db/patients/_changes?lineage=')).json()) as {
    results: readonly { id: string }[];
  };
  expect(page.results.map(({ id }) => id)).toEqual(['p1']);
  // The same again, as after a lost answer: the hour does not move.
  server.clock.ms += 60_000;
  expect(await (await give(dina)).json()).toEqual({
    patientId: 'p1',
    until: new Date(server.clock.ms - 60_000 + EMERGENCY_MS).toISOString(),
  });
});

test('E1 a patient whose file is not here is found by the wristband or the national id, and by no other number', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  const { patientId: _, ...byNumber } = request;
  for (const [id, number, found] of [
    ['em1', 'f-1029', true],
    ['em2', '2 580405 21 0174 6', true],
    ['em3', '0000', false],
  ] as const) {
    expect(await ask(dina, id, { ...byNumber, number })).toEqual([]);
    const answer = await give(dina, id);
    if (found) expect(await answer.json()).toMatchObject({ patientId: 'p1' });
    else expect(await codeOf(answer)).toBe('422 emergency/no-such-patient');
  }
});

test('E3 attack: without a fresh proof there is no access, however good the reason', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  server.clock.ms += 6 * 60_000; // a sign-in is proof for five minutes
  await ask(dina);
  expect(await codeOf(await give(dina))).toBe('403 account/not-fresh');
  expect(await fileFor(dina)).toEqual([]);
  const renewed = await server.sessions.renew(dina.session.grant);
  if (typeof renewed === 'string') throw new Error(renewed);
  expect((await send(server.url, '/api/emergencies/em1/access', { method: 'POST', token: renewed.token })).status).toBe(
    200,
  );
});

test('E1 attack: without a reason, without a request, or by a made-up `granted` there is no access', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  const { reason: _, ...silent } = request;
  expect(await ask(dina, 'em1', silent)).toEqual(['entry/wrong-shape']);
  expect(await codeOf(await give(dina))).toBe('404 request/not-found');
  const until = new Date(server.clock.ms + EMERGENCY_MS).toISOString();
  await ask(dina, 'em2', { ...request, patientId: 'p0' });
  const [answer] = await dina.push(
    [{ _id: 'em2', entries: [dina.entry('granted', { patientId: 'p1', until })] }],
    'emergencies',
  );
  expect(answer?.refused?.map(({ code }) => code)).toEqual(['right/missing']);
  expect(await codeOf(await give(dina, 'em2'))).toBe('422 emergency/no-such-patient');
  expect(await fileFor(dina)).toEqual([]);
});

test('E3 attack: roles without the right are refused the request and the access', async () => {
  const server = await hospital();
  for (const who of ['nadia', 'hala', 'adam', 'patient'] as const) {
    const caller = await signIn(server, who);
    expect(await ask(caller, `em-${who}`), who).toEqual(['right/missing']);
    expect(await codeOf(await give(caller, `em-${who}`)), who).toBe('403 right/missing');
  }
  const rania = await signIn(server, 'rania');
  expect(await ask(rania, 'em-rania')).toEqual(['right/missing']); // in a ward that is not hers
});

test('E3 attack: what one person was given is open to no other, not to who signs in after them, nor at another workstation', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina', { at: 'terminal' });
  await ask(dina);
  await give(dina);
  const omar = await signIn(server, 'omar', { at: 'terminal' });
  const elsewhere = await signIn(server, 'dina', { at: 'another' });
  for (const caller of [omar, elsewhere]) expect(await fileFor(caller)).toEqual([]);
  expect(await codeOf(await give(omar))).toBe('404 request/not-found');
  expect(await codeOf(await give(elsewhere))).toBe('409 emergency/over');
  expect(await fileFor(dina)).toEqual(whole);
});

test('E4 attack: after four hours nothing of it is open, by request and by the live line, and the same request opens nothing again', async () => {
  const server = await hospital();
  const [zed, dina] = [await signIn(server, 'zed'), await signIn(server, 'dina')];
  await ask(dina);
  const line = await lineOf(server, dina.token);
  await give(dina);
  await vi.waitFor(() => expect(line.scopes()).toContain('patient:p1'));
  await zed.push([{ _id: 'p1', entries: [zed.entry('amended', { address: 'one' })] }], 'patients');
  await vi.waitFor(() => expect(line.heard).toEqual(['p1']));
  for (let halfHour = 0; halfHour < 8; halfHour += 1) {
    server.clock.ms += EMERGENCY_MS / 8;
    server.sessions.touch(dina.session.grant);
  }
  expect((await dina.request('/db/patients/p1')).status).toBe(404); // the session itself goes on
  expect(await fileFor(dina)).toEqual([]);
  server.sweep();
  await vi.waitFor(() => expect(line.scopes()).not.toContain('patient:p1'));
  const before = line.heard.length;
  const again = await signIn(server, 'zed', { at: 'later' });
  await again.push([{ _id: 'p1', entries: [again.entry('amended', { address: 'two' })] }], 'patients');
  await again.push([{ _id: 'marker', entries: [again.entry('registered', { ...facts, wardId: '4B' })] }], 'patients');
  await line.quiet();
  expect(line.heard.slice(before)).toEqual([]);
  const renewed = await server.sessions.renew(dina.session.grant);
  if (typeof renewed === 'string') throw new Error(renewed);
  const again409 = send(server.url, '/api/emergencies/em1/access', { method: 'POST', token: renewed.token });
  expect(await codeOf(await again409)).toBe('409 emergency/over');
});

test('E4 who ends it loses it at once; a restart forgets neither an access nor its end', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  await ask(dina);
  await give(dina);
  await server.stop();
  const again = await serverUnderTest({ data: server.folder, seeded: true });
  const asDina = { request: (path: string) => send(again.url, path, { token: dina.token }) };
  expect(await fileFor(asDina)).toEqual(whole);
  const entries = [dina.entry('ended')];
  await send(again.url, '/db/emergencies/_bulk_docs', { token: dina.token, body: { docs: [{ _id: 'em1', entries }] } });
  await vi.waitFor(async () => expect(await fileFor(asDina)).toEqual([]));
  await again.stop();
  const third = await serverUnderTest({ data: server.folder, seeded: true });
  expect(await fileFor({ request: (path) => send(third.url, path, { token: dina.token }) })).toEqual([]);
});

test('E4 a changed role takes the file away: it was lent to what its person was', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  await ask(dina);
  await give(dina);
  await server.sessions.assign('dina', { role: 'nurse', wards: ['4B'] });
  expect(await fileFor(dina)).toEqual([]);
});

/** Gives back what was lent, and is told so: the answer comes though the scopes change under it. */
async function end(caller: Caller): Promise<void> {
  const [answer] = await caller.push([{ _id: 'em1', entries: [caller.entry('ended')] }], 'emergencies');
  expect(answer?.refused).toEqual([]);
  await vi.waitFor(async () => expect(await fileFor(caller)).toEqual([]));
}

/** What somebody who acts on this document has seen of it. */
async function newestOf(caller: Caller, document: string): Promise<string[]> {
  const { entries } = (await (await caller.request(`/db/${document}`)).json()) as {
    entries: readonly { id: string }[];
  };
  return entries.slice(-1).map(({ id }) => id);
}

interface Pulled {
  readonly at: { readonly since: string; readonly lineage: string };
  readonly restarted: boolean;
  /** Document, or `-` before the id of one that has to leave. */
  readonly rows: readonly string[];
}

/** What a workstation that was at this place is sent of a database, to its end. */
async function pull(
  caller: Pick<Caller, 'request'>,
  db: string,
  before: Pulled['at'] = { since: '0', lineage: '' },
): Promise<Pulled> {
  const rows: string[] = [];
  let [at, restarted] = [before, false];
  for (;;) {
    const query = new URLSearchParams({ ...at, limit: '10', include_docs: 'true' });
    const answer = await caller.request(`/db/${db}/_changes?${query}`);
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as {
      readonly results: readonly { readonly id: string; readonly removed?: true }[];
      readonly last_seq: number;
      readonly lineage: string;
      readonly pending: number;
      readonly restarted: boolean;
    };
    rows.push(...page.results.map(({ id, removed }) => (removed ? `-${id}` : id)));
    at = { since: String(page.last_seq), lineage: page.lineage };
    restarted ||= page.restarted;
    if (page.pending === 0) return { at, restarted, rows };
  }
}

const kept = ['patients', 'stays', 'records', 'calls'] as const;
const ofFile = { patients: ['p1'], stays: ['s1'], records: ['h1'], calls: ['c1'] };
const by = <Value>(make: (db: (typeof kept)[number]) => Promise<Value>) =>
  Promise.all(kept.map(async (db) => [db, await make(db)] as const)).then(Object.fromEntries);

/** The hospital with a ward of its own of thirty patients, and a call that names the patient elsewhere by their document. */
async function hospitalWithWard(): Promise<UnderTest> {
  const server = await hospital();
  const [zed, salma] = [await signIn(server, 'zed', { at: 'z' }), await signIn(server, 'salma', { at: 's' })];
  const own = Array.from({ length: 30 }, (_, n) => ({
    _id: `own-${n}`,
    entries: [salma.entry('registered', { ...facts, wardId: '4B' })],
  }));
  await salma.push(own, 'patients');
  const call = { wardId: '9Z', roomId: 'r1', room: '1', kind: 'emergency', priority: 'high' };
  const raised = zed.entry('raised', call);
  const named = zed.entry('patientNamed', { patientId: 'p1', patient: 'F' }, { after: [raised.id] });
  const [answer] = await zed.push([{ _id: 'c1', entries: [raised, named] }]);
  expect(answer?.refused).toEqual([]);
  await zed.push([{ _id: 'c2', entries: [zed.entry('raised', { ...call, patient: 'F' })] }]);
  return server;
}

test('E10 what is lent comes alone, and goes alone when it is given back: nothing else is sent again, and the traversal goes on where it was', async () => {
  const server = await hospitalWithWard();
  const dina = await signIn(server, 'dina');
  const first = await by((db) => pull(dina, db));
  expect(first.patients.rows).toHaveLength(30);
  await ask(dina);
  await give(dina);
  const lent = await by((db) => pull(dina, db, first[db].at));
  for (const db of kept) expect([db, lent[db].restarted, lent[db].rows]).toEqual([db, false, ofFile[db]]);
  const [zed, salma] = [await signIn(server, 'zed', { at: 'z' }), await signIn(server, 'salma', { at: 's' })];
  const after = await newestOf(zed, 'patients/p1');
  const amended = zed.entry('amended', { address: 'one' }, { after });
  const [moved] = await zed.push([{ _id: 'p1', entries: [amended] }], 'patients');
  expect(moved?.refused).toEqual([]);
  await salma.push([{ _id: 'own-31', entries: [salma.entry('registered', { ...facts, wardId: '4B' })] }], 'patients');
  const later = await by((db) => pull(dina, db, lent[db].at));
  expect([later.patients.restarted, later.patients.rows]).toEqual([false, ['p1', 'own-31']]);
  expect(later.calls.rows).toEqual([]);
  await end(dina);
  const back = await by((db) => pull(dina, db, later[db].at));
  for (const db of kept)
    expect([db, back[db].restarted, back[db].rows]).toEqual([db, false, ofFile[db].map((id) => `-${id}`)]);
  for (const db of kept) expect((await pull(dina, db, back[db].at)).rows).toEqual([]);
});

test('E10 a document that went to another file while the first was lent leaves with it', async () => {
  const server = await hospitalWithWard();
  const dina = await signIn(server, 'dina');
  const before = await pull(dina, 'calls');
  await ask(dina);
  await give(dina);
  const lent = await pull(dina, 'calls', before.at);
  expect(lent.rows).toEqual(['c1']);
  const zed = await signIn(server, 'zed', { at: 'z' });
  const after = await newestOf(zed, 'calls/c1');
  const entry = zed.entry('patientNamed', { patientId: 'p2', patient: 'G' }, { after });
  expect((await zed.push([{ _id: 'c1', entries: [entry] }]))[0]?.refused).toEqual([]);
  expect((await pull(dina, 'calls', lent.at)).rows).toEqual(['-c1']);
});

test('E10 what changed in a file after it was given back is not told of: a workstation that was away begins again, and what it held of it is not sent', async () => {
  const server = await hospitalWithWard();
  const dina = await signIn(server, 'dina');
  await ask(dina);
  await give(dina);
  const lent = await pull(dina, 'records');
  expect(lent.rows).toEqual(['h1']);
  await end(dina);
  const zed = await signIn(server, 'zed', { at: 'z' });
  const history = { wardId: '9Z', patientId: 'p1', disease: 'Gout', on: '2024-02-29' };
  await zed.push([{ _id: 'h2', entries: [zed.entry('historyAdded', history)] }], 'records');
  const back = await pull(dina, 'records', lent.at);
  expect([back.restarted, back.rows]).toEqual([true, []]);
});

test('E10 attack: a place that names a file which was never lent begins again, and tells of none of its documents', async () => {
  const server = await hospitalWithWard();
  const dina = await signIn(server, 'dina');
  const { at } = await pull(dina, 'patients');
  const named = Buffer.from('patient:p1').toString('base64url');
  await ask(dina);
  await give(dina);
  const [, , , seal = ''] = (await pull(dina, 'patients')).at.lineage.split('.');
  await end(dina);
  const other = Buffer.from('patient:p2').toString('base64url');
  for (const lineage of [`${at.lineage}.${named}`, `${at.lineage}.${named}.x`, `${at.lineage}.${other}.${seal}`]) {
    const { restarted, rows } = await pull(dina, 'patients', { ...at, lineage });
    expect([restarted, rows.filter((id) => !id.startsWith('own-'))], lineage).toEqual([true, []]);
  }
  const omar = await signIn(server, 'omar');
  const lineage = `${(await pull(omar, 'patients')).at.lineage}.${named}.${seal}`;
  expect((await pull(omar, 'patients', { ...at, lineage })).rows.filter((id) => !id.startsWith('own-'))).toEqual([]);
});

test('E6, E8 the head of that ward and the administrator hold it for review, nobody else; a review of one’s own is refused', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  await ask(dina);
  await give(dina);
  const seenBy = async (who: Who, at: string = who) =>
    (await (await signIn(server, who, { at })).request('/db/emergencies/em1')).status === 200;
  expect([await seenBy('heba'), await seenBy('kamal'), await seenBy('adam')]).toEqual([true, true, true]);
  for (const who of ['salma', 'rania', 'zed', 'nadia', 'hala', 'patient'] as const)
    expect(await seenBy(who), who).toBe(false);
  const [kamal, heba] = [await signIn(server, 'kamal'), await signIn(server, 'heba')];
  await ask(kamal, 'em2');
  const knowing = async (caller: Caller, id: string) => {
    const doc = (await (await caller.request(`/db/emergencies/${id}`)).json()) as {
      entries: readonly { id: string }[];
    };
    const after = doc.entries.slice(-1).map((entry) => entry.id);
    const entry = caller.entry('reviewed', { finding: 'justified' }, { after });
    return (await caller.push([{ _id: id, entries: [entry] }], 'emergencies'))[0]?.refused?.map(({ code }) => code);
  };
  expect(await knowing(kamal, 'em2')).toEqual(['emergency/own']);
  expect(await knowing(heba, 'em2')).toEqual([]);
  expect(await knowing(dina, 'em1')).toEqual(['right/missing']);
});

test('A2 request, access and review are in the trail, with whose file it was and without the reason', async () => {
  const server = await hospital();
  const dina = await signIn(server, 'dina');
  await ask(dina);
  await give(dina);
  const of = (action: string) => server.audit.find({ action, limit: 500 }).entries;
  await vi.waitFor(() => expect(of('openInEmergency')).toHaveLength(1));
  expect(of('openInEmergency')[0]).toMatchObject({
    by: { user: 'dina', role: 'doctor' },
    about: ['emergencies/em1', 'patients/p1'],
    outcome: 'done',
  });
  expect(of('write').find(({ about }) => about.includes('emergencies/em1'))).toMatchObject({ kinds: ['asked'] });
  expect(JSON.stringify(server.audit.find({ limit: 500 }))).not.toContain('corridor');
});

/** Hears which patients come down a live line, and how its session goes on. */
async function lineOf({ url }: UnderTest, token: string) {
  const socket = io(url, { path: livePath, transports: ['websocket'], auth: { token }, reconnection: false });
  onTestFinished(() => void socket.disconnect());
  const heard: string[] = [];
  let session: Session | undefined;
  socket.on('session', (told: Session) => {
    session = told;
  });
  socket.on('changes', ({ db, rows }: { db: string; rows: readonly { id: string; doc?: object }[] }) => {
    for (const { id, doc } of rows) if (doc && db === 'patients' && id === 'p1') heard.push(id);
  });
  await vi.waitFor(() => expect(session).toBeDefined());
  const nextPing = () => new Promise((came) => socket.io.once('ping', () => came(undefined)));
  return {
    heard,
    scopes: () => session?.scopes ?? [],
    /** Whatever was on its way has come before the second ping: the server writes both to the same line. */
    async quiet(): Promise<void> {
      await nextPing();
      await nextPing();
    },
  };
}
