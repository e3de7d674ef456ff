import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a browser hands to an authenticator, and what it is told. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly site: string;
}

/** An authenticator of software, as WebAuthn describes it: a pair of keys per site, a counter, and a person who has unlocked it. */
export class PasskeyDevice {
  readonly id = randomBytes(16);
  counter = 0;
  /** Passkeys that are kept in step over several devices say 0 for ever. */
  counts = true;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** The answer to creation options. */
  create({ challenge, origin, site }: Ceremony) {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'), // a map of five: EC2, ES256, P-256, x …
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'), // … y
      Buffer.from(y, 'base64url'),
    ]);
    const credential = Buffer.concat([Buffer.alloc(16), lengthOf(this.id), this.id, cose]);
    const authData = Buffer.concat([this.#authData(site, 0x45), credential]);
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'), // { fmt: 'none', attStmt: {}, authData: bytes
      Buffer.from([authData.length]),
      authData,
    ]);
    const response = {
      clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    };
    return { ...this.#named(), response };
  }

  /** The answer to request options; counts up as real ones do. */
  use({ challenge, origin, site }: Ceremony) {
    if (this.counts) this.counter += 1;
    const data = clientData('webauthn.get', challenge, origin);
    const authData = this.#authData(site, 0x05);
    const signature = signed(this.#keys.privateKey, Buffer.concat([authData, sha256(data)]));
    const response = {
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
    };
    return { ...this.#named(), response };
  }

  #named() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  }

  #authData(site: string, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(Buffer.from(site)), Buffer.from([flags]), count]);
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function signed(key: KeyObject, bytes: Buffer): Buffer {
  return sign('sha256', bytes, key);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}
