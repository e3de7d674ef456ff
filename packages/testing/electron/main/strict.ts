import { EventEmitter } from 'node:events';

/**
 * The same object, but reading a property that the double does not model throws.
 * Symbols and `then` pass: the language asks for them by itself.
 */
export function strict<T extends object>(modelled: T, name: string): T {
  return new Proxy(modelled, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key);
      throw new Error(`electron double: ${name}.${key} is not modelled`);
    },
  });
}

/** An emitter that refuses listeners for events the double never emits: they would wait for ever and pass. */
export class ModelledEmitter<Events extends { [K in keyof Events]: unknown[] }> extends EventEmitter {
  private readonly modelled: readonly (keyof Events & string)[];
  private readonly owner: string;

  constructor(owner: string, modelled: readonly (keyof Events & string)[]) {
    super();
    this.owner = owner;
    this.modelled = modelled;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the signature of node:events, narrowed by Electron's own types in the app
  override on(event: string, listener: (...args: any[]) => void): this {
    this.mustBeModelled(event);
    return super.on(event, listener);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  override addListener(event: string, listener: (...args: any[]) => void): this {
    return this.on(event, listener);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  override once(event: string, listener: (...args: any[]) => void): this {
    this.mustBeModelled(event);
    return super.once(event, listener);
  }

  private mustBeModelled(event: string): void {
    if (event === 'newListener' || event === 'removeListener') return;
    if (!this.modelled.includes(event as keyof Events & string)) {
      throw new Error(`electron double: the event '${event}' of ${this.owner} is not modelled`);
    }
  }
}

/** The first argument of Electron's events that can be prevented. */
export interface Cancellable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function cancellable<T extends object>(about: T = {} as T): T & Cancellable {
  return Object.assign(about, {
    defaultPrevented: false,
    preventDefault(this: Cancellable) {
      this.defaultPrevented = true;
    },
  });
}

/** Names in `given` that are not in `modelled` throw: an option that has no effect here must not look tested. */
export function onlyModelled(given: object, modelled: readonly string[], what: string): void {
  for (const name of Object.keys(given)) {
    if (!modelled.includes(name)) throw new Error(`electron double: the option '${name}' of ${what} is not modelled`);
  }
}
