import { type Entry, type Refusal, stamp } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import type { Replica, SyncState } from '@healthcare/replica';
import type { CallSound, Kept, Ports, Unlocking } from '../state/index.ts';

const unreachable = async () => ({ ok: false, code: 'unreachable' }) as const;

/** A value that tells its listeners; what observables of the replica are to the screens. */
export class Told<Value> {
  readonly #heard = new Set<(value: Value) => void>();
  value: Value;

  constructor(value: Value) {
    this.value = value;
  }

  get listeners(): number {
    return this.#heard.size;
  }

  tell(value: Value): void {
    this.value = value;
    for (const heard of this.#heard) heard(value);
  }

  subscribe(next: (value: Value) => void): { unsubscribe(): void } {
    this.#heard.add(next);
    next(this.value);
    return { unsubscribe: () => void this.#heard.delete(next) };
  }
}

export const quietSync: SyncState = {
  link: 'live',
  sealed: false,
  joined: true,
  sinceMs: 0,
  unsent: 0,
  oldestUnsentMs: null,
  refused: 0,
  progress: null,
  clockOffsetMs: 0,
  sessionOver: null,
  otherVersion: null,
  awaitsServer: 0,
  olderServer: false,
  filesToSend: null,
};

export const nurse: Session = {
  grant: 'g1',
  user: 'n1',
  role: 'nurse',
  wards: ['4B'],
  workstation: 'wk-here',
  kind: 'ward',
  wardId: '4B',
  scopes: ['staff', 'ward:4B', 'user:n1'],
  issuedAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-11-23T22:00:00.000Z',
  serverTime: '2026-11-23T10:00:00.000Z',
};

/** A workstation in memory whose replica says what a test lets it say, and remembers what it was told. */
export function workstationForTests() {
  const sync = new Told<SyncState>(quietSync);
  const session = new Told<Session | null>(null);
  const calls = new Told<readonly unknown[]>([]);
  const closed = new Told(0);
  const told: string[] = [];
  const here = new Set<string>();
  let answer: () => Refusal | null = () => null;
  const entry: Entry = {
    id: 'e1',
    kind: 'raised',
    at: stamp(0, 0, 'wk'),
    by: { user: 'n1', grant: 'g1', workstation: 'wk' },
    after: [],
    data: {},
  };
  const shelf = {
    watch: () => calls,
    watchOne: (id: string) => new Told(here.has(id) ? { id } : undefined),
    watchCount: () => closed,
    read: async () => [],
    add: async (id: string) => {
      told.push(`add ${id}`);
      const refusal = answer();
      return refusal ? { ok: false, refusal } : { ok: true, entry };
    },
  };
  const replica = {
    workstation: 'wk-here',
    shelves: { calls: shelf, rooms: shelf, staff: shelf },
    sync,
    session,
    refusals: new Told([]),
    shownOn: new Told(new Map()),
    wardStations: new Told(null),
    showing: (_db: string, ids: readonly string[]) => told.push(`showing ${ids.join(' ')}`),
    begin: async (session: Session, token: string) => void told.push(`begin ${session.user} ${token}`),
    listen: (session: Session, token: string) => void told.push(`listen ${session.user} ${token}`),
    pause: () => void told.push('pause'),
    dismissRefusal: async () => ({ ok: true }),
    wake: () => undefined,
    close: async () => undefined,
  } as unknown as Replica; // The screens subscribe and nothing else: the rest of an observable is never asked for.
  let kept: Kept | null = null;
  const ports: Ports = {
    replica,
    audit: { opened: async (patientId) => told.push(`opened ${patientId}`) > 0 },
    gate: {
      begin: unreachable,
      resend: unreachable,
      prove: unreachable,
      offerTotp: unreachable,
      bindTotp: unreachable,
      offerPasskey: unreachable,
      bindPasskey: unreachable,
      askReset: unreachable,
      choosePassword: unreachable,
    },
    server: { ask: unreachable },
    keptSession: {
      read: () => kept,
      write: (next) => {
        kept = next;
      },
    },
    sound: silentSound,
    unlocking: unlockingForTests(),
    readBanners: { has: () => false, add: () => undefined },
    boardNames: { shown: () => true, show: () => undefined },
    settings: {
      kind: 'ward',
      wardId: '4B',
      station: null,
      idleLockSeconds: 120,
      pinRequired: false,
      boardInitialsOnly: false,
      banners: [],
    },
    nowMs: () => 0,
    newId: () => 'id',
    saveText: async (name) => told.push(`file ${name}`) > 0,
    saveCsv: async (name) => told.push(`table ${name}`) > 0,
    downtime: { read: async () => null, write: async () => undefined },
    scanner: null,
    printPage: async () => told.push('printed') > 0,
    userSwitched: () => void told.push('switched'),
  };
  return {
    ports,
    sync,
    session,
    calls,
    told,
    kept: () => kept,
    callHere: (id: string) => void here.add(id),
    answerWith: (next: () => Refusal | null) => {
      answer = next;
    },
  };
}

/** Nobody has a PIN; what is begun is kept in memory. */
function unlockingForTests(): Unlocking {
  let draft: string | null = null;
  return {
    people: new Told([]),
    has: () => false,
    signedIn: async () => null,
    unlock: async () => ({ ok: false, code: 'pin/none' }),
    provesPin: async () => ({ ok: false, code: 'pin/none' }),
    setPin: async () => null,
    named: async () => undefined,
    renewed: async () => undefined,
    ended: async () => undefined,
    drafts: {
      read: async () => draft,
      write: (text) => {
        draft = text;
      },
    },
  };
}

const silentSound: CallSound = {
  sound: () => undefined,
  hear: () => undefined,
  volume: { emergencies: 100, others: 100 },
  setVolume: () => undefined,
  unlock: () => undefined,
  blocked: false,
  onChange: () => () => undefined,
};
