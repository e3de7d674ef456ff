import { keyFor } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { sealedDrafts } from './sealed-drafts.ts';
import { sealedSession } from './sealed-session.ts';

const kept = { session: nurse, token: 'a-token-of-twenty-two-chars', left: false };
const key = (fill: number) => keyFor('notes', new Uint8Array(32).fill(fill));

function storage() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  };
}

const readable = (...places: ReturnType<typeof storage>[]) => places.map(({ all }) => [...all.values()]).join();

test('a page that dies comes back with its person; a fresh window, or the next start, with the calls alone', async () => {
  const [window, profile] = [storage(), storage()];
  const session = await sealedSession(await key(1), { window, profile });
  session.write(kept);
  await session.written();
  expect(readable(window, profile)).not.toMatch(/token|grant/);
  expect((await sealedSession(await key(1), { window, profile })).read()).toEqual(kept);
  expect((await sealedSession(await key(1), { window: storage(), profile })).read()).toEqual({ ...kept, left: true });
});

test('a session that is over is nowhere, whatever was under way', async () => {
  const [window, profile] = [storage(), storage()];
  const session = await sealedSession(await key(1), { window, profile });
  session.write(kept);
  session.write(null);
  await session.written();
  expect(session.read()).toBeNull();
  expect(window.all.size + profile.all.size).toBe(0);
});

test('another key, and what an earlier program left readable, is nobody', async () => {
  const [window, profile] = [storage(), storage()];
  const session = await sealedSession(await key(1), { window, profile });
  session.write(kept);
  await session.written();
  expect((await sealedSession(await key(2), { window, profile })).read()).toBeNull();
  window.setItem('healthcare.session', JSON.stringify(kept));
  expect((await sealedSession(await key(1), { window, profile: storage() })).read()).toBeNull();
});

test('drafts are their person’s: another sees nothing, and the disk shows neither the words nor whose they are', async () => {
  const profile = storage();
  const drafts = sealedDrafts(profile, 'wk-1');
  drafts.become({ user: 'salma', key: await key(1) });
  drafts.write('half a sentence');
  await drafts.written();
  drafts.become({ user: 'omar', key: await key(2) });
  expect(await drafts.read()).toBeNull();
  drafts.write('of omar');
  await drafts.written();
  expect(readable(profile)).not.toMatch(/half|omar|salma/);
  const later = sealedDrafts(profile, 'wk-1');
  expect(await later.read()).toBeNull();
  later.become({ user: 'salma', key: await key(1) });
  expect(await later.read()).toBe('half a sentence');
  later.write(null);
  await later.written();
  expect(await later.read()).toBeNull();
});
