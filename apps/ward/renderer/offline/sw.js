/**
 * Keeps the program itself (never data) so that it loads without the server. A new version is fetched whole, then serves from
 * the next load on; the one before stays for pages that are still open on it. `__SHELL__` is written by the build.
 */
const { version, files } = __SHELL__;
const prefix = 'healthcare-shell-';
const cacheName = `${prefix}${version}`;
/** What only the server can answer. */
const servers = /^\/(api|db|live|health)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || servers.test(url.pathname)) return;
  event.respondWith(event.request.mode === 'navigate' ? page(event.request) : part(event.request));
});

async function keepShell() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(new URL(file, self.registration.scope), { cache: 'reload' })));
  await self.skipWaiting();
}

/** Caches are listed in the order of their making: the last two are this version and the one before. */
async function dropOlder() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(ours.slice(0, -2).map((name) => caches.delete(name)));
}

async function page(request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(new URL('index.html', self.registration.scope))) ?? fetch(request);
}

async function part(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}
