import type {
  Enrolled,
  PlaceWorkstation,
  ProblemCode,
  RevocationReason,
  WorkstationClaim,
  WorkstationContact,
  WorkstationShown,
  WorkstationState,
  WorkstationWiped,
} from '@healthcare/protocol';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';

type Kind = WorkstationClaim['kind'];

/** A workstation as the server knows it. It is never forgotten: what was done there names it for ever. */
export interface WorkstationRecord extends Stored {
  readonly name: string;
  readonly kind: Kind;
  /** Those it may show; null: every ward of its people, as before workstations were enrolled. */
  readonly wards: readonly string[] | null;
  /** Null: its program is older than enrolment. */
  readonly publicKey: string | null;
  readonly state: WorkstationState;
  readonly enrolledMs: number;
  readonly enrolledBy: string | null;
  /** The code it came by: asked again with the same, as after an answer that was lost, it is answered again. */
  readonly code?: string;
  readonly demo?: true;
  readonly lastContactMs?: number;
  readonly version?: string;
  readonly unsent?: number;
  readonly revoked?: { readonly atMs: number; readonly by: string; readonly reason: RevocationReason };
  readonly wiped?: { readonly atMs: number } & WorkstationWiped;
}

/** A workstation that was there before enrolment. */
export interface KnownBefore {
  readonly workstation: string;
  readonly kind: Kind;
  readonly lastUsedMs: number;
}

export interface Workstations {
  of(id: string): WorkstationRecord | undefined;
  /** May somebody sign in at such a workstation? */
  whyNotAt(id: string, claim: Pick<WorkstationClaim, 'kind'>): ProblemCode | undefined;
  /** The wards it was enrolled for; null where it is not bound to any. */
  wardsAt(id: string): readonly string[] | null;
  /** Takes it up, or up again with another key. */
  enrol(
    record: Omit<WorkstationRecord, '_id' | '_rev' | 'state'> & { readonly id: string },
  ): Promise<WorkstationRecord>;
  /** One that needs no code: known from before, or anyone where enrolment is open. From now on it proves itself by this key. */
  takeKey(id: string, kind: Kind, publicKey: string | undefined): Promise<void>;
  /** Those that people worked at before workstations were enrolled; once. */
  adopt(known: readonly KnownBefore[]): Promise<number>;
  place(id: string, where: PlaceWorkstation): Promise<boolean>;
  heard(id: string): void;
  contact(id: string, told: WorkstationContact): void;
  revoke(id: string, by: string, reason: RevocationReason): Promise<boolean>;
  wiped(id: string, told: WorkstationWiped): Promise<void>;
  list(): readonly WorkstationShown[];
  close(): Promise<void>;
}

export interface WorkstationsOptions {
  readonly now: () => number;
  readonly enrolment: 'required' | 'open';
}

/** How often contact is written down (ms); a crash forgets at most this much of it. */
const CONTACT_WRITTEN_EVERY_MS = 60_000;
/** One that nobody has used for longer than this before the upgrade has to be enrolled (ms). */
const ADOPTED_WITHIN_MS = 90 * 24 * 3_600_000;
const ADOPTION: Stored = { _id: 'adoption' };

export async function openWorkstations(pouch: Pouch, { now, enrolment }: WorkstationsOptions): Promise<Workstations> {
  const database = openDatabase<WorkstationRecord>(pouch, 'workstations');
  const { rows } = await database.allDocs({ include_docs: true });
  const stored = rows.flatMap(({ doc }) => (doc ? [doc as WorkstationRecord] : []));
  const records = new Map(stored.filter(({ _id }) => _id !== ADOPTION._id).map((doc) => [doc._id, doc] as const));
  let wasAdopted = stored.some(({ _id }) => _id === ADOPTION._id);
  const turns = new Map<string, Promise<unknown>>();

  /** Takes effect at once; writes of one record go one after another, and the last one writes how it is by then. */
  function put(record: WorkstationRecord): Promise<void> {
    records.set(record._id, record);
    const write = async (): Promise<void> => {
      const current = records.get(record._id) ?? record;
      const { rev } = await database.put(current);
      records.set(record._id, { ...(records.get(record._id) ?? current), _rev: rev });
    };
    const turn = (turns.get(record._id) ?? Promise.resolve()).catch(() => undefined).then(write);
    turns.set(record._id, turn);
    return turn;
  }
  async function change(id: string, step: (was: WorkstationRecord) => WorkstationRecord): Promise<boolean> {
    const was = records.get(id);
    if (!was) return false;
    await put(step(was));
    return true;
  }
  const fresh = (id: string, kind: Kind): WorkstationRecord => {
    return {
      _id: id,
      name: '',
      kind,
      wards: null,
      publicKey: null,
      state: 'adopted',
      enrolledMs: now(),
      enrolledBy: null,
    };
  };

  return {
    of: (id) => records.get(id),
    whyNotAt(id, { kind }) {
      const record = records.get(id);
      if (!record) return enrolment === 'open' ? undefined : 'workstation/not-enrolled';
      if (isOut(record)) return 'workstation/revoked';
      return record.kind === kind ? undefined : 'workstation/other-kind';
    },
    wardsAt: (id) => records.get(id)?.wards ?? null,
    async enrol({ id, ...facts }) {
      const before = records.get(id);
      const record: WorkstationRecord = {
        ...facts,
        _id: id,
        state: 'enrolled',
        ...(before?._rev && { _rev: before._rev }),
      };
      await put(record);
      return record;
    },
    async takeKey(id, kind, publicKey) {
      const was = records.get(id);
      if (was?.publicKey || (was && publicKey === undefined) || (was && isOut(was))) return;
      // Where enrolment is open, one without a key is as it always was: nobody in particular.
      if (!was && (enrolment !== 'open' || publicKey === undefined)) return;
      await put({ ...(was ?? fresh(id, kind)), publicKey: publicKey ?? null });
    },
    async adopt(known) {
      if (wasAdopted) return 0;
      const alive = known.filter(({ lastUsedMs }) => now() - lastUsedMs < ADOPTED_WITHIN_MS);
      for (const { workstation, kind, lastUsedMs } of alive)
        if (!records.has(workstation)) await put({ ...fresh(workstation, kind), lastContactMs: lastUsedMs });
      await database.put(ADOPTION as WorkstationRecord);
      wasAdopted = true;
      return alive.length;
    },
    place: (id, { name, wards }) =>
      change(id, (was) => ({ ...was, name, wards: was.kind === 'ward' ? [...wards] : [] })),
    heard(id) {
      const was = records.get(id);
      if (!was) return;
      const isDue = now() - (was.lastContactMs ?? 0) >= CONTACT_WRITTEN_EVERY_MS;
      if (isDue) put({ ...was, lastContactMs: now() }).catch(() => undefined); // the next one is written again
    },
    contact(id, { version, unsent }) {
      const was = records.get(id);
      if (!was) return;
      const next = { ...was, lastContactMs: now(), version, ...(unsent !== null && { unsent }) };
      const isNew = was.version !== version || next.unsent !== was.unsent;
      const isDue = isNew || now() - (was.lastContactMs ?? 0) >= CONTACT_WRITTEN_EVERY_MS;
      if (isDue) put(next).catch(() => undefined); // told again with the next contact
    },
    async revoke(id, by, reason) {
      const was = records.get(id);
      if (!was) return false;
      if (!isOut(was)) await put({ ...was, state: 'revoked', revoked: { atMs: now(), by, reason } });
      return true;
    },
    async wiped(id, told) {
      await change(id, (was) => ({
        ...was,
        state: 'wiped',
        unsent: 0,
        wiped: { atMs: now(), ...told },
        lastContactMs: now(),
      }));
    },
    list: () => [...records.values()].sort((a, b) => b.enrolledMs - a.enrolledMs).map(shownFrom),
    async close() {
      await Promise.allSettled(turns.values());
      await database.close();
    },
  };
}

export function isOut({ state }: Pick<WorkstationRecord, 'state'>): boolean {
  return state === 'revoked' || state === 'wiped';
}

export function enrolledFrom(record: WorkstationRecord, fingerprint: string | undefined): Enrolled {
  const { _id: workstation, name, kind, wards, demo } = record;
  return {
    workstation,
    name,
    kind,
    wards: wards && [...wards],
    fingerprint: fingerprint ?? null,
    ...(demo && { demo }),
  };
}

function shownFrom(record: WorkstationRecord): WorkstationShown {
  const {
    _id: id,
    name,
    kind,
    wards,
    state,
    enrolledBy,
    enrolledMs,
    lastContactMs,
    version,
    unsent,
    revoked,
    wiped,
  } = record;
  return {
    id,
    name,
    kind,
    wards: wards && [...wards],
    state,
    enrolledBy,
    enrolledAt: instant(enrolledMs),
    lastContactAt: lastContactMs === undefined ? null : instant(lastContactMs),
    version: version ?? null,
    unsent: unsent ?? null,
    hasKey: record.publicKey !== null,
    revoked: revoked ? { at: instant(revoked.atMs), by: revoked.by, reason: revoked.reason } : null,
    wiped: wiped ? { at: instant(wiped.atMs), lost: wiped.lost, ...(wiped.files && { files: wiped.files }) } : null,
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
