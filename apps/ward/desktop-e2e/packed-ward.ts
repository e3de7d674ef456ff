import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchWorkstation, type Workstation } from '@healthcare/testing/electron';
import { build } from 'vite';
import { buildDesktop } from '../../../scripts/build-desktop.mjs';
import { packApp } from '../../../scripts/packaging/pack-app.ts';
import { asarBelow, unpackedAppFrom } from '../../../scripts/packaging/packed-app.ts';
import type { Terminal } from '../e2e/terminal.ts';
import { enrolmentCodes } from '../e2e/ward-under-test.ts';

/** The ward as it is installed: packed, then its code taken out of the archive again. */
export interface PackedWard {
  /** The main file that came out of the archive. */
  readonly main: string;
  remove(): void;
}

const app = join(import.meta.dirname, '..');

export async function packedWard(): Promise<PackedWard> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-ward-'));
  if (!existsSync(join(app, 'dist/renderer/index.html'))) await build({ root: app, logLevel: 'warn' });
  await buildDesktop('ward');
  const output = join(folder, 'release');
  const packed = await packApp({ app: 'ward', system: 'linux', targets: ['dir'], electron: 'dummy', output });
  const main = unpackedAppFrom(asarBelow(packed.folder), join(folder, 'app'));
  return { main, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A desk of the ward with a profile of its own, which outlives the program. */
export interface Desk {
  readonly userData: string;
  readonly workstation: Workstation;
  /** The page that is open now, for the steps of the browser's journeys. */
  terminal(): Promise<Terminal>;
}

/** Starts the program at a desk; `userData` continues the profile of an earlier start. A `policy.json` in it is the policy of this machine. */
export async function deskOf(
  { main }: PackedWard,
  serverUrl: string,
  userData = mkdtempSync(join(tmpdir(), 'ward-desk-')),
): Promise<Desk> {
  const policy = join(userData, 'policy.json');
  const workstation = await launchWorkstation({
    main,
    userData,
    env: {
      HEALTHCARE_SERVER_URL: serverUrl,
      HEALTHCARE_ENROLMENT_CODE: enrolmentCodes.ward,
      ...(existsSync(policy) && { HEALTHCARE_POLICY_FILE: policy }),
    },
  });
  const terminal = async (): Promise<Terminal> => {
    const page = await workstation.page();
    const card = (place: string) => page.getByRole('article', { name: place, exact: true });
    return { page, context: page.context(), card, server: serverUrl };
  };
  return { userData, workstation, terminal };
}
