import type { KnownRefusal, Replica } from '@healthcare/replica';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { expect, test } from 'vitest';
import { wardOfTerminals } from './ward-of-terminals.ts';

const ward = wardOfTerminals();
const { terminalOf } = ward;

const raise = (room: string) =>
  ({ kind: 'raised', data: { kind: 'assistance', priority: 'low', wardId: '4B', roomId: room, room } }) as const;

function until<Value>(source: Observable<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(source.pipe(filter(holds)));
}

const live = ({ sync }: Replica) => until(sync, ({ link, unsent }) => link === 'live' && unsent === 0);

/** The refusal of what was done to this document, as soon as it is so. */
async function refusalOf(
  { refusals }: Replica,
  document: string,
  holds: (one: KnownRefusal) => boolean = () => true,
): Promise<KnownRefusal> {
  const is = (one: KnownRefusal) => one.document === document && holds(one);
  const list = await until(refusals, (all) => all.some(is));
  return list.find(is) as KnownRefusal;
}

/** The machine's date is ten days ahead while it is `wrong`: what is done then is refused. */
function wallClock() {
  const clock = { wrong: false, now: () => Date.now() + (clock.wrong ? 10 * 24 * 3_600_000 : 0) };
  return clock;
}

test('F4, F7: put aside while there is no server, also for the time after a restart; the server hears of it, and who did it', async () => {
  const clock = wallClock();
  const kept = { name: 'kept terminal', now: clock.now };
  const [a, b] = [await terminalOf('a', kept), await terminalOf('b')];
  const { session, token } = await a.signIn('salma');
  await b.signIn('rania');
  clock.wrong = true;
  await a.replica.shelves.calls.add('p1', raise('401'));
  const { id } = await refusalOf(a.replica, 'p1');
  clock.wrong = false;
  expect((await firstValueFrom(a.replica.sync)).link).not.toBe('live');
  expect(await refusalOf(b.replica, 'p1')).toMatchObject({ here: false, waits: true, scopes: ['ward:4B'] });
  expect((await firstValueFrom(b.replica.sync)).link).not.toBe('live'); // F7: it waits for the head of the ward too
  await ward.server.kill();
  await until(a.replica.sync, ({ link }) => link === 'disconnected');
  expect(await a.replica.dismissRefusal(id, 'told her in person')).toEqual({ ok: true });
  await refusalOf(a.replica, 'p1', ({ waits, untold }) => !waits && untold);
  await a.close();
  const again = await terminalOf('a', kept);
  await again.replica.begin(session, token);
  expect(await refusalOf(again.replica, 'p1')).toMatchObject({ waits: false, untold: true });
  await ward.server.start();
  await live(again.replica);
  await refusalOf(again.replica, 'p1', ({ untold }) => !untold);
  const [handling] = (await refusalOf(b.replica, 'p1', ({ waits }) => !waits)).handled;
  expect(handling).toMatchObject({ kind: 'dismissed', by: { user: 'salma' }, data: { note: 'told her in person' } });
});

test('F3, F6: sent again it takes the place of the refused one; when it stands both are handled, everywhere', async () => {
  const clock = wallClock();
  const [a, b] = [await terminalOf('a', { now: clock.now }), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('rania');
  await Promise.all([live(a.replica), live(b.replica)]);
  clock.wrong = true;
  await a.replica.shelves.calls.add('s1', raise('401'));
  const first = await refusalOf(a.replica, 's1');
  await until(a.replica.sync, ({ unsent }) => unsent === 0); // a refusal is kept before its entry leaves the document
  const tried = await a.replica.shelves.calls.add('s1', { ...raise('402'), instead: first.entry.id });
  expect(tried.ok).toBe(true);
  const second = await refusalOf(a.replica, 's1', ({ entry }) => entry.instead === first.entry.id);
  expect(await refusalOf(a.replica, 's1', ({ id }) => id === first.id)).toMatchObject({
    waits: true,
    again: 'refused',
  });
  await until(a.replica.sync, ({ refused }) => refused === 1);
  await until(a.replica.sync, ({ unsent }) => unsent === 0);
  clock.wrong = false;
  const added = await a.replica.shelves.calls.add('s1', { ...raise('402'), instead: second.entry.id });
  expect(added.ok).toBe(true);
  await live(a.replica);
  for (const { replica } of [a, b])
    for (const { id } of [first, second]) {
      const handled = await refusalOf(replica, 's1', (one) => one.id === id && !one.waits);
      expect(handled.handled).toMatchObject([{ kind: 'resent', by: { user: 'salma' } }]);
    }
});

test('F2: handled by the head of the ward at another terminal, it is handled where it was done; the next person there is told nothing of elsewhere', async () => {
  const clock = wallClock();
  const [a, b] = [await terminalOf('a', { now: clock.now }), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('rania');
  clock.wrong = true;
  await a.replica.shelves.calls.add('h1', raise('401'));
  clock.wrong = false;
  const { id } = await refusalOf(b.replica, 'h1');
  expect(await b.replica.dismissRefusal(id, 'she was tired')).toEqual({ ok: true });
  expect((await refusalOf(a.replica, 'h1', ({ waits }) => !waits)).handled).toMatchObject([{ by: { user: 'rania' } }]);
  await live(a.replica);
  b.replica.pause();
  expect(await firstValueFrom(b.replica.refusals)).toEqual([]);
  await b.signIn('omar');
  await live(b.replica);
  expect(await b.replica.dismissRefusal(id, 'not mine')).toMatchObject({
    ok: false,
    refusal: { code: 'right/missing' },
  });
});
