import { EventEmitter } from 'node:events';
import type Electron from 'electron';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

/** `ipcMain` and each `webContents.ipc`. */
export class DoubleIpc extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle = (channel: string, handler: Handler) => {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  };
  handleOnce = (channel: string, handler: Handler) =>
    this.handle(channel, (...args) => {
      this.handlers.delete(channel);
      return handler(...args);
    });
  removeHandler = (channel: string) => void this.handlers.delete(channel);
}

export const ipcMain = new DoubleIpc();
