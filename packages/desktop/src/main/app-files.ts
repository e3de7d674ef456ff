import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Headers of every answer under our scheme. */
export function pageHeaders(policy: string, contentType: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'content-type': contentType,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/**
 * A file below `root` by the path of an address; 404 for everything else: a path that climbs out (also encoded, with
 * backslashes or through a link), a folder, a kind of file we do not ship.
 */
export async function appFile(root: string, url: URL, policy: string): Promise<Response> {
  const path = await insidePath(root, url.pathname);
  const contentType = path && contentTypes[extname(path).toLowerCase()];
  if (!path || !contentType) return notFound(policy);
  try {
    return new Response(new Uint8Array(await readFile(path)), { headers: pageHeaders(policy, contentType) });
  } catch {
    return notFound(policy); // a folder, or gone between the two looks
  }
}

export function notFound(policy: string): Response {
  return new Response('not found', { status: 404, headers: pageHeaders(policy, 'text/plain; charset=utf-8') });
}

async function insidePath(root: string, encoded: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(encoded);
    const segments = path.split('/').slice(1);
    const isOdd = segments.some((segment) => segment === '..' || segment === '.' || /[\\\0:]/.test(segment));
    if (!path.startsWith('/') || isOdd) return undefined;
    const wanted = path === '/' ? '/index.html' : path;
    const [real, realRoot] = await Promise.all([realpath(join(root, wanted)), realpath(root)]);
    return real.startsWith(realRoot + sep) ? real : undefined;
  } catch {
    return undefined; // not decodable, or no such file
  }
}
