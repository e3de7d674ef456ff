import type { ReplicaOptions } from '@healthcare/replica';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { type SmallWard, smallWard, type Terminal, terminal } from './small-ward.ts';

/** The ward of a test file, and its terminals. */
export interface WardOfTerminals {
  readonly server: SmallWard['server'];
  /** Opened for one test, and closed behind it. */
  terminalOf(secret: string, more?: Partial<ReplicaOptions>): Promise<Terminal>;
  /** Closes what is open, before the test ends. */
  closeTerminals(): Promise<void>;
}

/** One ward for all tests of the file that calls this; each begins with its server up. */
export function wardOfTerminals(): WardOfTerminals {
  let ward: SmallWard;
  const open = new Set<Terminal>();
  const closeTerminals = async () => {
    for (const one of [...open]) await one.close();
  };
  // Real processes on a machine that others use too: nothing here is about speed.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  beforeAll(async () => {
    ward = await smallWard();
  });
  beforeEach(async () => {
    if (!ward.server.running) await ward.server.start(); // A test that failed may have left it killed.
  });
  afterEach(closeTerminals);
  afterAll(() => ward.end());
  return {
    get server() {
      return ward.server;
    },
    async terminalOf(secret, more = {}) {
      const opened = await terminal(ward, secret, more);
      const one: Terminal = {
        ...opened,
        close: () => {
          open.delete(one);
          return opened.close();
        },
      };
      open.add(one);
      return one;
    },
    closeTerminals,
  };
}
