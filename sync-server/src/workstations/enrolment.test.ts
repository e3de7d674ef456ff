import { livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { recorded, sealedFile } from '../../testing/file-under-test.ts';
import {
  type Caller,
  codeOf,
  raise,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
  type Who,
} from '../../testing/server-under-test.ts';
import { asStation, enrol, newStation, type Station } from '../../testing/station.ts';
import { routeRights } from '../http/route-rights.ts';
import { PROOF_LASTS_MS } from './proofs.ts';

const required = { enrolment: 'required' } as const;
const wardCode = { name: 'Ward 4B, desk', kind: 'ward' as const, wards: ['4B'], uses: 1, hours: 24 };
const contact = { version: '1', unsent: 0 };

async function code(server: UnderTest, more: object = {}): Promise<string> {
  return (await server.enrolmentCodes.make({ ...wardCode, ...more }, 'adam')).code;
}
const clockOf = (server: UnderTest) => () => server.clock.ms;
async function stationAt(
  server: UnderTest,
  more: { readonly kind?: 'ward' | 'admin'; readonly wards?: string[] } = {},
) {
  const station = newStation(undefined, clockOf(server));
  const answer = await enrol(server.url, station, await code(server, more), more.kind ?? 'ward');
  expect(answer.status).toBe(201);
  return station;
}
const deskAt = (server: UnderTest) => stationAt(server, { kind: 'admin', wards: [] });

async function refusedAt(server: UnderTest, who: Who, place: object): Promise<string> {
  const failed: Error = await signIn(server, who, place).then(
    () => new Error('signed in'),
    (error: Error) => error,
  );
  return /"code":"([^"]+)"/.exec(failed.message)?.[1] ?? failed.message;
}

/** What the handshake of a line is answered with. */
function lineOf(server: UnderTest, auth: object): Promise<string> {
  const socket = io(server.url, {
    path: livePath,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
  });
  onTestFinished(() => void socket.disconnect());
  return new Promise((told) => {
    socket.once('connect', () => told('connected'));
    socket.once('connect_error', ({ message }) => told(message));
  });
}
const proofOfLine = (station: Station, token: string) => station.proof({ method: 'LIVE', path: livePath, token });

test('N1 nobody signs in at a workstation that is not enrolled, and the right password is answered as a wrong one', async () => {
  const server = await serverUnderTest(required);
  expect(await refusedAt(server, 'salma', {})).toBe('workstation/not-enrolled');
  expect(await refusedAt(server, 'salma', { station: newStation() })).toBe('workstation/not-enrolled');
  const workstation = { secret: secretOf('any'), kind: 'ward' };
  const wrong = await send(server.url, '/api/sign-in', { body: { user: '01000000001', password: 'no', workstation } });
  expect(await codeOf(wrong)).toBe('403 workstation/not-enrolled');
  const station = await stationAt(server);
  expect((await signIn(server, 'salma', { station })).session.workstation).toBe(station.id);
});

test('N2 a code counts once, until it ends, for its kind; what is stored gives none away', async () => {
  const server = await serverUnderTest(required);
  const once = await code(server);
  const [first, second] = [newStation(undefined, clockOf(server)), newStation(undefined, clockOf(server))];
  expect(await codeOf(await enrol(server.url, first, once, 'admin'))).toBe('409 enrolment/other-kind');
  const answer = await enrol(server.url, first, once.toLowerCase().replace('-', ' '), 'ward');
  expect(await answer.json()).toEqual({
    workstation: first.id,
    name: wardCode.name,
    kind: 'ward',
    wards: ['4B'],
    fingerprint: null,
  });
  expect(await codeOf(await enrol(server.url, second, once, 'ward'))).toBe('410 enrolment/code-not-good');
  expect((await enrol(server.url, first, once, 'ward')).status).toBe(201); // the first answer may have been lost
  const late = await code(server, { hours: 1 });
  server.clock.ms += 3_600_000;
  expect(await codeOf(await enrol(server.url, second, late, 'ward'))).toBe('410 enrolment/code-not-good');
  expect(JSON.stringify([server.enrolmentCodes.list(), server.logged])).not.toContain(late);
});

test('N2 of eight who come with one code at once, one gets in; a rollout enrols as many as it has uses', async () => {
  const server = await serverUnderTest(required);
  const race = async (given: string, count: number): Promise<number> => {
    const stations = Array.from({ length: count }, () => newStation(undefined, clockOf(server)));
    const answers = await Promise.all(stations.map((station) => enrol(server.url, station, given, 'ward')));
    return answers.filter(({ status }) => status === 201).length;
  };
  expect(await race(await code(server), 8)).toBe(1);
  const another = await serverUnderTest(required);
  const rollout = await code(another, { uses: 3 });
  const stations = Array.from({ length: 6 }, () => newStation(undefined, clockOf(another)));
  const answers = await Promise.all(stations.map((station) => enrol(another.url, station, rollout, 'ward')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
});

test('N2 guessing in parallel is counted before it is looked at: after ten the right code is not heard either', async () => {
  const server = await serverUnderTest(required);
  const right = await code(server);
  const guesses = Array.from({ length: 30 }, (_, at) => `AAAAA-AAA${String.fromCharCode(65 + (at % 26))}2`);
  const guessed = await Promise.all(
    guesses.map((guess) => enrol(server.url, newStation(undefined, clockOf(server)), guess, 'ward')),
  );
  const statuses = guessed.map(({ status }) => status);
  expect(statuses.filter((status) => status === 410)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  const station = newStation(undefined, clockOf(server));
  expect((await enrol(server.url, station, right, 'ward')).status).toBe(429);
});

test('N2 only an administrator with a fresh proof makes a code, and it is withdrawn by its id', async () => {
  const server = await serverUnderTest(required);
  const station = await deskAt(server);
  const ward = await stationAt(server);
  const adam = await signIn(server, 'adam', { station });
  const nurse = await signIn(server, 'salma', { station: ward });
  expect(await codeOf(await nurse.request('/api/enrolment-codes', { body: wardCode }))).toBe('403 right/missing');
  const wrong = await adam.request('/api/enrolment-codes', { body: { ...wardCode, wards: [] } });
  expect(await codeOf(wrong)).toBe('400 request/wrong-shape');
  const made = await adam.request('/api/enrolment-codes', { body: wardCode });
  expect(made.status).toBe(201);
  const { id, code: shown } = (await made.json()) as { readonly id: string; readonly code: string };
  expect(shown).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
  expect((await adam.request(`/api/enrolment-codes/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await enrol(server.url, newStation(undefined, clockOf(server)), shown, 'ward'))).toBe(
    '410 enrolment/code-not-good',
  );
  server.clock.ms += 6 * 60_000;
  expect(await codeOf(await adam.request('/api/enrolment-codes', { body: wardCode }))).toBe('403 account/not-fresh');
});

test('N3 a stolen token opens no route, no database and no line without the key of its workstation', async () => {
  const server = await serverUnderTest(required);
  const [station, other] = [await stationAt(server), await stationAt(server)];
  const { token } = await signIn(server, 'salma', { station });
  for (const route of Object.keys(routeRights)) {
    const [method = '', path = ''] = route.split(' ');
    if (/^\/(api|db)\//.test(path) && !isOpen(route)) {
      const at = path.replace(/:\w+/g, 'some');
      for (const thief of [undefined, other]) {
        const answer = await send(server.url, at, { method, token, station: thief });
        expect(`${route} ${await codeOf(answer)}`).toBe(`${route} 401 workstation/not-proven`);
      }
    }
  }
  for (const path of ['/db/calls/_changes', '/db/calls/_all_docs', '/db/calls/some', '/db/_all_dbs'])
    expect(await codeOf(await send(server.url, path, { token }))).toBe('401 workstation/not-proven');
  const basic = `Basic ${Buffer.from(`01000000001:${token}`).toString('base64')}`;
  expect((await fetch(`${server.url}/db/calls/_changes`, { headers: { authorization: basic } })).status).toBe(401);
  expect(await lineOf(server, { token })).toBe('workstation/not-proven');
  expect(await lineOf(server, { token, proof: proofOfLine(other, token) })).toBe('workstation/not-proven');
  expect(await lineOf(server, { token, proof: proofOfLine(station, token) })).toBe('connected');
});

function isOpen(route: string): boolean {
  const act = routeRights[route];
  return act === 'signIn' || act === 'enrol' || act === 'standAsWorkstation' || act === 'lookAtServer';
}

test('N3 a proof counts once, for its own request, token and minute', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const { token } = await signIn(server, 'salma', { station });
  const get = (proof: string, path = '/api/session') =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${token}`, 'healthcare-workstation': proof } });
  const proof = station.proof({ method: 'GET', path: '/api/session', token });
  expect((await get(proof, '/api/account/sessions')).status).toBe(401);
  expect((await get(proof)).status).toBe(200);
  expect(await codeOf(await get(proof))).toBe('401 workstation/not-proven');
  const ofAnother = station.proof({ method: 'GET', path: '/api/session', token: 'another' });
  expect((await get(ofAnother)).status).toBe(401);
  const late = station.proof({
    method: 'GET',
    path: '/api/session',
    token,
    atMs: server.clock.ms - PROOF_LASTS_MS - 1,
  });
  const answer = await get(late);
  const { serverTimeMs, code: problem } = (await answer.json()) as {
    readonly serverTimeMs: number;
    readonly code: string;
  };
  expect([problem, serverTimeMs]).toEqual(['workstation/proof-late', server.clock.ms]);
});

test('N3 a proof that was seen before the server was started again does not count after it', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const { token } = await signIn(server, 'salma', { station });
  const seen = station.proof({ method: 'GET', path: '/api/session', token });
  const get = (url: string) =>
    fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${token}`, 'healthcare-workstation': seen } });
  expect((await get(server.url)).status).toBe(200);
  await server.stop();
  const again = await serverUnderTest({ ...required, data: server.folder, seeded: true });
  expect(await codeOf(await get(again.url))).toBe('401 workstation/proof-late');
});

test('N3 whoever has the secret of a workstation but not its key does not sign in at it', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const copied = newStation(station.secret, clockOf(server));
  expect(await refusedAt(server, 'salma', { station: copied })).toBe('workstation/not-proven');
  expect(await refusedAt(server, 'salma', { station: copied, workstationKey: copied.key })).toBe(
    'workstation/not-proven',
  );
});

test('N4 a workstation is of its kind and shows its wards, whatever the page asks for', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  expect(await refusedAt(server, 'heba', { station, wardId: '3A' })).toBe('workstation/other-ward');
  expect(await refusedAt(server, 'adam', { station, kind: 'admin' })).toBe('workstation/other-kind');
  expect(await refusedAt(server, 'rania', { station })).toBe('session/not-on-this-ward');
  const heba = await signIn(server, 'heba', { station });
  expect(heba.session.scopes).toContain('ward:4B');
  expect(heba.session.scopes).not.toContain('ward:3A');
  const moved = await heba.request('/api/session/ward', { method: 'PUT', body: { wardId: '3A' } });
  expect(await codeOf(moved)).toBe('403 workstation/other-ward');
});

test('N4 other wards of a workstation take effect at once', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const adam = await signIn(server, 'adam', { station: await deskAt(server) });
  const heba = await signIn(server, 'heba', { station });
  const salma = await signIn(server, 'salma', { station });
  const stands = async () => {
    const answer = await asStation(server.url, station, '/api/workstation/contact', contact);
    return ((await answer.json()) as { readonly place?: object }).place;
  };
  expect(await stands()).toEqual({ name: wardCode.name, wards: ['4B'] });
  const body = { name: 'Ward 3A, trolley', wards: ['3A'] };
  expect((await adam.request(`/api/workstations/${station.id}`, { method: 'PUT', body })).status).toBe(204);
  expect(await stands()).toEqual(body);
  const now = (await (await heba.request('/api/session')).json()) as Caller['session'];
  expect([now.wardId, now.scopes.filter((scope) => scope.startsWith('ward:'))]).toEqual(['3A', ['ward:3A']]);
  expect(await codeOf(await salma.request('/api/session'))).toBe('403 session/not-on-this-ward');
});

test('N10 only an administrator with a fresh proof changes where a workstation stands; a ward\u2019s has a ward, and none out of use is changed', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const adam = await signIn(server, 'adam', { station: await deskAt(server) });
  const heba = await signIn(server, 'heba', { station });
  const put = (who: Caller, body: object, id = station.id) =>
    who.request(`/api/workstations/${id}`, { method: 'PUT', body }).then(codeOf);
  const asked = { name: 'Ward 4B, trolley', wards: ['4B'] };
  expect(await put(heba, asked)).toBe('403 right/missing');
  expect(await put(adam, { ...asked, wards: [] })).toBe('400 request/wrong-shape');
  expect(await put(adam, { ...asked, name: ' ' })).toBe('400 request/wrong-shape');
  expect(await put(adam, asked, 'wk-nobody')).toBe('404 request/not-found');
  const shown = () => server.workstations.list().find(({ id }) => id === station.id);
  expect(shown()).toMatchObject({ name: wardCode.name, wards: ['4B'] });
  await server.workstations.revoke(station.id, 'adam', 'retired');
  expect(await put(adam, asked)).toBe('409 workstation/out-of-use');
  expect(shown()?.name).toBe(wardCode.name);
  server.clock.ms += 6 * 60_000;
  expect(await put(adam, asked)).toBe('403 account/not-fresh');
});

test('N5 a workstation from before goes on without a key, and the first sign-in with one binds it', async () => {
  const before = await serverUnderTest();
  const salma = await signIn(before, 'salma', { at: 'old' });
  await before.stop();
  const server = await serverUnderTest({ ...required, data: before.folder, seeded: true });
  expect((await send(server.url, '/api/session', { token: salma.token })).status).toBe(200);
  expect((await signIn(server, 'omar', { at: 'old' })).session.workstation).toBe(salma.session.workstation);
  expect(await refusedAt(server, 'omar', { at: 'new' })).toBe('workstation/not-enrolled');
  const station = newStation(secretOf('old'), clockOf(server));
  await signIn(server, 'salma', { station, workstationKey: station.key });
  expect(await refusedAt(server, 'omar', { at: 'old' })).toBe('workstation/not-proven');
  expect(await codeOf(await send(server.url, '/api/session', { token: salma.token }))).toBe(
    '401 workstation/not-proven',
  );
});

test('N6 a workstation that is taken away gets nothing, hands in what is unsent, and then says that nothing is left', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const adam = await signIn(server, 'adam', { station: await deskAt(server) });
  const salma = await signIn(server, 'salma', { station });
  const raised = { _id: 'c1', entries: [salma.entry('raised', raise)] };
  const socket = io(server.url, {
    path: livePath,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token: salma.token, proof: proofOfLine(station, salma.token) },
  });
  onTestFinished(() => void socket.disconnect());
  await new Promise<void>((up) => socket.once('session', () => up()));
  const told = new Promise((over) => socket.once('sessionOver', over));
  const path = `/api/workstations/${station.id}/revocation`;
  expect((await adam.request(path, { body: { reason: 'retired' } })).status).toBe(204);
  expect(await told).toEqual({ code: 'workstation/revoked' });
  expect(await codeOf(await salma.request('/db/calls/_changes'))).toBe('401 workstation/revoked');
  expect(await refusedAt(server, 'salma', { station })).toBe('workstation/revoked');
  const standing = (await (await asStation(server.url, station, '/api/workstation/contact', contact)).json()) as object;
  expect(standing).toMatchObject({ state: 'revoked', reason: 'retired', seal: expect.stringMatching(/^.{43}$/) });
  const handedIn = await asStation(server.url, station, '/api/workstation/hand-in/calls', {
    docs: [
      { ...raised, entries: raised.entries.map((one) => salma.signer.signed({ db: 'calls', document: 'c1' }, one)) },
    ],
  });
  expect(handedIn.status).toBe(201);
  const [answer] = (await handedIn.json()) as readonly {
    readonly doc?: object;
    readonly refused?: readonly object[];
  }[];
  expect([answer?.doc, answer?.refused ?? []]).toEqual([undefined, []]);
  const omar = await signIn(server, 'omar', { station: await stationAt(server) });
  const { results } = (await (await omar.request('/db/calls/_changes?since=0')).json()) as {
    results: { id: string }[];
  };
  expect(results.map(({ id }) => id)).toEqual(['c1']);
  expect((await asStation(server.url, station, '/api/workstation/wiped', { lost: 0 })).status).toBe(204);
  expect(await codeOf(await asStation(server.url, station, '/api/workstation/hand-in/calls', { docs: [] }))).toBe(
    '409 workstation/not-revoked',
  );
  expect(server.workstations.list().find(({ id }) => id === station.id)).toMatchObject({ state: 'wiped', unsent: 0 });
});

test('N6 at a lost workstation nothing counts that was made after it was taken away, and nothing opens its copy', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const adam = await signIn(server, 'adam', { station: await deskAt(server) });
  const salma = await signIn(server, 'salma', { station });
  const sent = (id: string) => {
    const entry = salma.entry('raised', raise);
    return { _id: id, entries: [salma.signer.signed({ db: 'calls', document: id }, entry)] };
  };
  const before = sent('before');
  server.clock.ms += 60_000;
  const path = `/api/workstations/${station.id}/revocation`;
  expect((await adam.request(path, { body: { reason: 'lost' } })).status).toBe(204);
  server.clock.ms += 60_000;
  const docs = [before, sent('after')];
  const answer = await asStation(server.url, station, '/api/workstation/hand-in/calls', { docs });
  const [kept, refused] = (await answer.json()) as readonly {
    readonly refused?: readonly { readonly code: string }[];
  }[];
  expect(kept?.refused ?? []).toEqual([]);
  expect(refused?.refused?.map(({ code: why }) => why)).toEqual(['grant/revoked']);
  const standing = await (await asStation(server.url, station, '/api/workstation/contact', contact)).json();
  expect(standing).toEqual({ state: 'revoked', reason: 'lost', serverTimeMs: server.clock.ms });
});

test('N6 of files a workstation that is taken away hands in its own, is told which chunks of those are missing, and is given none', async () => {
  const server = await serverUnderTest(required);
  const [station, other] = [await stationAt(server), await stationAt(server)];
  const salma = await signIn(server, 'salma', { station });
  const omar = await signIn(server, 'omar', { station: other });
  const [own, of] = [sealedFile([1000, 300]), sealedFile([1000])];
  await recorded(salma, own);
  await recorded(omar, of);
  const files = '/api/workstation/hand-in/files';
  const put = (id: string, body: Buffer, at = 0, by = station) => {
    const path = `${files}/${encodeURIComponent(`${id}:${at}`)}/chunk`;
    const [method, headers] = ['PUT', by.prove({ method: 'PUT', path })];
    return fetch(server.url + path, { method, headers, body: new Uint8Array(body) });
  };
  const missing = async (id: string) => {
    const asked = await asStation(server.url, station, `${files}/_all_docs`, { keys: [`${id}:0`, `${id}:1`] });
    const { rows } = (await asked.json()) as { readonly rows: readonly { readonly error?: string }[] };
    return rows.map(({ error }) => error === 'not_found');
  };
  const [first = Buffer.of(), second = Buffer.of()] = own.chunks;
  expect(await codeOf(await put(own.id, first))).toBe('409 workstation/not-revoked');
  await server.workstations.revoke(station.id, 'adam', 'retired');
  expect(await missing(own.id)).toEqual([true, true]);
  expect((await put(own.id, first)).status).toBe(201);
  expect(await missing(own.id)).toEqual([false, true]);
  expect(await codeOf(await put(own.id, Buffer.alloc(second.length), 1))).toBe('422 file/damaged');
  expect(await codeOf(await put(of.id, of.chunks[0] as Buffer))).toBe('404 file/unknown');
  expect(await missing(of.id)).toEqual([true, true]);
  expect(await codeOf(await put(own.id, second, 1, newStation(station.secret, clockOf(server))))).toBe(
    '401 workstation/not-proven',
  );
  const path = `${files}/${encodeURIComponent(`${own.id}:0`)}/chunk`;
  const back = await fetch(server.url + path, { headers: station.prove({ method: 'GET', path }) });
  expect(await codeOf(back)).toBe('404 request/not-found');
  expect((await put(own.id, second, 1)).status).toBe(201);
  expect(await missing(own.id)).toEqual([false, false]);
});

test('N6 only the workstation itself, by its key, is what is taken away', async () => {
  const server = await serverUnderTest(required);
  const [station, other] = [await stationAt(server), await stationAt(server)];
  await server.workstations.revoke(station.id, 'adam', 'retired');
  const copied = newStation(station.secret, clockOf(server));
  for (const path of ['/api/workstation/contact', '/api/workstation/hand-in/calls', '/api/workstation/wiped'])
    for (const thief of [copied, newStation()]) {
      const { status } = await asStation(server.url, thief, path, { ...contact, docs: [] });
      expect([401, 403, 400]).toContain(status);
    }
  expect(await codeOf(await asStation(server.url, copied, '/api/workstation/contact', contact))).toBe(
    '401 workstation/not-proven',
  );
  expect(await codeOf(await asStation(server.url, other, '/api/workstation/hand-in/calls', { docs: [] }))).toBe(
    '409 workstation/not-revoked',
  );
});

test('N7 with another key the former sessions of a workstation end; one that is taken away is not enrolled again', async () => {
  const server = await serverUnderTest(required);
  const station = await stationAt(server);
  const salma = await signIn(server, 'salma', { station });
  const anew = newStation(station.secret, clockOf(server));
  expect((await enrol(server.url, anew, await code(server), 'ward')).status).toBe(201);
  expect(await codeOf(await salma.request('/api/session'))).toBe('401 session/expired');
  await server.workstations.revoke(station.id, 'adam', 'retired');
  expect(await codeOf(await enrol(server.url, anew, await code(server), 'ward'))).toBe('401 workstation/revoked');
});

test('N8 nobody takes away the workstation at which they sit', async () => {
  const server = await serverUnderTest(required);
  const station = await deskAt(server);
  const adam = await signIn(server, 'adam', { station });
  const answer = await adam.request(`/api/workstations/${station.id}/revocation`, { body: { reason: 'retired' } });
  expect(await codeOf(answer)).toBe('403 right/missing');
});

test('the list tells last contact, version, unsent and state, after a restart too', async () => {
  const server = await serverUnderTest(required);
  const desk = await deskAt(server);
  const station = await stationAt(server);
  await asStation(server.url, station, '/api/workstation/contact', { version: '1.2.3', unsent: 4 });
  await server.stop();
  const again = await serverUnderTest({ ...required, data: server.folder, seeded: true });
  const adam = await signIn(again, 'adam', { station: newStationLike(desk, again) });
  const { workstations } = (await (await adam.request('/api/workstations')).json()) as {
    workstations: { id: string }[];
  };
  expect(workstations.find(({ id }) => id === station.id)).toMatchObject({
    name: wardCode.name,
    kind: 'ward',
    wards: ['4B'],
    state: 'enrolled',
    enrolledBy: 'adam',
    version: '1.2.3',
    unsent: 4,
    hasKey: true,
  });
});

/** The clock of a server that was started again stands elsewhere. */
function newStationLike(station: Station, server: UnderTest): Station {
  const proof: Station['proof'] = (about) => station.proof({ atMs: server.clock.ms, ...about });
  return { ...station, proof, prove: (about) => ({ 'healthcare-workstation': proof(about) }) };
}
