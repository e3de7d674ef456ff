import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** The policy the product is served with: no nonce, no hash, nothing inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves a built folder on a free port of this machine, under the product's policy. */
export async function serveBuilt(folder: string): Promise<Served> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://page').pathname;
    const path = normalize(asked === '/' ? '/index.html' : decodeURIComponent(asked));
    readFile(join(folder, path)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': types[extname(path)] ?? 'application/octet-stream',
            'content-security-policy': policy,
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The server of the proof has no port.');
  return {
    address: `http://127.0.0.1:${at.port}/`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
