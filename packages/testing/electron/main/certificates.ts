import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type Electron from 'electron';
import { strict } from './strict.ts';

export type CertificateCheck = Parameters<Electron.Session['setCertificateVerifyProc']>[0];

/** Chromium's answers to a check: taken, and whatever Chromium itself has found; all others refuse. */
const TAKEN = 0;
const AS_FOUND = -3;
/** net::ERR_CERT_AUTHORITY_INVALID */
const UNKNOWN_AUTHORITY = -202;

/**
 * May a page speak to this host, by the certificate that it shows now and by what the app says to it? Chromium's own check is switched
 * off in the double, so that everything hangs on this one; here the system's authorities are those of Node.
 */
export async function isTrusted(host: string, check: CertificateCheck): Promise<boolean> {
  const { hostname, port } = new URL(`https://${host}`);
  const shown = await shownBy(hostname, Number(port || 443));
  if (!shown) return true; // nobody is there: it has to look like that, not like a refused certificate
  const errorCode = shown.isKnown ? 0 : UNKNOWN_AUTHORITY;
  if (!check) return errorCode === 0;
  const certificate = strict({ data: shown.pem }, 'certificate of a server') as Electron.Certificate;
  const request = strict({ hostname, certificate, errorCode }, 'request of a certificate check') as Electron.Request;
  const verdict = await new Promise<number>((told) => check(request, told));
  return verdict === TAKEN || (verdict === AS_FOUND && errorCode === 0);
}

function shownBy(host: string, port: number): Promise<{ readonly pem: string; readonly isKnown: boolean } | undefined> {
  return new Promise((told) => {
    const servername = /^[\d.:[\]]+$/.test(host) ? {} : { servername: host };
    const socket = connect({ host, port, rejectUnauthorized: false, ...servername }, () => {
      const { raw } = socket.getPeerCertificate();
      told({ pem: new X509Certificate(new Uint8Array(raw)).toString(), isKnown: socket.authorized });
      socket.destroy();
    });
    socket.once('error', () => told(undefined));
  });
}
