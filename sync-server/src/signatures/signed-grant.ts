import type { Session } from '@healthcare/protocol';
import type { Signatures } from './signatures.ts';

/** What a grant says (G2). */
export type GrantClaims = Pick<
  Session,
  'grant' | 'user' | 'role' | 'wards' | 'workstation' | 'issuedAt' | 'expiresAt'
> & { readonly publicKey: string };

const TYPE = 'healthcare-grant+jwt';

/** The grant as a JWT (RFC 7519, with the key as in RFC 7800), signed by the server. */
export function signedGrant(signatures: Pick<Signatures, 'sign' | 'publicKey'>, claims: GrantClaims): string {
  const { grant, user, role, wards, workstation, issuedAt, expiresAt, publicKey } = claims;
  const header = { alg: 'EdDSA', typ: TYPE, kid: signatures.publicKey };
  const payload = {
    jti: grant,
    sub: user,
    role,
    wards,
    workstation,
    nbf: Math.floor(Date.parse(issuedAt) / 1000),
    exp: Math.floor(Date.parse(expiresAt) / 1000),
    cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey } },
  };
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${signatures.sign(text)}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
