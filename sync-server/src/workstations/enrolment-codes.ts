import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { EnrolmentCodeShown, MakeEnrolmentCode } from '@healthcare/protocol';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';

/** An enrolment code as it is kept: by its hash alone. */
export interface CodeRecord extends Stored, Omit<MakeEnrolmentCode, 'hours'> {
  readonly hash: string;
  readonly used: number;
  readonly madeBy: string;
  readonly expiresMs: number;
  readonly withdrawn?: true;
  /** Made with a demo hospital, for whoever opens its pages. */
  readonly demo?: true;
}

/** A code that somebody brings along: of a rollout that is seeded, or of the demo. */
export interface GivenCode extends MakeEnrolmentCode {
  readonly code: string;
  readonly demo?: true;
}

export interface EnrolmentCodes {
  make(asked: MakeEnrolmentCode, by: string): Promise<{ readonly code: string; readonly shown: EnrolmentCodeShown }>;
  /** Keeps one that is known already. Asked again with the same it counts anew. */
  keep(given: GivenCode, by: string): Promise<void>;
  /** The code, if it counts. */
  look(code: string): CodeRecord | undefined;
  /** Is this code the one with that id, whether it counts or not? */
  isOf(id: string | undefined, code: string): boolean;
  /** Uses it once, on the disk. Of many who come together as many get it as it has uses; false for the others. */
  take(id: string): Promise<boolean>;
  /** Those that count still, the newest first. */
  list(): readonly EnrolmentCodeShown[];
  withdraw(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Nothing that looks like something else when it is read from a screen and typed: 31 signs, ten of them are 49 bits. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 10;

/** As it is shown: `K7M2P-9QXWT`. */
function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** However somebody has typed it. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** `key`: not in the database, so that a copy of it gives no code away. */
export async function openEnrolmentCodes(pouch: Pouch, key: Buffer, now: () => number): Promise<EnrolmentCodes> {
  const database = openDatabase<CodeRecord>(pouch, 'enrolment-codes');
  const { rows } = await database.allDocs({ include_docs: true });
  const records = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc as CodeRecord] as const] : [])));
  const hashOf = (code: string) => createHmac('sha256', key).update(plain(code)).digest('base64url');
  let turn: Promise<unknown> = Promise.resolve();

  /** One write after another: each carries the revision of the last. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  }
  async function save(record: CodeRecord): Promise<void> {
    const { rev } = await database.put(record);
    records.set(record._id, { ...record, _rev: rev });
  }
  const counts = ({ used, uses, expiresMs, withdrawn }: CodeRecord) => used < uses && now() < expiresMs && !withdrawn;
  const recordOf = (asked: MakeEnrolmentCode, code: string, by: string): CodeRecord => {
    const { hours, name, kind, wards, uses } = asked;
    const facts = { name, kind, wards: [...wards], uses };
    const expiresMs = now() + hours * 3_600_000;
    return {
      _id: `ec-${randomBytes(9).toString('base64url')}`,
      hash: hashOf(code),
      used: 0,
      madeBy: by,
      expiresMs,
      ...facts,
    };
  };

  return {
    async make(asked, by) {
      const code = newCode();
      const record = recordOf(asked, code, by);
      await inTurn(() => save(record));
      return { code, shown: shownFrom(record) };
    },
    async keep({ code, demo, ...asked }, by) {
      const before = [...records.values()].find(({ hash }) => hash === hashOf(code));
      const record = { ...recordOf(asked, code, by), ...(before && { _id: before._id, _rev: before._rev }) };
      await inTurn(() => save({ ...record, ...(demo && { demo }) }));
    },
    look(code) {
      const hash = hashOf(code);
      const found = [...records.values()].find((record) => record.hash === hash);
      return found && counts(found) ? found : undefined;
    },
    isOf: (id, code) => id !== undefined && records.get(id)?.hash === hashOf(code),
    take: (id) =>
      inTurn(async () => {
        const record = records.get(id);
        if (!record || !counts(record)) return false;
        await save({ ...record, used: record.used + 1 });
        return true;
      }),
    list: () =>
      [...records.values()]
        .filter(counts)
        .sort((a, b) => b.expiresMs - a.expiresMs)
        .map(shownFrom),
    withdraw: (id) =>
      inTurn(async () => {
        const record = records.get(id);
        if (!record) return false;
        await save({ ...record, withdrawn: true });
        return true;
      }),
    async close() {
      await turn;
      await database.close();
    },
  };
}

function shownFrom({ _id, name, kind, wards, uses, used, madeBy, expiresMs }: CodeRecord): EnrolmentCodeShown {
  return { id: _id, name, kind, wards, uses, used, madeBy, expiresAt: new Date(expiresMs).toISOString() };
}
