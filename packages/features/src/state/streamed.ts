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
  readonly cacheDataLoaded: Promise<unknown>;
  readonly cacheEntryRemoved: Promise<void>;
  updateCachedData(update: () => Value): unknown;
}

/** The parts of an endpoint that shows what a replica observes: the first value answers, later ones replace it while somebody looks. */
export function streamOf<Arg, Value>(source: (replica: Replica, arg: Arg) => Streamed<Value>) {
  return {
    queryFn: async (arg: Arg, { extra }: Context): Promise<{ data: Value }> => ({
      data: frozen(await first(source(portsIn(extra).replica, arg))),
    }),
    onCacheEntryAdded: async (arg: Arg, cache: Cache<Value>): Promise<void> => {
      const loaded = await cache.cacheDataLoaded.then(
        () => true,
        () => false, // Removed before the first value came: nobody looks any more.
      );
      if (!loaded) return;
      const stream = source(portsIn(cache.extra).replica, arg);
      const watching = stream.subscribe((value) => cache.updateCachedData(() => frozen(value)));
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

/** The store would freeze documents to their last entry, every time; what stands here is never written to. */
function frozen<Value>(value: Value): Value {
  return Object.freeze(value);
}
