import { expect, test } from 'vitest';
import { mayHave, mayRequest } from './session-guards.ts';

const server = 'https://sync.hospital.example';

test.each([
  [`${server}/db/calls`, true],
  ['wss://sync.hospital.example/live', true],
  ['app://ward/index.html', true],
  ['blob:app://ward/1', true],
  ['data:image/png;base64,AA==', true],
  ['http://sync.hospital.example/', false],
  ['ws://sync.hospital.example/', false],
  ['https://sync.hospital.example:444/', false],
  ['https://sync.hospital.example.evil.example/', false],
  ['https://evil.example/?https://sync.hospital.example', false],
  ['https://redirector.gvt1.com/edgedl/chrome/dict/en.bdic', false],
  ['file:///etc/passwd', false],
  ['devtools://devtools/bundled/inspector.html', false],
  ['', false],
])('%s may be asked for: %s', (url, expected) => {
  expect(mayRequest(url, server)).toBe(expected);
});

test('the shell’s own pages reach no server at all', () => {
  expect(mayRequest(`${server}/`, null)).toBe(false);
  expect(mayRequest('app://shell/stopped', null)).toBe(true);
});

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'hid', 'openExternal', 'fullscreen'])(
  'nobody gets %s',
  (permission) => {
    expect(mayHave(permission, 'app://ward/', { host: 'ward', serverUrl: server })).toBe(false);
  },
);

test('reaching the house’s network is for our own page only', () => {
  expect(mayHave('local-network-access', 'app://ward/', { host: 'ward', serverUrl: server })).toBe(true);
  expect(mayHave('local-network-access', 'https://evil.example/', { host: 'ward', serverUrl: server })).toBe(false);
});
