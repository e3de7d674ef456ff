import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAggregate, allAggregates, type Entry, type Role, stamp } from '@healthcare/domain';
import type { SignedIn, WorkstationClaim } from '@healthcare/protocol';
import { onTestFinished } from 'vitest';
import type { Config } from '../src/config/config.ts';
import { openLog } from '../src/log/log.ts';
import { hashPassword } from '../src/sessions/accounts.ts';
import { type RunningServer, startServer } from '../src/start.ts';
import { signedIn } from './both-steps.ts';
import { newSigner, type Signer, signedBody, signsWith } from './signer.ts';
import { enrol, lineProof, newStation, type Station } from './station.ts';

export const password = 'a long night shift';
const passwordHash = hashPassword(password);

export interface UnderTest extends RunningServer {
  /** Every line that was logged. */
  readonly logged: readonly string[];
  readonly folder: string;
  /** Wall ms of the server, to be moved by a test. */
  readonly clock: { ms: number };
}

/** A server on a free port with people of several roles; stopped when the test ends. */
export async function serverUnderTest({
  seeded = false,
  aggregates = allAggregates,
  attachmentsIn: given,
  ...config
}: Omit<Partial<Config>, 'attachmentsIn'> & {
  /** Its folder has its accounts already. */
  readonly seeded?: boolean;
  readonly aggregates?: ReadonlyMap<string, AnyAggregate>;
  /** Any of them; those of the settings by default. */
  readonly attachmentsIn?: ReadonlySet<string>;
} = {}): Promise<UnderTest> {
  const folder = config.data ?? mkdtempSync(join(tmpdir(), 'healthcare-server-'));
  const logged: string[] = [];
  const clock = { ms: Date.now() };
  const log = openLog('trace', { write: (line: string) => void logged.push(line) });
  // Most tests of standard peers send a password; what a server does without is in `basic-tokens.test.ts`.
  const settings = { port: 0, data: folder, basicPasswords: true, enrolment: 'open' as const, ...config };
  const attaching = given && { attachmentsIn: given };
  const server = await startServer({ config: settings, log, now: () => clock.ms, aggregates, ...attaching });
  onTestFinished(() => server.stop());
  if (!seeded) await server.accounts.put(await accounts());
  return { ...server, logged, folder, clock };
}

export async function accounts() {
  const hash = await passwordHash;
  const account = (id: string, login: string, role: Role, wards: readonly string[]) => ({
    _id: id,
    logins: [login],
    email: `${id}@hospital.example`,
    passwordHash: hash,
    role,
    wards,
  });
  return [
    account('salma', '01000000001', 'nurse', ['4B']),
    account('omar', '01000000002', 'nurse', ['4B']),
    account('rania', '01000000003', 'nurse', ['3A']),
    account('heba', '01000000004', 'headNurse', ['4B', '3A']),
    account('nadia', '01000000005', 'pharmacist', []),
    account('adam', '01000000006', 'admin', []),
    account('patient', '01000000007', 'patient', []),
    account('hala', '01000000008', 'hr', []),
    account('dina', '01000000009', 'doctor', ['4B']),
    account('kamal', '01000000010', 'headDoctor', ['4B']),
    account('zed', '01000000011', 'nurse', ['9Z']),
  ];
}

const logins = {
  salma: 1,
  omar: 2,
  rania: 3,
  heba: 4,
  nadia: 5,
  adam: 6,
  patient: 7,
  hala: 8,
  dina: 9,
  kamal: 10,
  zed: 11,
} as const;
export type Who = keyof typeof logins;
const kinds: Readonly<Partial<Record<Who, WorkstationClaim['kind']>>> = {
  nadia: 'pharmacy',
  adam: 'admin',
  patient: 'patient',
  hala: 'admin',
};

/** A workstation's secret, the same for the same name. */
export const secretOf = (name: string): string => name.padEnd(43, '0');

export interface Caller extends SignedIn {
  /** The enrolled workstation where they are; absent where nobody has to prove any. */
  readonly station?: Station | undefined;
  /** What signs in their name; what they send is signed by it on the way. */
  readonly signer: Signer;
  readonly request: (path: string, init?: { readonly method?: string; readonly body?: unknown }) => Promise<Response>;
  /** Pushes to `calls` (or another database) and answers what the server answered. */
  readonly push: (docs: readonly unknown[], db?: string) => Promise<readonly Answer[]>;
  readonly entry: (kind: string, data?: Entry['data'], more?: Partial<Entry>) => Entry;
}

/** The fields of either form of answer. */
export interface Answer {
  readonly id: string;
  readonly ok?: boolean;
  readonly rev?: string;
  readonly refused?: readonly { readonly entry: string; readonly code: string; readonly about?: string }[];
  readonly doc?: { readonly entries: readonly Entry[]; readonly [field: string]: unknown };
  readonly removed?: boolean;
  readonly error?: string;
  readonly reason?: string;
}

let made = 0;

type Place = Partial<WorkstationClaim> & {
  readonly at?: string;
  /** Of whom has an authenticator app. */
  readonly appCode?: () => string;
  /** The enrolled workstation where this happens: it proves itself on every request. */
  readonly station?: Station;
};

/** A workstation of this server, enrolled by a code as an administrator makes one, on the clock of the server. */
export async function enrolledStation(
  server: UnderTest,
  kind: WorkstationClaim['kind'] = 'ward',
  wards: readonly string[] = kind === 'ward' ? ['4B'] : [],
): Promise<Station> {
  const asked = { name: kind, kind, wards: [...wards], uses: 1, hours: 24 };
  const { code } = await server.enrolmentCodes.make(asked, 'adam');
  const station = newStation(undefined, () => server.clock.ms);
  const answer = await enrol(server.url, station, code, kind);
  if (answer.status !== 201) throw new Error(`not enrolled: ${answer.status} ${await answer.text()}`);
  return station;
}

/** The kind of workstation where this person signs in. */
export const kindOf = (who: Who): WorkstationClaim['kind'] => kinds[who] ?? 'ward';

/** With what a live line of this caller begins. */
export function lineAuth({ token, station }: Pick<Caller, 'token' | 'station'>): object {
  return { token, ...(station && { proof: lineProof(station, token) }) };
}

/** Signs somebody in at a server of this process. */
export function signIn(server: UnderTest, who: Who, place: Place = {}): Promise<Caller> {
  return callerAt(server.url, who, place, () => server.clock.ms);
}

/** Signs somebody in at any server that has `accounts`. */
export async function callerAt(
  url: string,
  who: Who,
  place: Place = {},
  now: () => number = Date.now,
): Promise<Caller> {
  const { at = who, appCode, station, ...claim } = place;
  const signer = newSigner();
  const kind = claim.kind ?? kinds[who] ?? 'ward';
  const body = {
    user: `0100000${String(logins[who]).padStart(4, '0')}`,
    password,
    workstation: { secret: station?.secret ?? secretOf(at), publicKey: signer.publicKey, ...claim, kind },
  };
  const pass = await signedIn(url, body, appCode, station?.prove);
  const { session, token } = pass;
  signsWith(session.grant, signer);
  const request: Caller['request'] = (path, init = {}) => send(url, path, { ...init, token, station });
  return {
    ...pass,
    signer,
    station,
    request,
    async push(docs, db = 'calls') {
      const answer = await request(`/db/${db}/_bulk_docs`, { method: 'POST', body: { docs } });
      if (answer.status !== 201) throw new Error(`push refused: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as readonly Answer[];
    },
    entry(kind, data = {}, more = {}) {
      made += 1;
      const by = { user: session.user, grant: session.grant, workstation: session.workstation };
      return { id: `e${made}`, kind, at: stamp(now() + made, 0, 'test'), by, after: [], data, ...more };
    },
  };
}

/** A request as any client would send it, its entries signed by whoever made them; `raw` sends the body as it is. */
export function send(
  url: string,
  path: string,
  init: {
    readonly method?: string;
    readonly body?: unknown;
    readonly raw?: string;
    readonly token?: string;
    readonly station?: Station | undefined;
  } = {},
): Promise<Response> {
  const body = init.raw ?? (init.body === undefined ? undefined : JSON.stringify(signedBody(path, init.body)));
  const method = init.method ?? (body === undefined ? 'GET' : 'POST');
  const { token, station } = init;
  return fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...station?.prove({ method, path, ...(token && { token }) }),
    },
    ...(body !== undefined && { body }),
  });
}

/** What a `raised` entry says. */
export const raise = {
  wardId: '4B',
  roomId: 'r403',
  room: '403',
  bed: '2',
  kind: 'emergency',
  priority: 'high',
} as const;

export async function codeOf(response: Response): Promise<string> {
  const { code, status } = (await response.json()) as { readonly code: string; readonly status: number };
  return `${status === response.status ? status : `${response.status}≠${status}`} ${code}`;
}
