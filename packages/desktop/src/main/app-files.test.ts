import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appFile } from './app-files.ts';
import { contentPolicy } from './content-policy.ts';

const outside = mkdtempSync(join(tmpdir(), 'app-'));
const root = join(outside, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
for (const [path, text] of [
  ['../main.js', 'outside'],
  ['index.html', '<!doctype html>'],
  ['assets/a b.js', 'inside'],
  ['assets/program.exe', 'inside'],
  ['notes', 'inside'],
] as const) {
  writeFileSync(join(root, path), text);
}
symlinkSync(join(outside, 'main.js'), join(root, 'assets/link.js'));
const policy = contentPolicy('https://sync.example');
const asked = (path: string) => appFile(root, new URL(`app://ward${path}`), policy);

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/index.html', 'text/html; charset=utf-8'],
  ['/assets/a%20b.js', 'text/javascript; charset=utf-8'],
])('%s is served', async (path, type) => {
  const answer = await asked(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
});

test.each([
  '/../main.js',
  '/..%2fmain.js',
  '/%2e%2e%2fmain.js',
  '/assets/..%2f..%2fmain.js',
  '/..%5cmain.js',
  '/assets/link.js',
  '/assets',
  '/assets/',
  '/notes',
  '/assets/program.exe',
  '/missing.js',
  '/index.html%00.js',
  '/C:%5cmain.js',
  '/%',
])('%s is not found', async (path) => {
  const answer = await asked(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('not found');
});

test('every answer carries the policy and cannot be taken for another type', async () => {
  for (const path of ['/', '/missing.js']) {
    const { headers } = await asked(path);
    expect(headers.get('content-security-policy')).toBe(policy);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the policy names the one server, by http and by socket, and allows nothing inline', () => {
  expect(policy).toContain("connect-src 'self' https://sync.example wss://sync.example;");
  expect(contentPolicy('http://127.0.0.1:4600')).toContain(
    "connect-src 'self' http://127.0.0.1:4600 ws://127.0.0.1:4600;",
  );
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*/);
});
