/**
 * Keeps the program itself (never data) so that it loads without the server. A new version is fetched whole, then serves from
 * the next load on; the one before stays for pages that are still open on it. `__SHELL__` is written by the build.
 * One page's own: the ward lives at `/`, other apps below it, each with its own worker and its own cache.
 */
const { version, files } = __SHELL__;
const home = new URL(self.registration.scope).pathname;
const prefix = `healthcare-shell:${home}:`;
const cacheName = `${prefix}${version}`;
/** Where the page is: any other place below is another app's, or the server's. */
const pages = new Set([home, `${home}index.html`]);
/** As they were named when there was one page only. */
const namedBefore = 'healthcare-shell-';

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && pages.has(url.pathname)) event.respondWith(page(event.request));
  else if (isPart(url)) event.respondWith(part(event.request));
});

/** A file of this page, also one of the version before; all others are the server's to answer. */
function isPart({ pathname }) {
  return pathname.startsWith(`${home}assets/`) || files.some((file) => pathname === home + file);
}

async function keepShell() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(new URL(file, self.registration.scope), { cache: 'reload' })));
  await self.skipWaiting();
}

/** Caches are listed in the order of their making: the last two are this version and the one before. */
async function dropOlder() {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(prefix));
  const old = [...ours.slice(0, -2), ...names.filter((name) => name.startsWith(namedBefore))];
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function page(request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(new URL('index.html', self.registration.scope))) ?? fetch(request);
}

async function part(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}
