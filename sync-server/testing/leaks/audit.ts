import { type ActingRole, type AggregateName, allAggregates, rightOf } from '@healthcare/domain';
import { livePath } from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';
import { type Caller, lineAuth, type UnderTest } from '../server-under-test.ts';
import { apiListings, apiNamings, REFUSED_ELSEWHERE } from './api-requests.ts';
import { diaries } from './diaries.ts';
import { type About, type Asked, chunkNamings, elsewhere, listings, namings } from './requests.ts';
import { chunkOf, type Secret, secretsFor, seedOf } from './secrets.ts';

/** Something that came to somebody who may not have it. */
export interface Leak {
  readonly caller: string;
  readonly request: string;
  readonly what: string;
}

/** Who asks, and what they may hold by the rules: worked out in the test and not asked of the server. */
export interface Auditor {
  readonly name: string;
  readonly caller: Caller;
  readonly scopes: readonly string[];
}

/** A caller who may hold what nobody else may: when they have been told, it has been published. */
export interface Elsewhere {
  readonly caller: Caller;
  readonly ward: string;
  readonly person: string;
}

export interface Ground {
  readonly wards: readonly string[];
  readonly people: readonly string[];
  readonly beyond: Elsewhere;
}

/** What an audit found, and the requests that were answered with a success: those that are open at all. */
export interface Found {
  readonly leaks: readonly Leak[];
  readonly open: ReadonlySet<string>;
}

type Db = AggregateName | 'diaries';
/** Every kind of data that there is: a new one is asked for at once. */
const dbs = [...allAggregates.keys(), 'diaries'] as readonly Db[];
/** Requests under way at once: feeds wait, so that one after another would take minutes. */
const AT_ONCE = 12;

/**
 * Asks the server for everything, as everybody: what is told of documents that the caller may not hold, by word or id; what is
 * answered otherwise when there are more of them; and whether one that is named looks other than one that never was.
 */
export async function auditOf(server: UnderTest, auditors: readonly Auditor[], ground: Ground): Promise<Found> {
  const { wards, people, beyond } = ground;
  const first = secretsFor('1', [...wards, beyond.ward], [...people, beyond.person]);
  await server.seed({ accounts: [], ...seedOf(first) });
  await filesOf([...auditors, beyond], first, server.url);
  await attachmentsOf([...auditors, beyond], first);
  const refused = await Promise.all(auditors.map((auditor) => refusedActOf(auditor)));
  await refusedActOf(beyond, REFUSED_ELSEWHERE);
  const notes = await Promise.all(auditors.map((auditor) => noteOf(auditor)));
  const live = await heardWhile(server, auditors, ground);
  const before = await Promise.all(auditors.map((auditor) => everythingOf(auditor, server.paths)));
  const seen = auditors.flatMap((auditor, at) => [
    ...marksIn(auditor, before[at] ?? [], first),
    ...refusalsIn(auditor, before[at] ?? [], refused),
    ...marksIn(auditor, before[at] ?? [], notes),
  ]);
  await server.seed({ accounts: [], ...seedOf(secretsBeyond('4', beyond)) });
  const after = await Promise.all(auditors.map((auditor) => everythingOf(auditor, server.paths)));
  const counted = auditors.flatMap((auditor, at) => differences(auditor, before[at] ?? [], after[at] ?? []));
  const revs = await revisionsOf(auditors, first);
  const named = await Promise.all(
    auditors.map((auditor) => tellingApart(auditor, { secrets: first, revs, paths: server.paths })),
  );
  const open = [...before.flat(), ...named.flatMap(({ asked }) => asked)].filter(({ text }) => /^\[2/.test(text));
  return {
    leaks: [...live, ...seen, ...counted, ...named.flatMap(({ leaks }) => leaks)],
    open: new Set(open.map(({ request }) => request)),
  };
}

/** What everybody holds who works in the house, and what administrators review and decide of all wards. */
const ofTheHouse = ['staff', 'reviews', 'wards'];

/** Documents of the one ward and person that no auditor has anything to do with. */
function secretsBeyond(round: string, { ward, person }: Elsewhere): readonly Secret[] {
  return secretsFor(round, [ward], [person]).filter(({ scopes }) => !ofTheHouse.some((key) => scopes.includes(key)));
}

interface Answered {
  readonly request: string;
  readonly text: string;
  readonly varies?: boolean | undefined;
}

async function everythingOf({ caller }: Auditor, paths: readonly string[]): Promise<readonly Answered[]> {
  const ofDatabases = dbs.flatMap((db) => listings(db).map((asked) => ({ asked, request: `${asked.name} of ${db}` })));
  const others = [...elsewhere, ...apiListings(paths)].map((asked) => ({ asked, request: asked.name }));
  return inParts([...ofDatabases, ...others], async ({ asked, request }) => ({
    request,
    text: await answerTo(caller, asked),
    varies: asked.varies,
  }));
}

type Marked = Pick<Secret, 'mark' | 'scopes'>;

/** Words and ids of documents that are not the caller's. */
function marksIn({ name, scopes }: Auditor, answers: readonly Answered[], secrets: readonly Marked[]): readonly Leak[] {
  const others = secrets.filter((secret) => !mayHold(scopes, secret));
  return others.flatMap(({ mark }) => tellersOf(mark, name, answers));
}

function mayHold(scopes: readonly string[], secret: Pick<Secret, 'scopes'>): boolean {
  return secret.scopes.some((key) => scopes.includes(key));
}

function tellersOf(mark: string, caller: string, answers: readonly Answered[]): readonly Leak[] {
  const asAttached = Buffer.from(JSON.stringify(mark)).toString('base64');
  const telling = answers.filter(({ text }) => text.includes(mark) || text.includes(asAttached));
  return telling.map(({ request }) => ({ caller, request, what: `tells ${mark}` }));
}

/** A checkpoint of a replicator, which is for the person who keeps it. */
async function noteOf({ caller }: Auditor): Promise<Marked> {
  const { user } = caller.session;
  const mark = `zq1note${user}`;
  const body = { last_seq: mark };
  for (const db of dbs) await caller.request(`/db/${db}/_local/checkpoint`, { method: 'PUT', body });
  return { mark, scopes: [`user:${user}`] };
}

/** The files of the records, sent by somebody of the ward. */
async function filesOf(
  holders: readonly Pick<Auditor, 'caller'>[],
  secrets: readonly Secret[],
  url: string,
): Promise<void> {
  for (const { id, mark, ...secret } of secrets.filter(({ db }) => db === 'records')) {
    const holder = holders.find(({ caller }) => mayHold(caller.session.scopes, secret));
    if (!holder) throw new Error(`nobody holds ${id}`);
    const { token, station } = holder.caller;
    const [method, path] = ['PUT', `/db/files/${encodeURIComponent(`${id}:0`)}/chunk`];
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      ...station?.prove({ method, path, token }),
    };
    const answer = await fetch(url + path, { method, headers, body: new Uint8Array(chunkOf(mark)) });
    if (answer.status !== 201) throw new Error(`not taken: ${answer.status} ${await answer.text()}`);
  }
}

/** Only who may do anything at all to a kind of document may attach to it. */
function mayDoAnything(db: string, role: ActingRole): boolean {
  const rights = (db === 'diaries' ? diaries : allAggregates.get(db))?.rights ?? {};
  return Object.keys(rights).some((kind) => rightOf(rights, kind, role) !== 'no');
}

/** Something attached to every document that anybody may hold, by somebody who may attach to it. */
async function attachmentsOf(holders: readonly Pick<Auditor, 'caller'>[], secrets: readonly Secret[]): Promise<void> {
  for (const { db, id, mark, scopes } of secrets) {
    const those = holders.filter(
      ({ caller: { session } }) => mayHold(session.scopes, { scopes }) && mayDoAnything(db, session.role),
    );
    const answers: number[] = [];
    for (const { caller } of those) {
      if (answers.includes(201)) break;
      const { _rev: rev } = (await (await caller.request(`/db/${db}/${id}`)).json()) as { readonly _rev: string };
      const put = await caller.request(`/db/${db}/${id}/file?rev=${rev}`, { method: 'PUT', body: mark });
      answers.push(put.status);
    }
    if (those.length > 0 && !answers.includes(201)) throw new Error(`nothing attached to ${id}: ${answers}`);
  }
}

/** An act that is refused and kept, with words of its own. */
interface RefusedAct {
  readonly mark: string;
  readonly by: string;
  readonly ward: string;
}

async function refusedActOf({ caller }: Pick<Auditor, 'caller'>, id?: string): Promise<RefusedAct> {
  const { user, wardId } = caller.session;
  const act = { mark: `zq1refusal${user}`, by: user, ward: wardId ?? '4B' };
  const data = { kind: 'nonsense', priority: 'low', wardId: act.ward, roomId: 'r', room: 'r', patient: act.mark };
  const [answer] = await caller.push([
    { _id: `refused-${user}`, entries: [caller.entry('raised', data, id ? { id } : {})] },
  ]);
  if (answer?.refused?.length !== 1) throw new Error(`not refused: ${JSON.stringify(answer)}`);
  return act;
}

/** A refusal is for its author, for administrators, and for the heads of its ward. */
function refusalsIn(
  { name, caller, scopes }: Auditor,
  answers: readonly Answered[],
  acts: readonly RefusedAct[],
): readonly Leak[] {
  const { user, role } = caller.session;
  const isHeadOf = (ward: string) => role.startsWith('head') && scopes.includes(`ward:${ward}`);
  const others = acts.filter(({ by, ward }) => by !== user && role !== 'admin' && !isHeadOf(ward));
  return others.flatMap(({ mark }) => tellersOf(mark, name, answers));
}

/** Documents of others came in between: whatever says something else now tells of them, be it a count. Rooms are nobody's others to the desks. */
function differences(
  { name, scopes }: Auditor,
  before: readonly Answered[],
  after: readonly Answered[],
): readonly Leak[] {
  return before.flatMap(({ request, text, varies }, at) => {
    const now = after[at]?.text ?? '';
    const isOwn = scopes.includes('rooms') && request.endsWith(' of rooms');
    return now === text || varies || isOwn
      ? []
      : [{ caller: name, request, what: `tells how much there is: ${apart(text, now)}` }];
  });
}

/** Where two texts part. */
function apart(one: string, other: string): string {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  const from = Math.max(0, at - 20);
  return `${one.slice(from, at + 60)} | ${other.slice(from, at + 60)}`;
}

/** What somebody may have heard of: documents by id, their revisions, and every route there is. */
interface Guesses {
  readonly secrets: readonly Secret[];
  readonly revs: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
}

/** What is somebody else's has to look like what never was. */
async function tellingApart(
  { name, caller, scopes }: Auditor,
  { secrets, revs, paths }: Guesses,
): Promise<{ readonly leaks: readonly Leak[]; readonly asked: readonly Answered[] }> {
  const pairs = dbs.flatMap((db) => {
    const theirs = secrets.find((secret) => secret.db === db && !mayHold(scopes, secret));
    return theirs ? pairsFor(caller, { db, id: theirs.id, rev: revs.get(theirs.id) ?? GUESSED }) : [];
  });
  const answers = await inParts(
    [...pairs, ...apiNamings(paths, caller)],
    async ({ request, there, nowhere, id, never }) => ({
      request,
      text: (await answerTo(caller, there)).replaceAll(id, '<id>'),
      nothing: (await answerTo(caller, nowhere)).replaceAll(never, '<id>'),
    }),
  );
  const leaks = answers
    .filter(({ text, nothing }) => text !== nothing)
    .map(({ request, text, nothing }) => ({
      caller: name,
      request,
      what: `tells it is there: ${apart(text, nothing)}`,
    }));
  return { leaks, asked: answers };
}

const GUESSED = '1-0123456789abcdef0123456789abcdef';

/** Each request about a document, and the same about one of a name as long that there never was. */
function pairsFor(caller: Caller, about: About & { readonly db: Db }) {
  const { db, id } = about;
  const never = id.replace('zq', 'zx');
  const requests = (one: string) => [
    ...namings({ ...about, id: one }),
    acting(caller, db, one),
    ...(db === 'records' ? chunkNamings(one) : []),
  ];
  const nowhere = requests(never);
  return requests(id).map((there, at) => ({
    request: `${there.name} in ${db}`,
    there,
    nowhere: nowhere[at] ?? there,
    id,
    never,
  }));
}

const acts: Readonly<Record<Db, { readonly kind: string; readonly data: object }>> = {
  staff: { kind: 'wentOnDuty', data: {} },
  rooms: { kind: 'amended', data: { name: 'x' } },
  calls: { kind: 'seen', data: {} },
  stays: { kind: 'withdrawn', data: { reason: 'a guess' } },
  records: { kind: 'removed', data: { reason: 'a guess' } },
  patients: { kind: 'amended', data: { address: 'a guess' } },
  handovers: { kind: 'noted', data: { subject: { is: 'ward', label: 'x' }, text: 'a guess' } },
  // Nothing is ever done to one; to make one under a guessed id is an opening of one's own.
  openings: { kind: 'unknown', data: {} },
  emergencies: { kind: 'reviewed', data: { finding: 'justified' } },
  wards: { kind: 'amended', data: { primaryStation: 'a-guess' } },
  diaries: { kind: 'unknown', data: {} },
};

/** An entry of the caller's on a document they cannot know. */
function acting(caller: Caller, db: Db, id: string): Asked {
  const { kind, data } = acts[db];
  const entry = caller.entry(kind, data as Record<string, unknown>, { id: `act-on-${id}` });
  const path = `/db/${db}/_bulk_docs`;
  return { name: 'POST an entry', method: 'POST', path, body: { docs: [{ _id: id, entries: [entry] }] } };
}

/** What came over the live lines while documents of somebody else were written. */
async function heardWhile(
  server: UnderTest,
  auditors: readonly Auditor[],
  { people, beyond }: Ground,
): Promise<readonly Leak[]> {
  const lines = await Promise.all(auditors.map(({ caller }) => lineOf(server, caller)));
  const theirs = await lineOf(server, beyond.caller);
  const others = secretsBeyond('2', beyond);
  await server.seed({ accounts: [], ...seedOf(others) });
  const told = others.filter((one) => mayHold(beyond.caller.session.scopes, one)); // openings are told to nobody
  await Promise.all(told.map(({ mark }) => theirs.hears(mark)));
  // Published to everybody at once, and a line is in order: what comes after is behind it.
  const own = secretsFor('3', [], people).filter(({ db }) => db === 'diaries');
  await server.seed({ accounts: [], ...seedOf(own) });
  const markOf = (user: string) => own.find(({ scopes }) => scopes.includes(`user:${user}`))?.mark ?? '';
  await Promise.all(auditors.map(({ caller }, at) => lines[at]?.hears(markOf(caller.session.user))));
  for (const line of [...lines, theirs]) line.close();
  return auditors.flatMap((auditor, at) =>
    marksIn(auditor, [{ request: 'the live line', text: lines[at]?.text() ?? '' }], [...others, ...own]),
  );
}

/** A live line, and all that has come over it. */
async function lineOf(server: UnderTest, caller: Caller) {
  const options = { path: livePath, transports: ['websocket'], forceNew: true, reconnection: false };
  const socket: Socket = io(server.url, { ...options, auth: lineAuth(caller) });
  let text = '';
  let listening: readonly (() => void)[] = [];
  socket.onAny((...message: unknown[]) => {
    text += JSON.stringify(message);
    for (const listen of listening) listen();
  });
  await new Promise<void>((connected) => void socket.once('connect', connected));
  return {
    text: () => text,
    hears: (mark: string) =>
      new Promise<void>((heard) => {
        const listen = () => void (text.includes(mark) && heard());
        listening = [...listening, listen];
        listen();
      }),
    close: () => void socket.disconnect(),
  };
}

/** Status, headers and body; without what names this one answer (date, tag of the content). */
async function answerTo(caller: Caller, { method, path, body }: Asked): Promise<string> {
  const response = await caller.request(path, { method, body });
  const headers = [...response.headers].filter(([name]) => !sameForAll.has(name));
  return JSON.stringify([response.status, Object.fromEntries(headers), await response.text()]);
}

/** Headers that say nothing about the content, or (tags) repeat what the body says. */
const sameForAll = new Set([
  'connection',
  'content-security-policy',
  'date',
  'etag',
  'keep-alive',
  'permissions-policy',
]);

/** The revisions of documents, as far as one of these callers may know them: a guess has to be as good as it can be. */
async function revisionsOf(
  auditors: readonly Auditor[],
  secrets: readonly Secret[],
): Promise<ReadonlyMap<string, string>> {
  const found = await inParts(secrets, async ({ db, id, scopes: keys }) => {
    const holder = auditors.find(({ scopes }) => mayHold(scopes, { scopes: keys }));
    const answer = await holder?.caller.request(`/db/${db}/${id}`);
    return answer?.ok ? ([[id, ((await answer.json()) as { readonly _rev: string })._rev]] as const) : [];
  });
  return new Map(found.flat());
}

/** The work for each, so many at a time; the results in order. */
async function inParts<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.map((item, at) => ({ item, at })).reverse();
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) results[next.at] = await work(next.item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
