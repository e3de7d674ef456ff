import type { AnyAggregate } from '@healthcare/domain';
import type { Change } from '../store/database.ts';
import { isFileKey, keysNow, keysOnceHeld, meets, type Scoped } from './scope.ts';

/** Where a document stands in the feed, who may hold it and who could. */
export interface Place {
  readonly id: string;
  readonly seq: number;
  readonly rev: string;
  readonly now: readonly string[];
  readonly once: readonly string[];
}

/** Places that a document has left stay in the lists until they are this many, and the half of a list. */
const LEAST_TO_CLEAR = 64;

/** Scope key → the places of its documents in the feed, in order: what a caller may read is found without looking at anybody else's. */
export class ScopeTable {
  readonly #aggregate: AnyAggregate;
  readonly #places = new Map<string, Place>();
  readonly #lists = new Map<string, PlaceList>();
  readonly #keySets = new Map<string, readonly string[]>();

  constructor(aggregate: AnyAggregate) {
    this.#aggregate = aggregate;
  }

  /** A row of the feed; they come in its order. Answers the place that it has here. */
  take({ seq, id, doc }: Change<Scoped>): Place {
    const now = keysNow(this.#aggregate, doc);
    // A document of one file that goes to another has to leave with whoever was lent the first.
    const files = (this.#places.get(id)?.once ?? []).filter(isFileKey);
    const once = [...new Set([...keysOnceHeld(doc), ...files, ...now])];
    return this.put({ id, seq, rev: doc._rev, now, once });
  }

  /** A place as it was once made of a row; they come in the order of the feed. */
  put({ id, seq, rev, now: nowKeys, once: onceKeys }: Place): Place {
    const before = this.#places.get(id);
    const [now, once] = [this.#shared(nowKeys), this.#shared(onceKeys)];
    const place: Place = { id, seq, rev, now, once };
    this.#places.set(id, place);
    for (const key of once) this.#listOf(key).add(place);
    for (const key of before?.once ?? []) this.#listOf(key).left((one) => this.#isStill(one));
    return place;
  }

  /** Where every document stands, in the order of the feed. */
  all(): readonly Place[] {
    return [...this.#places.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Places behind `since` that a caller with these scopes may hold, or could and has to be told of when they are behind `base` too. */
  *after(scopes: readonly string[], since: number, base: number): Generator<Place> {
    for (const place of merged(this.#listsOf(scopes), since))
      if (this.#isStill(place) && (place.seq > base || meets(scopes, place.now))) yield place;
  }

  /** Places a caller with these scopes may hold, the last changed first. */
  newest(scopes: readonly string[], limit: number): readonly Place[] {
    const found = new Map<string, Place>();
    for (const list of this.#listsOf(scopes))
      for (const place of list.last(limit, (one) => this.#isStill(one) && meets(scopes, one.now)))
        found.set(place.id, place);
    return [...found.values()].sort((a, b) => b.seq - a.seq).slice(0, limit);
  }

  /** The ids of all documents that a caller with these scopes may hold, in the order of their last change. */
  *ids(scopes: readonly string[]): Generator<string> {
    for (const place of this.after(scopes, 0, Number.POSITIVE_INFINITY)) yield place.id;
  }

  /** How many documents a caller with these scopes may hold. */
  count(scopes: readonly string[]): number {
    return this.countAfter(scopes, 0, Number.POSITIVE_INFINITY);
  }

  /** How many places `after` would give. */
  countAfter(scopes: readonly string[], since: number, base: number): number {
    let count = 0;
    for (const _ of this.after(scopes, since, base)) count += 1;
    return count;
  }

  /** Those of these scopes that any document here has or had, in order. */
  known(scopes: readonly string[]): readonly string[] {
    return [...new Set(scopes)].filter((scope) => this.#lists.has(scope)).sort();
  }

  /** The sequence of the last change that concerns a caller with these scopes; 0 when there is none. */
  lastSeq(scopes: readonly string[]): number {
    const last = this.#listsOf(scopes).map((list) => list.last(1, (place) => this.#isStill(place))[0]?.seq ?? 0);
    return Math.max(0, ...last);
  }

  #isStill(place: Place): boolean {
    return this.#places.get(place.id) === place;
  }

  #listOf(key: string): PlaceList {
    const list = this.#lists.get(key) ?? new PlaceList();
    this.#lists.set(key, list);
    return list;
  }

  #listsOf(scopes: readonly string[]): readonly PlaceList[] {
    return [...new Set(scopes)].flatMap((scope) => this.#lists.get(scope) ?? []);
  }

  /** Documents have few sets of keys between them: each is kept once. */
  #shared(keys: readonly string[]): readonly string[] {
    const name = [...keys].sort().join(' ');
    const known = this.#keySets.get(name) ?? [...keys];
    this.#keySets.set(name, known);
    return known;
  }
}

/** The places under one key, in the order of the feed. Those that their documents have left are cleared now and then. */
class PlaceList {
  #places: Place[] = [];
  #left = 0;

  add(place: Place): void {
    this.#places.push(place);
  }

  left(isStill: (place: Place) => boolean): void {
    this.#left += 1;
    if (this.#left < LEAST_TO_CLEAR || this.#left * 2 < this.#places.length) return;
    this.#places = this.#places.filter(isStill);
    this.#left = 0;
  }

  at(index: number): Place | undefined {
    return this.#places[index];
  }

  /** The first index behind this sequence. */
  behind(since: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle]?.seq ?? 0) > since) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The last `count` places that count, the newest first. */
  last(count: number, counts: (place: Place) => boolean): readonly Place[] {
    const found: Place[] = [];
    for (let at = this.#places.length - 1; at >= 0 && found.length < count; at -= 1) {
      const place = this.#places[at];
      if (place && counts(place)) found.push(place);
    }
    return found;
  }
}

/** The places of all lists behind `since`, each once, in the order of the feed. */
function* merged(lists: readonly PlaceList[], since: number): Generator<Place> {
  const at = lists.map((list) => list.behind(since));
  for (;;) {
    const heads = lists.map((list, which) => list.at(at[which] ?? 0));
    const next = heads.reduce((least, head) => (head && (!least || head.seq < least.seq) ? head : least), undefined);
    if (!next) return;
    heads.forEach((head, which) => {
      if (head === next) at[which] = (at[which] ?? 0) + 1;
    });
    yield next;
  }
}
