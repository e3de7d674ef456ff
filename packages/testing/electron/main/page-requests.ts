import type { Protocol } from 'playwright-core/types/protocol';
import type { CdpSession } from './cdp.ts';
import { asAppUrl, isRegistered } from './schemes.ts';
import type { DoubleSession } from './session.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

/** What Chromium says to an answer that comes when its page has gone, or has gone elsewhere. */
const pageIsGone = /Session with given id|Invalid InterceptionId|Chromium is gone/;

/** Asked for every document that the app itself did not load; `false` stops it. */
export type MayNavigate = (url: string, frameId: string) => boolean;

/** Answers app:// addresses from the session's handlers, and asks before a frame goes anywhere. */
export async function answerRequests(cdp: CdpSession, session: DoubleSession, mayNavigate: MayNavigate): Promise<void> {
  cdp.on('Fetch.requestPaused', (paused) => {
    answer(cdp, session, mayNavigate, paused).catch((error: unknown) => {
      if (pageIsGone.test(String(error))) return;
      cdp.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' });
      process.stderr.write(`electron double: ${paused.request.url}: ${String(error)}\n`);
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function answer(cdp: CdpSession, session: DoubleSession, mayNavigate: MayNavigate, paused: Paused) {
  const { requestId, request, resourceType, frameId } = paused;
  const url = asAppUrl(request.url + (request.urlFragment ?? ''));
  const scheme = url.slice(0, url.indexOf(':'));
  if (resourceType === 'Document' && !mayNavigate(url, frameId)) {
    return cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
  }
  if (!(await session.webRequest.mayRequest(asAppUrl(request.url), request.method))) {
    return cdp.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  }
  if (!isRegistered(scheme)) return cdp.send('Fetch.continueRequest', { requestId });
  const handler = session.protocol.handlers.get(scheme);
  if (!handler) return cdp.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  const response = await handler(asRequest(request));
  if (response.status >= 300 && response.status < 400) throw new Error('redirects of a scheme are not modelled');
  return cdp.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}

function asRequest({ url, method, headers, postData }: Protocol.Network.Request): Request {
  return new Request(asAppUrl(url), { method, headers, ...(postData === undefined ? {} : { body: postData }) });
}
