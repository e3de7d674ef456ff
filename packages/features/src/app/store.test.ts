import { expect, test, vi } from 'vitest';
import { newDraft, raiseBegun, raiseDropped, reasonChanged } from '../calls/index.ts';
import { beforeOf, began, ended, left, overOf, resumed, sessionOf } from '../session/index.ts';
import { nurse, quietSync, workstationForTests } from './replica-for-tests.ts';
import { makeStore } from './store.ts';

test('signing in begins the replica, and a reload goes on as the same person', async () => {
  const desk = workstationForTests();
  await makeStore(desk.ports).dispatch(began({ session: nurse, token: 'token' }));
  expect(desk.told).toEqual(['begin n1 token']);
  const reloaded = makeStore(desk.ports);
  await reloaded.dispatch(resumed());
  expect(sessionOf(reloaded.getState())).toEqual(nurse);
  expect(desk.told).toEqual(['begin n1 token', 'begin n1 token']);
});

test('switching user: nothing of the person stays, and calls go on coming in also after a reload', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  store.dispatch(raiseBegun(newDraft(() => 'id')));
  store.dispatch(reasonChanged({ of: 'cancelled/a', text: 'private' }));
  store.dispatch(left());
  expect(sessionOf(store.getState())).toBeNull();
  expect(store.getState().drafts).toEqual({ raise: null, reasons: {} });
  expect(desk.told).toEqual(['begin n1 token', 'pause', 'switched']);
  const reloaded = makeStore(desk.ports);
  await reloaded.dispatch(resumed());
  expect(sessionOf(reloaded.getState())).toBeNull();
  expect(desk.told.at(-1)).toBe('listen n1 token');
});

test('what somebody has begun goes with them, and comes back to them only', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  store.dispatch(raiseBegun({ ...newDraft(() => 'id'), description: 'only n1 knows' }));
  store.dispatch(left());
  const next = makeStore(desk.ports);
  await next.dispatch(began({ session: nurse, token: 'token' }));
  await vi.waitFor(() => expect(next.getState().drafts.raise).toMatchObject({ description: 'only n1 knows' }));
  next.dispatch(raiseDropped());
  next.dispatch(left());
  const last = makeStore(desk.ports);
  await last.dispatch(began({ session: nurse, token: 'token' }));
  expect(await desk.ports.unlocking.drafts.read()).toBeNull();
});

test('a draft whose call was saved does not come back: a kill can come before the profile has forgotten it', async () => {
  // It did come back, with the ids of the saved call; what the nurse then wrote into it was called saved, and was nowhere.
  const desk = workstationForTests();
  const drafts = { raise: newDraft(() => 'raised'), reasons: { 'cancelled/x': 'no longer needed' } };
  desk.ports.unlocking.drafts.write(JSON.stringify({ atMs: 0, ...drafts }));
  desk.callHere('raised');
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  await vi.waitFor(() => expect(store.getState().drafts.reasons).toEqual(drafts.reasons));
  expect(store.getState().drafts.raise).toBeNull();
});

test('a workstation that cannot be opened says why, and nobody is in', async () => {
  const desk = workstationForTests();
  const unlocking = { ...desk.ports.unlocking, signedIn: async () => 'unreachable' };
  const store = makeStore({ ...desk.ports, unlocking });
  await store.dispatch(began({ session: nurse, token: 'token' }));
  expect(overOf(store.getState())).toBe('unreachable');
  expect(sessionOf(store.getState())).toBeNull();
  expect(desk.told).toEqual([]);
});

test('the server ends the session: the reason is shown, the pass is gone, drafts are gone', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  store.dispatch(raiseBegun(newDraft(() => 'id')));
  desk.sync.tell({ ...quietSync, sessionOver: 'session/expired' });
  expect(overOf(store.getState())).toBe('session/expired');
  expect(sessionOf(store.getState())).toBeNull();
  expect(store.getState().drafts.raise).toBeNull();
  expect(desk.kept()).toBeNull();
});

test('an old end, told again, does not end the session that was begun after it', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  desk.sync.tell({ ...quietSync, sessionOver: 'session/expired' });
  await store.dispatch(began({ session: nurse, token: 'new' }));
  desk.sync.tell({ ...quietSync, sessionOver: 'session/expired', unsent: 1 });
  expect(sessionOf(store.getState())).toEqual(nurse);
});

test('at the entry screen an ended session says nothing to nobody', () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  store.dispatch(ended('session/expired'));
  expect(overOf(store.getState())).toBeNull();
});

test('another ward for the person who is signed in: acts, screen and a reload go by it, and a draft of the old ward is gone', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  store.dispatch(raiseBegun(newDraft(() => 'id')));
  const moved = { ...nurse, wards: ['3A'], wardId: '3A', scopes: ['staff', 'ward:3A', 'user:n1'] };
  desk.session.tell(moved);
  expect(sessionOf(store.getState())).toEqual(moved);
  expect(beforeOf(store.getState())).toEqual(nurse);
  expect(store.getState().drafts.raise).toBeNull();
  expect(desk.kept()).toEqual({ session: moved, token: 'token', left: false });
  desk.session.tell({ ...moved, grant: 'of another sign-in', wardId: '9Z' });
  expect(sessionOf(store.getState())).toEqual(moved);
});

test('a ward that changes while nobody stands here is kept for the session that goes on, and tells nobody', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  await store.dispatch(began({ session: nurse, token: 'token' }));
  store.dispatch(left());
  desk.session.tell({ ...nurse, wardId: '3A' });
  expect(sessionOf(store.getState())).toBeNull();
  expect(desk.kept()).toMatchObject({ left: true, session: { wardId: '3A' } });
});
