import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openWard, type WardUnderTest } from '../e2e/ward-under-test.ts';
import { type PackedWard, packedWard } from './packed-ward.ts';

/** What a journey of the desktop begins with. */
export interface InstalledWard {
  /** The program as it is installed, once for all tests of a file. */
  readonly program: PackedWard;
  /** Server and people, anew for each test. */
  readonly ward: WardUnderTest;
}

/** Registers the hooks that bring both up and take them away; to be read within a test. */
export function installedWard(): InstalledWard {
  let program: PackedWard;
  let ward: WardUnderTest;
  beforeAll(async () => {
    program = await packedWard();
  }, 180_000);
  afterAll(() => program.remove());
  beforeEach(async () => {
    ward = await openWard();
  });
  afterEach(() => ward.remove());
  return {
    get program() {
      return program;
    },
    get ward() {
      return ward;
    },
  };
}
