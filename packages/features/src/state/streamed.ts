import type { Replica } from '@healthcare/replica';
import type { Ports } from './ports.ts';

/** The part of an observable that is needed here. */
export interface Streamed<Value> {
  subscribe(next: (value: Value) => void): { unsubscribe(): void };
}

interface Context {
  readonly extra: unknown;
}

interface Cache<Value> extends Context {
  readonly cacheDataLoaded: Promise<{ readonly data: unknown }>;
  readonly cacheEntryRemoved: Promise<void>;
  updateCachedData(update: () => Value): unknown;
}

/** The parts of an endpoint that shows what a replica observes: the first value answers, later ones replace it while somebody looks. */
export function streamOf<Arg, Value>(source: (replica: Replica, arg: Arg, ports: Ports) => Streamed<Value>) {
  return {
    queryFn: async (arg: Arg, { extra }: Context): Promise<{ data: Value }> => {
      const ports = portsIn(extra);
      return { data: frozen(await first(source(ports.replica, arg, ports))) };
    },
    onCacheEntryAdded: async (arg: Arg, cache: Cache<Value>): Promise<void> => {
      const loaded = await cache.cacheDataLoaded.then(
        ({ data }) => ({ data }),
        () => null, // Removed before the first value came: nobody looks any more.
      );
      if (!loaded) return;
      let shown: unknown = loaded.data;
      const ports = portsIn(cache.extra);
      const stream = source(ports.replica, arg, ports);
      const watching = stream.subscribe((value) => {
        if (isSameShown(shown, value)) return; // The first value has answered already; told again, everything would be drawn twice.
        shown = value;
        cache.updateCachedData(() => frozen(value));
      });
      await cache.cacheEntryRemoved;
      watching.unsubscribe();
    },
  };
}

/** The same values, seen through a function, computed once per value. */
export function mapped<From, To>(source: Streamed<From>, map: (value: From) => To): Streamed<To> {
  return { subscribe: (next) => source.subscribe((value) => next(map(value))) };
}

/** The ports that the store was made with. */
export function portsIn(extra: unknown): Ports {
  return extra as Ports; // Redux passes the thunk argument untyped; `makeStore` is the one place that gives it.
}

/** What it says now. */
export function first<Value>(source: Streamed<Value>): Promise<Value> {
  return new Promise((resolve) => {
    let told = false;
    const watching = source.subscribe((value) => {
      told = true;
      resolve(value);
      queueMicrotask(() => watching?.unsubscribe());
    });
    if (told) watching.unsubscribe();
  });
}

/** The same documents in the same places: they are new objects whenever they change. Lists within an object are looked into, nothing deeper. */
export function isSameShown(one: unknown, other: unknown, depth = 2): boolean {
  if (Object.is(one, other)) return true;
  if (depth === 0 || !isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSameShown(one[key], other[key], depth - 1));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** The store would freeze documents to their last entry, every time; what stands here is never written to. */
function frozen<Value>(value: Value): Value {
  return Object.freeze(value);
}
