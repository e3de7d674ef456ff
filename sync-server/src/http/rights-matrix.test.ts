import {
  type AggregateName,
  aggregates,
  covers,
  type Entries,
  type Entry,
  readers,
  rightOf,
  rightsTable,
  roles,
  serverAuthor,
  serverRights,
  stamp,
} from '@healthcare/domain';
import { livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Deed, examples, type Scene, type StandingName, standings } from '../../testing/rights/examples.ts';
import { atWork, homeWard, onePerRole, otherWard, places, seated } from '../../testing/rights/people.ts';
import { type Answer, type Caller, send, serverUnderTest, type UnderTest } from '../../testing/server-under-test.ts';
import { routeRights } from './route-rights.ts';

// Some thousand requests on a machine that others use too.
vi.setConfig({ testTimeout: 120_000 });

const names = Object.keys(aggregates) as readonly AggregateName[];
const entryRows = rightsTable.filter(({ doing }) => doing === 'entry');

interface Try {
  readonly area: string;
  readonly act: string;
  readonly standing: StandingName;
  readonly document: Entries;
  readonly entry: Entry;
}

/** Each kind of entry in each standing, for this caller. */
function triesOf(area: AggregateName, { session, entry }: Pick<Caller, 'session' | 'entry'>): readonly Try[] {
  return entryRows
    .filter((row) => row.area === area)
    .flatMap(({ act }) =>
      standings
        .filter((standing) => (examples[area][act]?.standings ?? standings).includes(standing))
        .map((standing): Try => {
          const ward = standing === 'other' ? otherWard : homeWard;
          const unique = `${session.role}-${area}-${act}-${standing}`;
          const scene: Scene = { me: session.user, role: session.role, colleague: `of${ward}`, ward, standing, unique };
          const example = examples[area][act] ?? {};
          const past = pastOf(area, unique, example.before?.(scene) ?? []);
          const data = withIds(example.data?.(scene) ?? {}, unique);
          const newest = past.filter(({ id }) => !past.some(({ after }) => after.includes(id))).map(({ id }) => id);
          return {
            area,
            act,
            standing,
            document: { id: unique, entries: past },
            entry: entry(act, data, { after: newest }),
          };
        }),
    );
}

function pastOf(area: AggregateName, unique: string, deeds: readonly Deed[]): readonly Entry[] {
  return deeds.map(({ kind, by, data = {}, after }, at): Entry => {
    const before = (after ?? (at > 0 ? [at - 1] : [])).map((one) => `${unique}-${one}`);
    const signer = { user: by, grant: 'seeded', workstation: 'wk-seeded' };
    return {
      id: `${unique}-${at}`,
      kind,
      at: stamp(Date.UTC(2026, 0, 5) + at, 0, 'wk'),
      ...(aggregates[area].version > 0 && { version: aggregates[area].version }),
      by: signer,
      after: before,
      data: withIds(data, unique),
    };
  });
}

/** An entry that names another one names it by its place in the example. */
function withIds(data: Entry['data'], unique: string): Entry['data'] {
  const named = ['claim', 'allergy', 'request', 'point'].filter((name) => name in data);
  const lists = ['points'].filter((name) => name in data);
  return {
    ...data,
    ...Object.fromEntries(named.map((name) => [name, `${unique}-${data[name]}`])),
    ...Object.fromEntries(
      lists.map((name) => [name, (data[name] as readonly string[]).map((at) => `${unique}-${at}`)]),
    ),
  };
}

/** Whoever did something in the past might do it then. */
async function seedAll(server: UnderTest, area: string, documents: readonly Entries[], me: string): Promise<void> {
  const nurse = (user: string, ward: string) => ({ user, role: 'nurse', wards: [ward] }) as const;
  const people = [
    nurse(`of${homeWard}`, homeWard),
    nurse(`of${otherWard}`, otherWard),
    nurse('ofelsewhere', 'elsewhere'),
    nurse(me, homeWard),
    serverAuthor,
  ];
  await server.seed({
    accounts: [],
    people,
    documents: { [area]: documents.filter(({ entries }) => entries.length > 0) },
  });
}

test('R2 every kind of entry has an example, and no example is for a kind that is not there', () => {
  for (const area of names)
    expect(Object.keys(examples[area]).sort(), area).toEqual(Object.keys(aggregates[area].entries).sort());
});

test.each(roles)('R1, R3 %s: every kind of entry, of what is theirs, of their ward, and of another', async (role) => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 1_000_000 });
  const account = (await onePerRole(server)).get(role);
  if (!account) throw new Error(role);
  const caller = await atWork(server, account, { inFull: true });
  const wrong: string[] = [];
  for (const area of names) {
    const tries = triesOf(area, caller);
    await seedAll(
      server,
      area,
      tries.map(({ document }) => document),
      account._id,
    );
    const docs = tries.map(({ document, entry }) => ({ _id: document.id, entries: [entry] }));
    const answer = await caller.request(`/db/${area}/_bulk_docs`, { method: 'POST', body: { docs } });
    const answers = (await answer.json()) as readonly Answer[];
    for (const [at, { act, standing }] of tries.entries()) {
      const right = rightOf(aggregates[area].rights, act, role);
      const may = covers(right, { own: standing === 'own', ward: standing !== 'other' });
      const found = answers[at]?.refused?.map(({ code }) => code).join() ?? `no answer: ${JSON.stringify(answers[at])}`;
      if (found !== (may ? '' : 'right/missing'))
        wrong.push(`${area}/${act} ${standing} (${right}): ${found || 'accepted'}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('R5 everybody is given what their row says, by request and by the live line, and nothing else', async () => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 1_000_000 });
  const sat = await Promise.all(
    [...(await onePerRole(server)).values()].flatMap((account) =>
      places.map(async (place) => ({ role: account.role, caller: await seated(server, account, place) })),
    ),
  );
  const seats = await Promise.all(
    sat.flatMap(({ role, caller }) =>
      caller ? [lineOf(server, caller.token).then((line) => ({ role, caller, line }))] : [],
    ),
  );
  for (const area of names)
    await seedAll(
      server,
      area,
      [homeWard, otherWard].map((ward) => documentIn(area, ward)),
      'me',
    );
  await Promise.all(seats.map(({ line }) => line.quiet()));
  const wrong: string[] = [];
  for (const role of roles)
    for (const area of names)
      for (const ward of [homeWard, otherWard]) {
        const theirs = seats.filter((seat) => seat.role === role);
        const id = `${area}-${ward}`;
        const right = rightOf(readers, area, role);
        const may = covers(right, { own: false, ward: ward === homeWard });
        const asked = await Promise.all(theirs.map(({ caller }) => caller.request(`/db/${area}/${id}`)));
        const found = {
          request: asked.some(({ status }) => status === 200),
          line: theirs.some(({ line }) => line.heard.has(`${area} ${id}`)),
        };
        if (found.request !== may) wrong.push(`${role} ${area} of ${ward} (${right}) by request: ${found.request}`);
        if (found.line !== may) wrong.push(`${role} ${area} of ${ward} (${right}) by the live line: ${found.line}`);
      }
  expect(wrong).toEqual([]);
});

/** A document of this ward, made by the first example that begins one. */
function documentIn(area: AggregateName, ward: string): Entries {
  const [act, example] = Object.entries(examples[area])[0] ?? ['', {}];
  const scene: Scene = {
    me: 'me',
    role: 'nurse',
    colleague: `of${ward}`,
    ward,
    standing: 'ward',
    unique: `${area}-${ward}`,
  };
  const by = ['staff', 'rooms', 'wards'].includes(area) ? 'office' : scene.colleague;
  return {
    id: scene.unique,
    entries: pastOf(area, scene.unique, [{ kind: act, by, data: example.data?.(scene) ?? {} }]),
  };
}

/** Hears everything that comes down a live line. */
async function lineOf({ url }: UnderTest, token: string) {
  const socket = io(url, { path: livePath, transports: ['websocket'], auth: { token }, reconnection: false });
  onTestFinished(() => void socket.disconnect());
  const heard = new Set<string>();
  socket.on('changes', ({ db, rows }: { db: string; rows: readonly { id: string; doc?: object }[] }) => {
    for (const { id, doc } of rows) if (doc) heard.add(`${db} ${id}`);
  });
  await new Promise((told) => socket.once('session', told));
  const nextPing = () => new Promise((came) => socket.io.once('ping', () => came(undefined)));
  return {
    heard,
    /** Whatever was on its way has come before the second ping: the server writes both to the same line. */
    async quiet(): Promise<void> {
      await nextPing();
      await nextPing();
    },
  };
}

const routes = Object.entries(routeRights).map(([route, act]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path: path.replace(':name', 'calls').replace(/:\w+/g, 'omar') || '/', act };
});

test('R2 every route that the running server answers has a row, and no row is for a route that is not there', async () => {
  const { paths } = await serverUnderTest();
  expect(paths.filter((path) => !(path in routeRights))).toEqual([]);
  expect(Object.keys(routeRights).filter((route) => !paths.includes(route))).toEqual([]);
});

test('R2 what has no row is answered as if it were not there, whatever stands behind it', async () => {
  const server = await serverUnderTest();
  const adam = await atWork(server, (await onePerRole(server)).get('admin') as never);
  for (const [method, path] of [
    ['PATCH', '/api/session'],
    ['GET', '/api'],
    ['GET', '/api/accounts'],
    ['GET', '/api//refusals'],
    ['GET', '/api/account/../refusals/x/handled'],
  ] as const)
    expect((await adam.request(path, { method })).status, `${method} ${path}`).toBe(404);
});

test.each(roles)('X9 R1 %s: every route, by its act', async (role) => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 1_000_000 });
  const account = (await onePerRole(server)).get(role);
  if (!account) throw new Error(role);
  for (const { route, method, path, act } of routes) {
    const { request } = await atWork(server, account); // Some of them end the session that asks.
    const answer = await request(path, { method });
    const code = answer.status === 403 ? ((await answer.json()) as { readonly code: string }).code : '';
    expect(code === 'right/missing', `${route} (${act})`).toBe(rightOf(serverRights, act, role) === 'no');
  }
});

test('R1 without a session, nothing but what is open to strangers', async () => {
  const server = await serverUnderTest();
  const open = new Set(rightsTable.filter(({ strangers }) => strangers).map(({ act }) => act));
  for (const { route, method, path, act } of routes) {
    const { status } = await send(server.url, path, { method });
    if (open.has(act)) expect([200, 400, 404, 409, 410], route).toContain(status);
    else expect(status, route).toBe(401);
  }
});
