import { createHmac, randomBytes } from 'node:crypto';
import type { WorkstationClaim } from '@healthcare/protocol';
import type { Request } from 'express';
import type { Account, Accounts } from '../sessions/accounts.ts';
import { loginKey } from '../sessions/login-keys.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import { type Brake, triedByPassword } from '../sign-in/index.ts';
import { RequestProblem } from './problems.ts';

/** A user and a password as a standard CouchDB client sends them (RFC 7617). */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Sessions of callers that send their password with every request. */
export interface BasicSessions {
  /** The token of the session that belongs to these. Throws as a sign-in does. */
  tokenFor(credentials: Credentials, address: string): Promise<string>;
  /** The same, if it is known without asking. */
  knownToken(credentials: Credentials): string | undefined;
}

interface Known {
  readonly token: string;
  /** The hash that the password was verified against: with another one it is asked for anew. */
  readonly passwordHash: string;
}

/** Credentials that are remembered; the longest unused go first. */
const MOST_REMEMBERED = 1000;
const LONGEST = 600;

/** The credentials of a request, if it carries any. */
export function credentialsOf(request: Request): Credentials | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/_-]{1,800}={0,2})$/i.exec(request.headers.authorization ?? '')?.[1];
  const [, user = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  return user && password && user.length + password.length <= LONGEST ? { user, password } : undefined;
}

/**
 * A standard CouchDB client sends its session's token in the place of the password: a password alone is one step, where everybody else takes
 * two. Only where the hospital allows passwords (`passwords`), one session per credentials: the password is verified when they come for the first time, under the same brake as a sign-in, and
 * again when the session is over or the account's password is another one; in between a digest is looked up.
 */
export function basicSessions(parts: {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly brake: Brake;
  readonly passwords: boolean;
}): BasicSessions {
  const { accounts, sessions, brake, passwords } = parts;
  const key = randomBytes(32);
  const known = new Map<string, Known>();
  const verifying = new Map<string, Promise<string>>();
  const digestOf = ({ user, password }: Credentials): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([loginKey(user), password.normalize('NFC')]))
      .digest('base64');

  async function verified({ user, password }: Credentials, address: string): Promise<Known> {
    const secret = await accounts.peerSecret(user);
    // It proves no workstation: whoever guesses is counted as a stranger.
    const subject = (await accounts.byLogin(user))?._id ?? loginKey(user);
    const workstation = workstationIdFrom(secret);
    const tried = { factor: triedByPassword.peer, subject, address, workstation, known: false };
    await brake.begin(tried);
    const account = await accounts.byPassword(user, password);
    if (!account) throw new RequestProblem('session/wrong-credentials');
    await brake.succeeded(tried);
    const begun = await sessions.begin(account, { secret, kind: kindFor(account) }, { asPeer: true });
    if (typeof begun === 'string') throw new RequestProblem(begun);
    return { token: begun.token, passwordHash: account.passwordHash };
  }
  async function begin(credentials: Credentials, address: string, digest: string): Promise<string> {
    const begun = await verified(credentials, address);
    known.delete(digest);
    known.set(digest, begun);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_REMEMBERED) break;
      known.delete(oldest);
    }
    return begun.token;
  }
  function goodToken(digest: string): Known | undefined {
    const one = known.get(digest);
    return one && sessions.of(one.token) ? one : undefined;
  }

  /** The token itself, if it is one of this person's. */
  async function ownToken({ user, password }: Credentials): Promise<string | undefined> {
    const session = sessions.of(password);
    return session && (await accounts.byLogin(user))?._id === session.user ? password : undefined;
  }

  return {
    knownToken: (credentials) =>
      sessions.of(credentials.password) ? credentials.password : goodToken(digestOf(credentials))?.token,
    async tokenFor(credentials, address) {
      const token = await ownToken(credentials);
      if (token !== undefined) return token;
      if (!passwords) throw new RequestProblem('session/wrong-credentials');
      const digest = digestOf(credentials);
      const good = goodToken(digest);
      if (good && (await accounts.byLogin(credentials.user))?.passwordHash === good.passwordHash) return good.token;
      // Requests of one client come together: the password is verified once for all of them.
      const already = verifying.get(digest);
      if (already) return already;
      const asked = begin(credentials, address, digest).finally(() => verifying.delete(digest));
      verifying.set(digest, asked);
      return asked;
    },
  };
}

/** What a peer of this person is, as a workstation. */
function kindFor({ role, wards }: Account): WorkstationClaim['kind'] {
  if (role === 'patient') return 'patient';
  if (role === 'pharmacist') return 'pharmacy';
  if (role === 'hr') return 'admin';
  return wards.length > 0 ? 'ward' : 'admin';
}
