import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { type System, writeDummyElectron } from './dummy-electron.ts';

const repository = join(import.meta.dirname, '../..');
const { version: electronVersion } = createRequire(import.meta.url)('electron/package.json') as { version: string };

export interface PackOptions {
  /** A folder below apps/. */
  readonly app: string;
  readonly system: System;
  /** electron-builder's names: `dir` for the plain folder, or installers such as deb, msi, nsis, dmg. */
  readonly targets: readonly string[];
  /** Where the results go; the app's own `release` folder unless given. */
  readonly output?: string;
  /**
   * `local`: the distribution in node_modules when it is there and made for this system, else a dummy that starts nothing.
   * `download`: electron-builder fetches Electron, as a release machine does. `dummy`: always the dummy.
   */
  readonly electron: 'local' | 'download' | 'dummy';
}

export interface Packed {
  /** The folder that would be installed. */
  readonly folder: string;
  /** Installers and archives that were written. */
  readonly artifacts: readonly string[];
  /** Whether what was packed can start. */
  readonly isRunnable: boolean;
}

const platforms = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC } as const;
const unpacked = { linux: 'linux-unpacked', win: 'win-unpacked', mac: 'mac' } as const;

/** Packs what is built in an app's `dist` by electron-builder.yml. Rejects when the app is not built or a target fails. */
export async function packApp(options: PackOptions): Promise<Packed> {
  const projectDir = join(repository, 'apps', options.app);
  mustBeBuilt(projectDir);
  const temporary = mkdtempSync(join(tmpdir(), 'healthcare-electron-'));
  try {
    const electronDist = electronFor(options, temporary);
    const output = options.output ?? join(projectDir, 'release');
    const artifacts = await build({
      projectDir,
      targets: platforms[options.system].createTarget([...options.targets]),
      publish: 'never',
      config: {
        extends: join(repository, 'electron-builder.yml'),
        directories: { output },
        ...(electronDist === null ? {} : { electronDist }),
        ...signing(options.system),
      },
    });
    const isRunnable = electronDist !== temporary;
    return { folder: join(output, unpacked[options.system]), artifacts, isRunnable };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function mustBeBuilt(projectDir: string): void {
  for (const file of ['dist/main.cjs', 'dist/preload.cjs', 'dist/renderer/index.html']) {
    if (!existsSync(join(projectDir, file))) throw new Error(`${join(projectDir, file)} is missing: run npm run build`);
  }
}

/** The folder of the Electron to pack with; null: electron-builder fetches its own. */
function electronFor({ electron, system }: PackOptions, temporary: string): string | null {
  if (electron === 'download') return null;
  const local = join(repository, 'node_modules/electron/dist');
  const isOwnSystem = system === systemOf(process.platform);
  if (electron === 'local' && isOwnSystem && isElectron(local)) return local;
  writeDummyElectron(temporary, system, electronVersion);
  return temporary;
}

function isElectron(folder: string): boolean {
  const version = join(folder, 'version');
  return existsSync(version) && readFileSync(version, 'utf8').replace(/^v/, '').trim() === electronVersion;
}

function systemOf(platform: NodeJS.Platform): System {
  return platform === 'win32' ? 'win' : platform === 'darwin' ? 'mac' : 'linux';
}

/** Without a certificate nothing is signed; without this switch electron-builder would look for one on the network. */
function signing(system: System): Configuration {
  if (process.env.CSC_LINK || process.env.WIN_CSC_LINK) return {};
  if (system === 'mac') return { mac: { identity: null } };
  return system === 'win' ? { win: { signAndEditExecutable: true, signExts: ['!.exe', '!.dll'] } } : {};
}
