import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Electron from 'electron';
import { z } from 'zod';
import { replaceFile } from './durable-file.ts';
import type { ShellLog } from './shell-log.ts';

type Session = Pick<Electron.Session, 'setCertificateVerifyProc'>;

/** What this machine was enrolled with. `fingerprint` null: whatever the operating system trusts. */
const pinShape = z.object({ fingerprint: z.string().nullable() });

export interface ServerPinParts {
  readonly userData: string;
  readonly serverUrl: string;
  /** From the policy; they win. */
  readonly fingerprints: readonly string[];
  readonly log: ShellLog;
  /** The server has shown another certificate. */
  readonly refused: () => void;
}

/** Chromium's words for the answer of a certificate check: taken, refused, or what Chromium itself has found. */
const TAKEN = 0;
const REFUSED = -2;
const AS_FOUND = -3;

/**
 * Compares the certificate of the server with the one this machine was enrolled with. Before it is enrolled there is nothing to compare
 * with: then any is taken, and shown to whoever enters the code, because nothing of the hospital is here yet and nothing else is sent.
 */
export class ServerPin {
  readonly #parts: ServerPinParts;
  readonly #path: string;
  #session: Session | undefined;
  #pin: z.infer<typeof pinShape> | undefined;
  #seen: string | null = null;
  #isRefused = false;

  constructor(parts: ServerPinParts) {
    this.#parts = parts;
    this.#path = join(parts.userData, 'server-pin.json');
    this.#pin = readPin(this.#path);
  }

  /** Of the certificate that the server has shown. */
  get seen(): string | null {
    return this.#seen;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  guard(session: Session): void {
    this.#session = session;
    session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, answer) => {
      if (hostname !== new URL(this.#parts.serverUrl).hostname) return answer(AS_FOUND);
      const shown = fingerprintOf(certificate.data);
      this.#seen = shown;
      answer(this.#verdict(shown, errorCode));
    });
  }

  /** From now on. What Chromium has found before does not count any more. */
  async pin(fingerprint: string | null): Promise<void> {
    await replaceFile(this.#path, JSON.stringify({ fingerprint }));
    this.#pin = { fingerprint };
    if (this.#session) this.guard(this.#session);
  }

  /** As if this machine had never been enrolled. */
  async forget(): Promise<void> {
    await rm(this.#path, { force: true });
    this.#pin = undefined;
  }

  #verdict(shown: string, errorCode: number): number {
    const expected = this.#expected();
    if (expected === 'any') return TAKEN;
    if (expected === null) return errorCode === 0 ? TAKEN : AS_FOUND;
    if (expected.includes(shown)) {
      this.#isRefused = false;
      return TAKEN;
    }
    if (!this.#isRefused) this.#parts.log.error('server/certificate-changed', { shown });
    this.#isRefused = true;
    this.#parts.refused();
    return REFUSED;
  }

  #expected(): readonly string[] | null | 'any' {
    if (this.#parts.fingerprints.length > 0) return this.#parts.fingerprints;
    if (!this.#pin) return 'any';
    return this.#pin.fingerprint === null ? null : [this.#pin.fingerprint];
  }
}

function readPin(path: string): z.infer<typeof pinShape> | undefined {
  try {
    return pinShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // One that cannot be read is not none: then only what the operating system trusts.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { fingerprint: null };
  }
}

function fingerprintOf(pem: string): string {
  const digest = createHash('sha256')
    .update(new Uint8Array(new X509Certificate(pem).raw))
    .digest('hex');
  return (digest.toUpperCase().match(/../g) ?? []).join(':');
}
