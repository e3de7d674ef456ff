import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import {
  type Caller,
  codeOf,
  raise,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

/** A feed that is being read: what has come so far, and its end. */
interface Reading {
  readonly sent: ClientRequest;
  readonly response: IncomingMessage;
  readonly text: () => string;
  /** Resolves when this has come. */
  readonly until: (wanted: string) => Promise<void>;
  readonly ended: Promise<unknown>;
}

async function feed(server: UnderTest, who: Caller, query: string): Promise<Reading> {
  const sent = request(`${server.url}/db/calls/_changes?${query}`, {
    headers: { authorization: `Bearer ${who.token}`, 'accept-encoding': 'gzip' },
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  const told = new Set<() => void>();
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const tell of told) tell();
  });
  const ended = new Promise((over) => response.once('close', over));
  response.on('error', () => undefined); // a feed that is cut off
  const until = (wanted: string) =>
    new Promise<void>((there) => {
      const tell = () => {
        if (!text.includes(wanted)) return;
        told.delete(tell);
        there();
      };
      told.add(tell);
      tell();
    });
  return { sent, response, text: () => text, until, ended };
}

const raiseCall = (who: Caller, id: string) =>
  who.push([{ _id: id, entries: [who.entry('raised', { ...raise, wardId: who.session.wardId ?? '' })] }]);

async function peopleOf(server: UnderTest) {
  return { salma: await signIn(server, 'salma'), rania: await signIn(server, 'rania') };
}

test('longpoll: what is there at once, else the next change of the caller’s own, else nothing after the timeout', async () => {
  const server = await serverUnderTest();
  const { salma, rania } = await peopleOf(server);
  await raiseCall(salma, 'c1');
  const there = await feed(server, salma, 'feed=longpoll&since=0');
  await there.ended;
  expect(JSON.parse(there.text())).toMatchObject({ results: [{ id: 'c1' }], last_seq: 1, pending: 0 });
  const waiting = await feed(server, salma, 'feed=longpoll&since=now&heartbeat=100&include_docs=true');
  await waiting.until('\n\n'); // a sign of life
  await raiseCall(rania, 'of-another-ward');
  await raiseCall(salma, 'c2');
  await waiting.ended;
  expect(JSON.parse(waiting.text())).toMatchObject({ results: [{ id: 'c2', doc: { state: 'raised' } }] });
  expect(waiting.text()).not.toContain('of-another-ward');
  const inVain = await feed(server, salma, 'feed=longpoll&since=now&timeout=50');
  await inVain.ended;
  expect(JSON.parse(inVain.text())).toMatchObject({ results: [], pending: 0 });
});

test('continuous: row after row with signs of life between, until the limit or the timeout', async () => {
  const server = await serverUnderTest();
  const { salma, rania } = await peopleOf(server);
  const limited = await feed(server, salma, 'feed=continuous&heartbeat=100&limit=2');
  expect(limited.response.headers['content-encoding']).toBeUndefined();
  await raiseCall(salma, 'c1');
  await limited.until('"c1"');
  await raiseCall(rania, 'x1');
  await raiseCall(salma, 'c2');
  await limited.ended;
  const lines = limited.text().split('\n').filter(Boolean);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { id: 'c1' },
    { id: 'c2' },
    { last_seq: 3, pending: 0 },
  ]);
  const timed = await feed(server, salma, 'feed=continuous&since=now&timeout=50');
  await timed.ended;
  expect(JSON.parse(timed.text())).toEqual({ last_seq: 3, pending: 0 });
});

test('eventsource: events with their places, from the last one on', async () => {
  const server = await serverUnderTest();
  const { salma } = await peopleOf(server);
  for (const id of ['c1', 'c2']) await raiseCall(salma, id);
  const events = await feed(server, salma, 'feed=eventsource&heartbeat=100&last-event-id=1');
  expect(events.response.headers['content-type']).toContain('text/event-stream');
  await events.until('event: heartbeat');
  expect(events.text()).toMatch(/^data: \{"seq":2,"id":"c2".*\}\nid: 2\n\n/);
  events.sent.destroy();
});

test('a feed ends with its session, and when its caller may see something else', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const heba = await signIn(server, 'heba');
  const hers = await feed(server, salma, 'feed=continuous&heartbeat=1000');
  const theirs = await feed(server, heba, 'feed=continuous&heartbeat=1000');
  await server.sessions.end(salma.session.grant);
  await hers.ended;
  expect(server.open()).toMatchObject({ feeds: 1 });
  await server.sessions.move(heba.session.grant, '3A');
  await theirs.ended;
  await expect.poll(() => server.open()).toEqual({ feeds: 0, waiting: 0 });
  expect(await codeOf(await salma.request('/db/calls/_changes?feed=continuous'))).toMatch(/^401 /);
});

test('500 feeds that are opened and aborted leave nothing behind: no wait, no timer, no socket', async () => {
  const server = await serverUnderTest();
  const { salma } = await peopleOf(server);
  await raiseCall(salma, 'c1');
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const modes = ['feed=longpoll&since=now', 'feed=continuous', 'feed=eventsource', 'feed=continuous&timeout=60000'];
  for (let round = 0; round < 5; round += 1) {
    const opened = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        feed(server, salma, `${modes[n % 4]}&heartbeat=${n % 2 ? 60_000 : 'true'}`),
      ),
    );
    await expect.poll(() => server.open()).toEqual({ feeds: 100, waiting: 100 });
    for (const { sent } of opened) sent.destroy();
    await Promise.all(opened.map(({ ended }) => ended));
  }
  await expect.poll(() => server.open()).toEqual({ feeds: 0, waiting: 0 });
  // The sockets of HTTP keep a few timers of their own for a moment.
  await expect.poll(timers, { timeout: 15_000 }).toBeLessThanOrEqual(before + 10);
  await raiseCall(salma, 'c2');
  expect((await salma.request('/db/calls/c2')).status).toBe(200);
});

test('a server that stops ends its feeds instead of waiting for their readers', async () => {
  const server = await serverUnderTest();
  const { salma } = await peopleOf(server);
  const open = await feed(server, salma, 'feed=continuous&heartbeat=60000');
  await server.stop();
  await open.ended;
  expect(open.text()).toContain('"last_seq"');
});
