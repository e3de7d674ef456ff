import { type Entry, stamp } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';
import { signedIn } from '@healthcare/sync-server/both-steps';
import { newSigner, signedBody, signsWith } from '@healthcare/sync-server/signer';
import { enrol, newStation, type Station } from '@healthcare/sync-server/station';
import { enrolmentCodes, type PersonId, password, people, type WardUnderTest } from './ward-under-test.ts';

export interface StoredCall {
  readonly _id: string;
  readonly state: string;
  readonly room: string;
  readonly bed?: string;
  readonly patient?: string;
  readonly patientId?: string;
  readonly entries: readonly Entry[];
}

/** A caller that bypasses the screens: the same requests any program could send. */
export interface ApiCaller extends SignedIn {
  readonly ask: <Answer>(path: string, body?: unknown) => Promise<Answer>;
}

export async function signInByApi(
  ward: WardUnderTest,
  who: PersonId,
  kind: 'ward' | 'pharmacy' | 'admin' = 'ward',
): Promise<ApiCaller> {
  const station = await stationFor(ward, who, kind);
  const { secret } = station;
  const signer = newSigner();
  const signIn = { user: people[who].login, password, workstation: { secret, kind, publicKey: signer.publicKey } };
  const pass = await signedIn(ward.url, signIn, undefined, station.prove);
  signsWith(pass.session.grant, signer);
  const by = { station, token: pass.token };
  return { ...pass, ask: async (path, body) => (await answered(ward, path, by, body)) as never };
}

const stations = new Map<string, Station>();

/** Where this person sits, enrolled at this server when they come for the first time. */
async function stationFor({ url }: WardUnderTest, who: PersonId, kind: keyof typeof enrolmentCodes): Promise<Station> {
  const name = `${url} ${who} ${kind}`;
  const known = stations.get(name);
  if (known) return known;
  const station = newStation(who.padEnd(43, '0'));
  const answer = await enrol(url, station, enrolmentCodes[kind], kind);
  if (!answer.ok) throw new Error(`not enrolled: ${await answer.text()}`);
  stations.set(name, station);
  return station;
}

/** Every call of the ward as the server keeps it. */
export async function callsOnServer(ward: WardUnderTest): Promise<readonly StoredCall[]> {
  const caller = await signInByApi(ward, 'heba');
  const page = await caller.ask<{ results: readonly { doc: StoredCall }[] }>(
    '/db/calls/_changes?limit=5000&include_docs=true',
  );
  return page.results.map(({ doc }) => doc);
}

interface By {
  readonly station: Station;
  readonly token: string;
}

async function answered(ward: WardUnderTest, path: string, { station, token }: By, body?: unknown): Promise<unknown> {
  const method = body === undefined ? 'GET' : 'POST';
  const response = await fetch(new URL(path, ward.url), {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...station.prove({ method, path, token }),
    },
    ...(body !== undefined && { body: JSON.stringify(signedBody(path, body)) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** Entries as the person would make them, under their own sign-in, one after another by the clock. */
export function entriesBy({ session }: ApiCaller, made: () => number = nextMs) {
  const by = { user: session.user, grant: session.grant, workstation: session.workstation };
  return (id: string, kind: string, data: Entry['data'], after: readonly string[] = []): Entry => ({
    id,
    kind,
    at: stamp(made(), 0, 'api'),
    by,
    after: [...after],
    data,
  });
}

let lastMs = Date.now();
function nextMs(): number {
  lastMs = Math.max(lastMs + 1, Date.now());
  return lastMs;
}

/** A call about which Salma and Omar said different things while apart, and one of which the server refused what Salma did. */
export async function disputedAndRefused(ward: WardUnderTest): Promise<void> {
  const [salma, omar] = [await signInByApi(ward, 'salma'), await signInByApi(ward, 'omar')];
  const [hers, his] = [entriesBy(salma), entriesBy(omar)];
  const place = { wardId: '4B', roomId: 'room-402', room: '402', bed: '1' };
  const raised = hers('d1', 'raised', { ...place, kind: 'treatment', priority: 'low', patient: 'Fatma Ali' });
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'disputed', entries: [raised] }] });
  const amended = hers('d2', 'amended', { priority: 'high', description: 'Needs two people' }, ['d1']);
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'disputed', entries: [amended] }] });
  const amendedToo = his('d3', 'amended', { priority: 'medium', description: 'A chair is enough' }, ['d1']);
  await omar.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'disputed', entries: [amendedToo] }] });
  const other = hers('r1', 'raised', { ...place, bed: '2', kind: 'assistance', priority: 'medium' });
  const done = hers('r2', 'done', { outcome: 'Helped her back into bed' }, ['r1']);
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'refused', entries: [other, done] }] });
}

/** Salma raised a call of each of these kinds two hours and more ago, and nobody has accepted one; resolved when every step of who is asked next is recorded. */
export async function waitingForHours(ward: WardUnderTest, kinds: readonly string[]): Promise<void> {
  const salma = await signInByApi(ward, 'salma');
  const agoMs = Date.now() - 2.4 * 3_600_000;
  const raised = entriesBy(salma, () => agoMs);
  const docs = kinds.map((kind, at) => {
    const place = { wardId: '4B', roomId: `room-40${at + 1}`, room: `40${at + 1}`, bed: '1' };
    return { _id: `waits-${at}`, entries: [raised(`waits-${at}-0`, 'raised', { ...place, kind, priority: 'high' })] };
  });
  await salma.ask('/db/calls/_bulk_docs', { docs });
  for (let steps = 0; steps < kinds.length; )
    steps = (await callsOnServer(ward)).filter(({ entries }) => entries.length > 1).length;
}

/** Salma cancels the call, in knowledge of these entries. */
export async function closed(ward: WardUnderTest, call: string, after: readonly string[]): Promise<void> {
  const salma = await signInByApi(ward, 'salma');
  const entry = entriesBy(salma)(`${call}-closed`, 'cancelled', { reason: 'No longer needed' }, after);
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: call, entries: [entry] }] });
}

/** A room about which the administrator and the head nurse said different things while apart. */
export async function disputedRoom(ward: WardUnderTest): Promise<void> {
  const [adam, heba] = [await signInByApi(ward, 'adam', 'admin'), await signInByApi(ward, 'heba')];
  const seen = ['seed-room-404'];
  const amend = (caller: ApiCaller, id: string, type: string) =>
    caller.ask('/db/rooms/_bulk_docs', {
      docs: [{ _id: 'room-404', entries: [entriesBy(caller)(id, 'amended', { type }, seen)] }],
    });
  await amend(adam, 'room-a', 'surgery');
  await amend(heba, 'room-b', 'single');
}

/** Omar asks for a bed, for a patient by name, or by their document too; resolved when the server has confirmed it. */
export async function holdBed(
  ward: WardUnderTest,
  room: string,
  bed: string,
  patient: string,
  patientId?: string,
): Promise<void> {
  const omar = await signInByApi(ward, 'omar');
  const place = { wardId: '4B', roomId: `room-${room}`, room, bedId: `${room}-${bed}`, bed };
  const entry = entriesBy(omar)(`bed-${room}-${bed}`, 'claimed', {
    ...place,
    patient,
    ...(patientId !== undefined && { patientId }),
  });
  await omar.ask('/db/stays/_bulk_docs', { docs: [{ _id: `stay-${room}-${bed}`, entries: [entry] }] });
  for (let state = ''; state !== 'confirmed'; )
    ({ state } = await omar.ask<{ state: string }>(`/db/stays/stay-${room}-${bed}`));
}

/** Omar asks for a bed that somebody holds; resolved when the server has declined it. */
export async function claimTakenBed(ward: WardUnderTest, room: string, bed: string, patient: string): Promise<void> {
  const omar = await signInByApi(ward, 'omar');
  const place = { wardId: '4B', roomId: `room-${room}`, room, bedId: `${room}-${bed}`, bed };
  const entry = entriesBy(omar)(`late-${room}-${bed}`, 'claimed', { ...place, patient });
  await omar.ask('/db/stays/_bulk_docs', { docs: [{ _id: `late-${room}-${bed}`, entries: [entry] }] });
  for (let state = ''; state !== 'declined'; )
    ({ state } = await omar.ask<{ state: string }>(`/db/stays/late-${room}-${bed}`));
}
