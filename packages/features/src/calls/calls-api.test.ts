import { refusal } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { workstationForTests } from '../app/replica-for-tests.ts';
import { makeStore } from '../app/store.ts';
import { callsApi } from './calls-api.ts';
import { callWith } from './calls-for-tests.ts';

test('a stream fills the cache for as long as somebody looks, and lets go after', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  const select = callsApi.endpoints.openCalls.select();
  const looking = store.dispatch(callsApi.endpoints.openCalls.initiate());
  await looking;
  expect(select(store.getState()).data).toEqual([]);
  await expect.poll(() => desk.calls.listeners).toBe(1);
  desk.calls.tell([callWith('a', {})]);
  expect(select(store.getState()).data?.map(({ id }) => id)).toEqual(['a']);
  looking.unsubscribe();
  store.dispatch(callsApi.util.resetApiState());
  await expect.poll(() => desk.calls.listeners).toBe(0);
});

test('E7 a call of another ward, here with a file that was lent, is among what is held and on no board', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  const { openCalls, openCallsHeld } = callsApi.endpoints;
  await Promise.all([store.dispatch(openCalls.initiate()), store.dispatch(openCallsHeld.initiate())]);
  await expect.poll(() => desk.calls.listeners).toBe(2);
  desk.calls.tell([callWith('a', {}), { ...callWith('b', {}), wardId: '9Z' }]);
  const ids = (from: typeof openCalls | typeof openCallsHeld) =>
    from
      .select()(store.getState())
      .data?.map(({ id }) => id);
  expect([ids(openCalls), ids(openCallsHeld)]).toEqual([['a'], ['a', 'b']]);
});

test('a refusal of the domain reaches the screen as it is; a disk that says no has its own code', async () => {
  const desk = workstationForTests();
  const store = makeStore(desk.ports);
  const accept = () =>
    store.dispatch(callsApi.endpoints.act.initiate({ id: 'a', act: { kind: 'accepted', data: {} } }));
  desk.answerWith(() => refusal('call/already-accepted', 'n2'));
  expect((await accept()).error).toEqual({ code: 'call/already-accepted', about: 'n2' });
  desk.answerWith(() => {
    throw new Error('quota');
  });
  expect((await accept()).error).toEqual({ code: 'here/not-saved' });
  desk.answerWith(() => {
    throw Object.assign(new Error('not saved'), { code: 'here/disk-full' });
  });
  expect((await accept()).error).toEqual({ code: 'here/disk-full' });
  desk.answerWith(() => null);
  expect((await accept()).data?.id).toBe('e1');
});
