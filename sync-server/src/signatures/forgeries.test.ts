import { type Entry, stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import {
  type Answer,
  type Caller,
  password,
  raise,
  send,
  serverUnderTest,
  signIn,
} from '../../testing/server-under-test.ts';
import { newSigner } from '../../testing/signer.ts';

const C1 = { db: 'calls', document: 'c1' };
const codesOf = (answers: readonly Answer[]) => answers.flatMap(({ refused = [] }) => refused.map(({ code }) => code));

/** What is sent is sent as it is: nothing is signed on the way that has a signature already. */
async function pushed(who: Caller, entries: readonly Entry[], document = 'c1', db = 'calls') {
  return codesOf(await who.push([{ _id: document, entries }], db));
}

/** Salma's call as she signed it, not sent yet. */
async function signedCall() {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  return { server, salma, call: salma.signer.signed(C1, salma.entry('raised', raise)) };
}

test('G1 a signed entry stands, and stays as it was signed', async () => {
  const { salma, call } = await signedCall();
  expect(await pushed(salma, [call])).toEqual([]);
  const stored = (await (await salma.request('/db/calls/c1')).json()) as { readonly entries: readonly Entry[] };
  expect(stored.entries).toEqual([call]);
});

test('X11 G1 whatever is altered in a signed entry makes it nobody’s', async () => {
  const { salma, call } = await signedCall();
  const altered: readonly Partial<Entry>[] = [
    { id: 'another' },
    { kind: 'amended', data: { bed: '9' } },
    { at: stamp(Date.now() + 5, 0, 'test') },
    { data: { ...raise, priority: 'low' } },
    { after: ['an entry she never saw'] },
    { version: 1 },
    { instead: 'a refused one' },
  ];
  for (const part of altered) expect(await pushed(salma, [{ ...call, ...part }]), JSON.stringify(part)).not.toEqual([]);
  for (const part of altered.slice(0, 4))
    expect(await pushed(salma, [{ ...call, id: `x-${Object.keys(part)}`, ...part }])).toEqual([
      'entry/signature-wrong',
    ]);
  expect(await pushed(salma, [call])).toEqual([]);
});

test('G1 a signature that is cut off, changed, of something else or missing is none', async () => {
  const { salma, call } = await signedCall();
  const other = salma.signer.signed(C1, salma.entry('raised', raise));
  const { sig = '', ...bare } = call;
  const wrong = [sig.slice(0, -2), `${sig[0] === 'A' ? 'B' : 'A'}${sig.slice(1)}`, other.sig, 'A'.repeat(86)];
  for (const one of wrong) expect(await pushed(salma, [{ ...call, sig: one }]), one).toEqual(['entry/signature-wrong']);
  const again = { ...bare, id: 'unsigned', sig: undefined };
  expect(await pushed(salma, [again])).toEqual(['entry/unsigned']);
});

test('X11 G1 a signed entry is of its document and database only', async () => {
  const { salma, call } = await signedCall();
  expect(await pushed(salma, [call], 'c2')).toEqual(['entry/signature-wrong']);
  const { db } = C1;
  const asCall = salma.signer.signed({ db: 'stays', document: 'c1' }, { ...call, id: 'x', sig: undefined });
  expect(await pushed(salma, [asCall], 'c1', db)).toEqual(['entry/signature-wrong']);
});

test('X11 G2 nobody signs for a colleague: not with their own key, not with a key of nobody', async () => {
  const { server, salma } = await signedCall();
  const omar = await signIn(server, 'omar', { at: 'salma' });
  const inHisName = salma.entry('raised', raise, { by: omar.entry('seen').by });
  for (const signer of [salma.signer, newSigner()])
    expect(await pushed(salma, [signer.signed(C1, { ...inHisName, id: signer.publicKey })])).toEqual([
      'entry/signature-wrong',
    ]);
  const underHerGrant = { ...inHisName, by: { ...inHisName.by, grant: salma.session.grant } };
  expect(await pushed(salma, [salma.signer.signed(C1, underHerGrant)])).toEqual(['grant/unknown']);
});

test('G2 what another server has granted, or nobody, is unknown here', async () => {
  const { server, salma } = await signedCall();
  const elsewhere = await signIn(await serverUnderTest(), 'salma');
  const theirs = elsewhere.signer.signed(C1, elsewhere.entry('raised', raise));
  expect(await pushed(salma, [theirs])).toEqual(['grant/unknown']);
  for (const grant of ['server', 'seeded', '__proto__']) {
    const by = { ...salma.entry('seen').by, grant };
    const forged = salma.signer.signed(C1, salma.entry('raised', raise, { by }));
    expect(await pushed(salma, [forged]), grant).toEqual(['grant/unknown']);
  }
  expect(server.logged.join()).not.toContain(raise.roomId);
});

test('G3 an entry that names another workstation than its grant is refused', async () => {
  const { server, salma } = await signedCall();
  const omar = await signIn(server, 'omar', { at: 'elsewhere' });
  const by = { ...salma.entry('seen').by, workstation: omar.session.workstation };
  const forged = salma.signer.signed(C1, salma.entry('raised', raise, { by }));
  expect(await pushed(salma, [forged])).toEqual(['grant/other-workstation']);
});

const atMs = (ms: number) => ({ at: stamp(ms, 0, 'test') });
const HOUR = 3_600_000;

test('G3 a grant that has run out, or had not begun, signs nothing', async () => {
  const { server, salma, call } = await signedCall();
  const issued = Date.parse(salma.session.issuedAt);
  const made = (id: string, ms: number) => salma.signer.signed(C1, { ...call, id, sig: undefined, ...atMs(ms) });
  server.clock.ms += 60 * HOUR;
  const omar = await signIn(server, 'omar');
  expect(await pushed(omar, [made('late', issued + 37 * HOUR)])).toEqual(['grant/not-valid-then']);
  expect(await pushed(omar, [made('early', issued - 25 * HOUR)])).toEqual(['grant/not-valid-then']);
  expect(await pushed(omar, [made('in time', issued + 11 * HOUR)])).toEqual([]);
});

test('G3 G4 what was done before a grant was taken away stands, whoever brings it; what came after does not', async () => {
  const { server, salma, call } = await signedCall();
  server.clock.ms += 1000;
  await server.sessions.revoke(salma.session.grant);
  const after = salma.signer.signed(
    C1,
    salma.entry('amended', { bed: '9' }, { after: [call.id], ...atMs(server.clock.ms + 1) }),
  );
  const omar = await signIn(server, 'omar', { at: 'elsewhere' });
  expect(await pushed(omar, [call, after])).toEqual(['grant/revoked']);
  expect(await callIn(omar)).toMatchObject({ raisedBy: 'salma' });
});

test('G3 a role that was lost before the act does not allow it; before that it did', async () => {
  const { server, salma, call } = await signedCall();
  server.clock.ms += 1000;
  const lostMs = server.clock.ms;
  await server.sessions.assign('salma', { role: 'pharmacist', wards: [] });
  const late = salma.signer.signed(C1, salma.entry('seen', {}, { after: [call.id], ...atMs(lostMs + 1) }));
  const omar = await signIn(server, 'omar');
  expect(await pushed(omar, [call, late])).toEqual(['right/missing']);
});

test('X11 G1 entries in another order, cut off at either end, or signed anew by somebody else change nothing of what stands', async () => {
  const { server, salma, call } = await signedCall();
  const seen = salma.signer.signed(C1, salma.entry('seen', {}, { after: [call.id] }));
  const taken = salma.signer.signed(C1, salma.entry('accepted', {}, { after: [seen.id] }));
  expect(await pushed(salma, [taken], 'c1')).toEqual(['entry/unknown-predecessor']);
  const again = salma.signer.signed(C1, salma.entry('accepted', {}, { after: [seen.id] }));
  expect(await pushed(salma, [again, seen, call])).toEqual([]);
  const before = await callIn(salma);
  const omar = await signIn(server, 'omar', { at: 'salma' });
  const resigned = omar.signer.signed(C1, { ...call, by: omar.entry('seen').by, sig: undefined });
  expect(await pushed(omar, [resigned])).toEqual(['entry/altered']);
  expect(await pushed(salma, [{ ...call, sig: undefined }])).toEqual(['entry/altered']);
  expect(await pushed(salma, [seen])).toEqual([]);
  expect(await callIn(salma)).toEqual(before);
});

test('G5 a peer that comes by password reads; what it writes counts from the key on that it gives, once', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const authorization = `Basic ${Buffer.from(`01000000001:${password}`).toString('base64')}`;
  const asked = (path: string, method: string, body?: object) =>
    fetch(server.url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const { session } = (await (await asked('/db/_session', 'GET')).json()) as {
    readonly session: { readonly grant: string; readonly workstation: string };
  };
  const by = { user: 'salma', grant: session.grant, workstation: session.workstation };
  const write = async (entry: Entry) =>
    codesOf(
      (await (
        await asked('/db/calls/_bulk_docs', 'POST', { docs: [{ _id: 'c1', entries: [entry] }] })
      ).json()) as readonly Answer[],
    );
  expect((await asked('/db/calls/_changes', 'GET')).status).toBe(200);
  expect(await write(salma.entry('raised', raise, { by }))).toEqual(['entry/unsigned']);
  const signer = newSigner();
  const given = await asked('/api/session/key', 'PUT', { publicKey: signer.publicKey });
  expect(((await given.json()) as { readonly signedGrant: string }).signedGrant.split('.')).toHaveLength(3);
  expect((await asked('/api/session/key', 'PUT', { publicKey: newSigner().publicKey })).status).toBe(409);
  expect(await write(signer.signed(C1, salma.entry('raised', raise, { by })))).toEqual([]);
  const key = { publicKey: newSigner().publicKey };
  expect((await send(server.url, '/api/session/key', { method: 'PUT', body: key })).status).toBe(401);
  expect((await salma.request('/api/session/key', { method: 'PUT', body: key })).status).toBe(409);
});

test('G5 a workstation of an older program works on as before; from elsewhere what it did not sign is not taken', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma', { publicKey: undefined as unknown as string });
  const omar = await signIn(server, 'omar');
  const push = async (who: Caller, entry: Entry) => {
    const docs = [{ _id: entry.id, entries: [{ ...entry, sig: undefined }] }];
    return codesOf(
      (await (
        await who.request('/db/calls/_bulk_docs', { method: 'POST', body: { docs } })
      ).json()) as readonly Answer[],
    );
  };
  expect(await push(omar, salma.entry('raised', raise))).toEqual(['grant/other-workstation']);
  expect(await push(salma, salma.entry('raised', raise))).toEqual([]);
});

test('G2 a key that is no point of the curve signs nothing', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma', { publicKey: '_'.repeat(43) });
  expect(await pushed(salma, [salma.entry('raised', raise)])).toEqual(['entry/signature-wrong']);
});

test('G7 what the server says by itself is signed by it, and nobody else is the server', async () => {
  const { salma, server } = await signedCall();
  const by = { user: 'server', grant: 'server', workstation: 'server' };
  const forged = salma.signer.signed(C1, salma.entry('raised', raise, { by }));
  expect(await pushed(salma, [forged])).toEqual(['grant/unknown']);
  expect(server.signatures.publicKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

async function callIn(who: Caller): Promise<object> {
  return (await (await who.request('/db/calls/c1')).json()) as object;
}
