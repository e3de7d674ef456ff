import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allAggregates } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { codeOf, serverUnderTest } from '../../testing/server-under-test.ts';

function builtUi(title = 'ward'): string {
  const root = mkdtempSync(join(tmpdir(), 'healthcare-ui-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), `<!doctype html><title>${title}</title>`);
  writeFileSync(join(root, 'sw.js'), '');
  writeFileSync(join(root, 'assets', 'main-a1b2c3.js'), '');
  return root;
}

test('the UI is served without a session: hashed files for good, the page and its service worker asked for anew', async () => {
  const server = await serverUnderTest({ webRoot: builtUi() });
  const caching = async (path: string) => {
    const response = await fetch(server.url + path);
    return `${response.status} ${response.headers.get('cache-control')}`;
  };
  expect(await caching('/')).toBe('200 no-cache');
  expect(await caching('/index.html')).toBe('200 no-cache');
  expect(await caching('/sw.js')).toBe('200 no-cache');
  expect(await caching('/assets/main-a1b2c3.js')).toBe('200 public, max-age=31536000, immutable');
});

test('the administrator’s desk is served beside the ward, below an address of its own', async () => {
  const server = await serverUnderTest({ webRoot: builtUi(), adminWebRoot: builtUi('admin') });
  const titleAt = async (path: string) =>
    /<title>(.*)<\/title>/.exec(await (await fetch(server.url + path)).text())?.[1];
  expect([await titleAt('/'), await titleAt('/admin/'), await titleAt('/admin/index.html')]).toEqual([
    'ward',
    'admin',
    'admin',
  ]);
  // Its files are named relative to the page: without the slash they would be looked for at the ward's.
  const bare = await fetch(`${server.url}/admin`, { redirect: 'manual' });
  expect([bare.status, bare.headers.get('location')]).toEqual([301, '/admin/']);
  expect((await fetch(`${server.url}/admin/sw.js`)).headers.get('cache-control')).toBe('no-cache');
});

test('nothing outside the folder is served, and a missing file is a problem document', async () => {
  const server = await serverUnderTest({ webRoot: builtUi() });
  for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2f..%2fetc/passwd', '/.env', '/nothing.js'])
    expect(await codeOf(await fetch(server.url + path)), path).toBe('404 request/not-found');
  for (const path of ['/%00', '/assets/%00', '/%E0%A4%A'])
    expect((await fetch(server.url + path)).status, path).toBeLessThan(500);
});

test('the page may load and call nothing but this server', async () => {
  const server = await serverUnderTest({ webRoot: builtUi() });
  const { headers } = await fetch(server.url);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; " +
      "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; " +
      "form-action 'self'; frame-ancestors 'none'",
  );
  expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-powered-by')]).toEqual([
    'nosniff',
    'no-referrer',
    null,
  ]);
});

test('a desktop workstation of an allowed origin may call with its token; no other origin is let in', async () => {
  const server = await serverUnderTest();
  const preflight = (origin: string) =>
    fetch(`${server.url}/db/calls/_bulk_docs`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const desktop = await preflight('app://ward');
  expect([desktop.status, desktop.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'Authorization, Content-Type, HealthCare-Protocol, HealthCare-Workstation',
  ]);
  expect(desktop.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('health says what runs and nothing of what is stored', async () => {
  const server = await serverUnderTest();
  const health: unknown = await (await fetch(`${server.url}/health`)).json();
  expect(health).toEqual({
    status: 'ok',
    version: '0.1.0',
    databases: [...allAggregates.keys()],
    time: expect.any(String),
    uptimeSeconds: expect.any(Number),
  });
});
