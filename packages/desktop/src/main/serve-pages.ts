import type Electron from 'electron';
import { appFile, notFound, pageHeaders } from './app-files.ts';
import { appScheme, shellHost } from './app-origin.ts';
import { contentPolicy, staticPagePolicy } from './content-policy.ts';
import { staticPageStyle } from './static-pages/page-style.ts';

/** A page the shell makes itself, by its path, e.g. /stopped. */
export type StaticPages = Readonly<Record<string, string>>;

export interface ServedApp {
  readonly host: string;
  readonly root: string;
  readonly serverUrl: string;
}

/** Answers app://<host>/ from the app's files and app://shell/ from the shell's own pages, and nothing else. */
export function servePages(protocol: Electron.Protocol, pages: StaticPages, served: ServedApp | null): void {
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound(staticPagePolicy);
    if (url.host === shellHost) return staticPage(pages, url.pathname);
    if (!served || url.host !== served.host) return notFound(staticPagePolicy);
    return appFile(served.root, url, contentPolicy(served.serverUrl));
  });
}

function staticPage(pages: StaticPages, path: string): Response {
  if (path === '/page.css') {
    return new Response(staticPageStyle, { headers: pageHeaders(staticPagePolicy, 'text/css; charset=utf-8') });
  }
  const html = pages[path];
  if (html === undefined) return notFound(staticPagePolicy);
  return new Response(html, { headers: pageHeaders(staticPagePolicy, 'text/html; charset=utf-8') });
}
