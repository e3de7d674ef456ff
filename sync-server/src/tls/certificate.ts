import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '../config/config.ts';

/** What the server shows of itself, and its fingerprint (SHA-256) for whoever has to recognise it. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly fingerprint: string;
  /** No authority stands behind it: whoever trusts it does so for its fingerprint. */
  readonly isSelfSigned: boolean;
}

export type TlsConfig = Pick<Config, 'host' | 'data' | 'tls' | 'tlsCertificate' | 'tlsKey' | 'publicUrl'>;

/** Nobody else hears what stays on this machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/**
 * The certificate of this server; undefined where it speaks without one: on loopback, or where the operator says that something in
 * front of it does. One that is given is used, else one is made at the first start and kept beside the data, so that its fingerprint stays.
 */
export async function identityFor(config: TlsConfig): Promise<Identity | undefined> {
  const given = config.tlsCertificate !== '' && config.tlsKey !== '';
  const isOn = config.tls === 'on' || (config.tls === 'auto' && (given || !isLoopback(config.host)));
  if (!isOn) return undefined;
  const own = (what: string): string => `${resolve(config.data)}.tls-${what}.pem`;
  const [cert, key] = given ? [config.tlsCertificate, config.tlsKey] : [own('certificate'), own('key')];
  if (!given && !(existsSync(cert) && existsSync(key))) await make(config, cert, key);
  return identityIn(readFileSync(cert, 'utf8'), readFileSync(key, 'utf8'));
}

function identityIn(cert: string, key: string): Identity {
  const read = new X509Certificate(cert);
  return { cert, key, fingerprint: read.fingerprint256, isSelfSigned: read.issuer === read.subject };
}

/** Long enough that no ward stands still because it ran out: it is trusted for its fingerprint, not for who signed it. */
const YEARS = 10;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function make(config: TlsConfig, certificate: string, key: string): Promise<void> {
  await import('reflect-metadata'); // The library below asks for it to be there first.
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - 24 * 3_600_000); // Clocks of ward PCs are wrong.
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notAfter.getFullYear() + YEARS);
  const names = namesOf(config).map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex'),
    name: 'CN=HealthCare server',
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(names),
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = (pkcs8.match(/.{1,64}/g) ?? []).join('\n');
  writeFileSync(key, `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`, {
    mode: 0o600,
    flush: true,
  });
  writeFileSync(certificate, `${made.toString('pem')}\n`, { flush: true });
}

/** Every name under which a workstation may know this server. */
function namesOf({ host, publicUrl }: TlsConfig): readonly string[] {
  const anywhere = host === '0.0.0.0' || host === '::';
  const named = publicUrl ? [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')] : [];
  return [...new Set([hostname(), 'localhost', '127.0.0.1', ...(anywhere ? [] : [host]), ...named])];
}
