import { cloned, isPlain } from './codec.ts';

type Callable = (...args: unknown[]) => unknown;
type Settlers = readonly [(value: unknown) => void, (error: unknown) => void];

interface Crossing {
  readonly expose?: string;
  readonly call?: number;
  readonly returned?: { readonly ok: boolean; readonly value: unknown };
  readonly settle?: number;
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly args?: unknown;
}

/**
 * One side of contextBridge. The two worlds of a page share its DOM and nothing else, so each message is a DOM event with a
 * structured clone in it; functions and promises cross as handles. Events are synchronous: so are calls.
 */
export class WorldBridge {
  onExpose: (name: string, api: unknown) => void = () => {};
  private readonly outgoing: string;
  private readonly functions = new Map<number, Callable>();
  private readonly promises = new Map<number, Settlers>();
  private lastHandle = 0;
  private returned: Crossing['returned'];

  constructor(outgoing: string, incoming: string) {
    this.outgoing = outgoing;
    window.addEventListener(incoming, (event) => this.receive((event as CustomEvent<Crossing>).detail));
  }

  expose(name: string, api: unknown): void {
    this.send({ expose: name, value: this.packed(api) });
  }

  private send(message: Crossing): void {
    window.dispatchEvent(new CustomEvent(this.outgoing, { detail: cloned(message) }));
  }

  private receive(message: Crossing): void {
    if (message.expose !== undefined) this.onExpose(message.expose, this.unpacked(message.value));
    else if (message.call !== undefined) this.answer(message.call, message.args);
    else if (message.returned) this.returned = message.returned;
    else if (message.settle !== undefined) this.settle(message.settle, message.ok === true, message.value);
  }

  private answer(handle: number, args: unknown): void {
    const called = this.functions.get(handle) as Callable;
    try {
      const value = called(...(this.unpacked(args) as unknown[]));
      this.send({ returned: { ok: true, value: this.packed(value) } });
    } catch (error) {
      this.send({ returned: { ok: false, value: asError(error) } });
    }
  }

  private settle(handle: number, ok: boolean, value: unknown): void {
    const waiting = this.promises.get(handle);
    this.promises.delete(handle);
    waiting?.[ok ? 0 : 1](this.unpacked(value));
  }

  private packed(value: unknown): unknown {
    if (typeof value === 'function') {
      this.lastHandle += 1;
      this.functions.set(this.lastHandle, value as Callable);
      return { $function: this.lastHandle };
    }
    if (value instanceof Promise) return this.packedPromise(value);
    if (!isPlain(value)) return value;
    if (Array.isArray(value)) return value.map((item) => this.packed(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.packed(item)]));
  }

  private packedPromise(promise: Promise<unknown>): unknown {
    this.lastHandle += 1;
    const handle = this.lastHandle;
    const settled = (ok: boolean, value: unknown) => {
      try {
        this.send({ settle: handle, ok, value: this.packed(value) });
      } catch (error) {
        this.send({ settle: handle, ok: false, value: asError(error) });
      }
    };
    promise.then(
      (value) => settled(true, value),
      (error) => settled(false, asError(error)),
    );
    return { $promise: handle };
  }

  private unpacked(value: unknown): unknown {
    if (!isPlain(value)) return value;
    if (Array.isArray(value)) return value.map((item) => this.unpacked(item));
    if (typeof value.$function === 'number') return this.proxyOf(value.$function);
    if (typeof value.$promise === 'number') {
      const handle = value.$promise;
      return new Promise((ok, no) => this.promises.set(handle, [ok, no]));
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.unpacked(item)]));
  }

  private proxyOf(handle: number): Callable {
    return (...args) => {
      this.send({ call: handle, args: this.packed(args) });
      const { returned } = this;
      this.returned = undefined;
      if (returned && !returned.ok) throw returned.value;
      return this.unpacked(returned?.value);
    };
  }
}

/** Only the message of an error crosses a contextBridge. */
function asError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}

export function frozen(value: unknown): unknown {
  if (!isPlain(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
