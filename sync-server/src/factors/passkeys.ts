import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** A passkey as it is kept: its public half, and nothing secret. */
export interface Passkey {
  /** Of the credential, base64url. */
  readonly id: string;
  readonly publicKey: string;
  /** The highest that was seen; authenticators without one say 0 for ever. */
  readonly counter: number;
  readonly transports?: readonly string[];
  /** As its owner calls it. */
  readonly name: string;
  /** ISO 8601 instants of the server. */
  readonly madeAt: string;
  readonly lastUsedAt?: string;
  /** The site it was made for: at another one it does not exist. */
  readonly site: string;
}

/** Where passkeys live: browsers make them for a name, never for an IP address, and only over TLS or at `localhost`. */
export interface PasskeySite {
  /** The host name: WebAuthn's RP ID. */
  readonly name: string;
  /** `https://hospital.example:4600`; what the browser says it is at has to be this. */
  readonly origin: string;
}

/** The site of an origin; undefined where no browser would make a passkey. */
export function passkeySiteOf(origin: string): PasskeySite | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, hostname, origin: plain } = new URL(origin);
  const isAddress = hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isSecure && !isAddress ? { name: hostname, origin: plain } : undefined;
}

/** EdDSA, ES256 and RS256 (COSE's numbers): what authenticators have. */
const ALGORITHMS = [-8, -7, -257];
/** Long enough to find the key in a pocket (ms). */
export const CEREMONY_MS = 5 * 60_000;

export function creationOptions(
  site: PasskeySite,
  { user, account, held }: { readonly user: string; readonly account: string; readonly held: readonly Passkey[] },
) {
  return generateRegistrationOptions({
    rpName: 'HealthCare',
    rpID: site.name,
    userName: account,
    userID: new TextEncoder().encode(user),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: held.filter((key) => key.site === site.name).map(described),
    // Who holds the device has to prove it: a key that lies about is no factor.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

export function requestOptions(site: PasskeySite, held: readonly Passkey[]) {
  return generateAuthenticationOptions({
    rpID: site.name,
    allowCredentials: held.filter((key) => key.site === site.name).map(described),
    timeout: CEREMONY_MS,
    userVerification: 'required',
  });
}

/** The passkey that a browser has made for this challenge; undefined when the answer does not hold. */
export async function madePasskey(
  response: unknown,
  { site, challenge, name, madeAt }: Readonly<{ site: PasskeySite; challenge: string; name: string; madeAt: string }>,
): Promise<Passkey | undefined> {
  const checked = await held(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON, // it reads every field itself, and throws where one is missing
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    }),
  );
  if (!checked?.verified) return undefined;
  const { id, publicKey, counter, transports } = checked.registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    ...(transports && { transports }),
    name,
    madeAt,
    site: site.name,
  };
}

/** The passkey after it has answered this challenge, at this site, with a counter that has not gone back; undefined otherwise. */
export async function usedPasskey(
  response: unknown,
  {
    site,
    challenge,
    keys,
    usedAt,
  }: Readonly<{ site: PasskeySite; challenge: string; keys: readonly Passkey[]; usedAt: string }>,
): Promise<Passkey | undefined> {
  const id = typeof response === 'object' && response !== null ? Reflect.get(response, 'id') : undefined;
  const key = keys.find((each) => each.id === id && each.site === site.name);
  if (!key) return undefined;
  const checked = await held(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON, // as above
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      credential: {
        id: key.id,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
        counter: key.counter,
        ...(key.transports && { transports: [...key.transports] }),
      },
      requireUserVerification: true,
    }),
  );
  return checked?.verified ? { ...key, counter: checked.authenticationInfo.newCounter, lastUsedAt: usedAt } : undefined;
}

function described({ id, transports }: Passkey) {
  return { id, ...(transports && { transports: [...transports] }) };
}

/** The library throws at whatever does not hold: an answer of a browser is data, so here that is an answer too. */
async function held<Result>(check: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await check();
  } catch {
    return undefined; // which check failed is of use only to whoever forges answers
  }
}
