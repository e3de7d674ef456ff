import { cloned, codec } from './codec.ts';
import { WorldBridge } from './world-bridge.ts';

type Listener = (event: unknown, ...args: unknown[]) => void;
type Require = (name: string) => unknown;
type Preload = (require: Require, module: { exports: unknown }, exports: unknown, process: object) => void;

interface IsolatedGlobals {
  electronDoubleSend?: (message: string) => void;
  electronDoubleReceive?: (message: string) => void;
}

interface FromMain {
  readonly id?: number;
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly channel?: string;
  readonly args?: readonly unknown[];
}

/** Runs the preload in its own world with what a sandboxed preload has: `electron`, a thin `process`, and nothing of Node. */
export function isolatedWorld(token: string, process: object, preload: Preload, withSubFrames: boolean): void {
  if (window !== window.top && !withSubFrames) return;
  const bridge = new WorldBridge(`${token}-main`, `${token}-isolated`);
  const electron = strict(
    {
      ipcRenderer: strict(rendererIpc(), 'ipcRenderer'),
      contextBridge: strict(
        { exposeInMainWorld: (name: string, api: unknown) => bridge.expose(name, api) },
        'contextBridge',
      ),
    },
    'electron (in the preload)',
  );
  const require: Require = (name) => {
    if (/^electron(\/renderer|\/common)?$/.test(name)) return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const message = { kind: 'preload-error', id: 0, channel: '', args: codec.stringify([said]) };
    (globalThis as IsolatedGlobals).electronDoubleSend?.(JSON.stringify(message));
  }
}

function rendererIpc() {
  const globals = globalThis as IsolatedGlobals;
  const waiting = new Map<number, readonly [(value: unknown) => void, (error: Error) => void]>();
  const listeners = new Map<string, Set<Listener>>();
  let lastId = 0;

  const post = (kind: 'send' | 'invoke', channel: string, args: unknown[], id = 0) =>
    globals.electronDoubleSend?.(JSON.stringify({ kind, id, channel, args: codec.stringify(cloned(args)) }));

  globals.electronDoubleReceive = (text) => {
    const message = codec.parse(text) as FromMain;
    if (message.id === undefined) {
      const event = { sender: ipc, senderId: 0, ports: [] };
      for (const listener of [...(listeners.get(message.channel ?? '') ?? [])])
        listener(event, ...(message.args ?? []));
      return;
    }
    const settle = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) settle?.[0](message.value);
    else settle?.[1](new Error(String(message.value)));
  };

  const on = (channel: string, listener: Listener) => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known.add(listener));
    return ipc;
  };
  const removeListener = (channel: string, listener: Listener) => {
    listeners.get(channel)?.delete(listener);
    return ipc;
  };
  const ipc = {
    on,
    addListener: on,
    off: removeListener,
    removeListener,
    send: (channel: string, ...args: unknown[]) => void post('send', channel, args),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise<unknown>((ok, no) => {
        lastId += 1;
        const id = lastId;
        waiting.set(id, [ok, no]);
        try {
          post('invoke', channel, args, id);
        } catch (error) {
          waiting.delete(id);
          no(error as Error);
        }
      }),
  };
  return ipc;
}

function strict<T extends object>(modelled: T, name: string): T {
  return new Proxy(modelled, {
    get(target, key) {
      if (key in target || typeof key === 'symbol') return Reflect.get(target, key);
      throw new Error(`electron double: ${name}.${key} is not modelled`);
    },
  });
}
