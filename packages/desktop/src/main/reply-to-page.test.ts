import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Channel } from '../api.ts';
import { isAppPage } from './app-origin.ts';
import { PageRefusal, type Route, replyToPage, type Sender } from './reply-to-page.ts';

const channel = 'workstation:witness-record' satisfies Channel;
const ours: Sender = { url: 'app://ward/index.html', isMainFrame: true };

async function replied(sender: Sender | null, args: readonly unknown[], serve = async () => null) {
  const refusals: string[] = [];
  const route: Route<typeof channel> = { accepts: z.tuple([z.int().min(0)]), serve };
  const context = { host: 'ward', refused: (_channel: Channel, code: string) => refusals.push(code) };
  const reply = await replyToPage(context, channel, route, { sender, args });
  return { reply, refusals };
}

test('our own top frame is answered', async () => {
  expect(await replied(ours, [7])).toEqual({ reply: { ok: true, value: null }, refusals: [] });
});

test.each<[string, Sender | null]>([
  ['a frame that is gone', null],
  ['a frame inside our page', { ...ours, isMainFrame: false }],
  ['another host', { ...ours, url: 'app://shell/stopped' }],
  ['another scheme', { ...ours, url: 'https://ward/index.html' }],
  ['an empty page', { ...ours, url: 'about:blank' }],
])('%s gets no answer, whatever it sends', async (_name, sender) => {
  for (const args of [[7], ['x'], []]) {
    const { reply, refusals } = await replied(sender, args);
    expect(reply).toEqual({ ok: false, code: 'ipc/foreign-sender' });
    expect(refusals).toEqual(['ipc/foreign-sender']);
  }
});

test.each([[[]], [['7']], [[-1]], [[7, 8]], [[Number.NaN]]])('%j is no question of this channel', async (args) => {
  const { reply, refusals } = await replied(ours, args);
  expect(reply).toEqual({ ok: false, code: 'ipc/bad-request' });
  expect(refusals).toEqual(['ipc/bad-request']);
});

test('a refusal crosses with its code, any other error without a word of it', async () => {
  const refuse = async () => Promise.reject(new PageRefusal('journal/disk-full'));
  expect((await replied(ours, [7], refuse)).reply).toEqual({ ok: false, code: 'journal/disk-full' });
  const fail = async () => Promise.reject(new Error('Mr Khalil, bed 3'));
  expect((await replied(ours, [7], fail)).reply).toEqual({ ok: false, code: 'ipc/failed' });
});

test.each([
  ['app://ward/', true],
  ['app://ward/index.html?x#y', true],
  ['app://ward.evil/', false],
  ['app://evil/ward', false],
  ['app://evil@ward/', false],
  ['app://ward:1/', false],
  ['https://ward/', false],
  ['file:///ward', false],
  ['app:ward', false],
  ['', false],
])('%s is a page of the ward: %s', (url, expected) => {
  expect(isAppPage(url, 'ward')).toBe(expected);
});
