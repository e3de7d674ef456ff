import type { AnyAggregate } from '@healthcare/domain';
import type { ChangeRow, ChangesPage } from '@healthcare/protocol';
import { type Database, documentsOf } from '../store/database.ts';
import { goesBy, lentIn, lineageFrom, lineageText } from './lineage.ts';
import { isFileKey, meets } from './scope.ts';
import type { ScopeIndex } from './scope-index.ts';
import type { Place } from './scope-table.ts';
import { rowFor, type StoredDocument } from './unite.ts';

export interface ChangesAsked {
  readonly since: number;
  readonly lineage: string;
  readonly limit: number;
  readonly scopes: readonly string[];
}

/** A database whose feed is read. */
export interface Feedable {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly index: ScopeIndex;
}

/** What is said beside the rows of a page to this caller alone. */
type Own = Pick<ChangesPage, 'lineage' | 'restarted'>;
/** The same to everybody who is given these rows. */
type Beside = Omit<ChangesPage, 'results' | keyof Own>;

/** A page before it is looked for. */
export interface Outline {
  /** Of the rows: whoever's page has this name is given the same ones, to the letter. */
  readonly name: string;
  readonly own: Own;
  /** Which documents they are. */
  readonly look: () => { readonly places: readonly Place[]; readonly beside: Beside };
}

/**
 * One page of a caller's feed. A lineage says under which scopes, and from which sequence on, the traversal began. Under other
 * scopes it begins again, and says so: what the caller holds and does not see again has to leave. A file that was lent, or was given
 * back, is all that comes or leaves in a page of its own, and the traversal goes on where it was. Only the caller's documents are
 * read, and every number in the answer is about them alone.
 */
export async function changesPage(from: Feedable, asked: ChangesAsked): Promise<ChangesPage> {
  return pageOf(from, await outlineOf(from, asked), asked.scopes);
}

export async function outlineOf({ database, index }: Feedable, asked: ChangesAsked): Promise<Outline> {
  const { scopes, limit } = asked;
  const [databaseId, updateSeq] = [await database.id(), await index.catchUp()];
  const lastSeq = index.table.lastSeq(scopes);
  const start = startOf(index, asked, { databaseId, updateSeq, lastSeq });
  const { since, base, restarted, files } = start;
  const own = { lineage: lineageText(databaseId, base, scopes), restarted };
  if (files.length > 0) {
    const pending = index.table.countAfter(scopes, since, base);
    const name = nameOf(index, scopes, ['files', since, base, lastSeq, ...files.map(({ seq }) => seq)]);
    return { name, own, look: () => ({ places: files, beside: { last_seq: since, pending } }) };
  }
  return {
    name: nameOf(index, scopes, [since, base, limit, lastSeq]),
    own,
    look: () => {
      const places = first(index.table.after(scopes, since, base), limit);
      const at = places.at(-1)?.seq ?? since;
      const pending = places.length < limit ? 0 : index.table.countAfter(scopes, at, base);
      // At the end everything up to there was looked at: what came by the live line before, and has left since, must not be taken behind it.
      return { places, beside: { last_seq: pending === 0 ? Math.max(at, lastSeq) : at, pending } };
    },
  };
}

/** Until something changes that concerns these scopes, the same question has the same rows. Scopes of no document here make no difference. */
function nameOf({ table }: ScopeIndex, scopes: readonly string[], asked: readonly (number | string)[]): string {
  return [...asked, ...table.known(scopes)].join(' ');
}

/** Beside which traversal. */
type NewestAsked = Pick<ChangesAsked, 'limit' | 'scopes' | 'lineage'>;

/**
 * The documents that changed last, the newest first, beside a traversal: what a screen needs before it has everything. `restarted`: that
 * traversal was under other scopes, and would not tell of these what leaves.
 */
export async function newestPage(from: Feedable, asked: NewestAsked): Promise<ChangesPage> {
  return pageOf(from, await newestOutline(from, asked), asked.scopes);
}

export async function newestOutline(
  { database, index }: Feedable,
  { limit, scopes, lineage }: NewestAsked,
): Promise<Outline> {
  const [databaseId] = [await database.id(), await index.catchUp()];
  const restarted = lineage !== '' && !goesBy(lineage, databaseId, scopes);
  return {
    name: nameOf(index, scopes, ['newest', limit, index.table.lastSeq(scopes)]),
    own: { lineage: '', restarted },
    look: () => ({ places: index.table.newest(scopes, limit), beside: { last_seq: 0, pending: 0 } }),
  };
}

async function pageOf(from: Feedable, { own, look }: Outline, scopes: readonly string[]): Promise<ChangesPage> {
  const { places, beside } = look();
  return { results: await rowsAt(from, places, scopes), ...beside, ...own };
}

/** Documents read at once for a long page: others read and write in between. */
const READ_AT_ONCE = 100;

/** The rows as JSON, some at a time. */
export async function* rowTexts(
  from: Feedable,
  places: readonly Place[],
  scopes: readonly string[],
): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < places.length; at += READ_AT_ONCE) {
    const rows = await rowsAt(from, places.slice(at, at + READ_AT_ONCE), scopes);
    yield rows.map((row) => JSON.stringify(row));
  }
}

/** One that has left the scope between the index and its reading comes again, further down the feed, as what it is then. */
export async function rowsAt(
  { aggregate, database }: Feedable,
  places: readonly Place[],
  scopes: readonly string[],
): Promise<ChangeRow[]> {
  const held = places.filter(({ now }) => meets(scopes, now));
  const documents = await documentsOf(
    database,
    held.map(({ id }) => id),
  );
  return places.flatMap((place): readonly ChangeRow[] => {
    const { seq, id, now, rev } = place;
    if (!meets(scopes, now)) return [{ seq, id, changes: [{ rev }], removed: true }];
    const doc = documents.get(id);
    const row = doc && rowFor(aggregate, { seq, id, doc }, scopes, Number.POSITIVE_INFINITY);
    return row ? [row] : [];
  });
}

function first(places: Iterable<Place>, limit: number): readonly Place[] {
  const found: Place[] = [];
  for (const place of places) {
    found.push(place);
    if (found.length === limit) break;
  }
  return found;
}

interface Standing {
  readonly databaseId: string;
  readonly updateSeq: number;
  /** Of the last change that concerns the caller: there is none of theirs between it and `updateSeq`, and it tells of nobody else's. */
  readonly lastSeq: number;
}

interface Start {
  readonly since: number;
  readonly base: number;
  readonly restarted: boolean;
  /** What comes with a file that was lent since, and what leaves with one that was given back, up to where the traversal is. */
  readonly files: readonly Place[];
}

function startOf(index: ScopeIndex, { since, lineage, scopes }: ChangesAsked, at: Standing): Start {
  const known = lineageFrom(lineage, at.databaseId, scopes);
  // A sequence from the future is a server that was restored to an earlier hour: the traversal begins again.
  const files = known && since <= at.updateSeq ? filesBetween(index, { known: known.lent, scopes, since }) : undefined;
  if (!known || !files) return { since: 0, base: at.lastSeq, restarted: true, files: [] };
  return { since, base: known.base, restarted: false, files };
}

interface Between {
  /** The files that were lent when the caller was at this place. */
  readonly known: readonly string[];
  readonly scopes: readonly string[];
  readonly since: number;
}

/**
 * Undefined where something of a file that was given back is behind the caller's place: whether they hold it nobody knows, and what they
 * never had is not told of. Then the whole traversal begins again.
 */
function filesBetween({ table }: ScopeIndex, { known, scopes, since }: Between): readonly Place[] | undefined {
  const [lent, standing] = [lentIn(scopes), scopes.filter((scope) => !isFileKey(scope))];
  const given = lent.filter((file) => !known.includes(file));
  const back = known.filter((file) => !lent.includes(file));
  const left = [...table.after(back, 0, 0)].filter(({ now }) => !meets(scopes, now));
  if (left.some(({ seq }) => seq > since)) return undefined;
  const before = [...standing, ...known];
  const come = [...table.after(given, 0, Number.POSITIVE_INFINITY)];
  return [...left, ...come.filter(({ seq, now }) => seq <= since && !meets(before, now))];
}
