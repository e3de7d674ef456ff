import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDesktop } from '../build-desktop.mjs';
import { type Packed, packApp } from './pack-app.ts';
import { asarBelow, packedFiles, unpackedAppFrom } from './packed-app.ts';

const output = mkdtempSync(join(tmpdir(), 'healthcare-packed-'));
let packed: Packed;

beforeAll(async () => {
  await buildDesktop('ward');
  packed = await packApp({ app: 'ward', system: 'linux', targets: ['dir'], electron: 'dummy', output });
}, 120_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

test('the archive holds the bundles and the page, and nothing of our sources or of node_modules', () => {
  const files = packedFiles(asarBelow(packed.folder));
  expect(files).toEqual(
    expect.arrayContaining(['/package.json', '/dist/main.cjs', '/dist/preload.cjs', '/dist/renderer/index.html']),
  );
  expect(files.filter((path) => /node_modules|\.tsx?$|\.map$|e2e/.test(path))).toEqual([]);
});

test('the code comes out of the archive as it went in, with its main where package.json says', () => {
  const target = mkdtempSync(join(tmpdir(), 'healthcare-unpacked-'));
  const main = unpackedAppFrom(asarBelow(packed.folder), target);
  const { main: named } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as { main: string };
  expect(main).toBe(join(target, named));
  expect(readFileSync(main)).toEqual(readFileSync(join(import.meta.dirname, '../../apps/ward/dist/main.cjs')));
  rmSync(target, { recursive: true });
});

test('an archive that is not there is named', () => {
  expect(() => unpackedAppFrom(join(output, 'no.asar'), output)).toThrow('no.asar');
});

test('the fuses are set: no Node, no inspector, only the sealed archive', async () => {
  const wire = await getCurrentFuseWire(join(packed.folder, 'healthcare-ward'));
  const isOn = (fuse: FuseV1Options) => wire[fuse] === '1'.charCodeAt(0);
  expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
  expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
});

test('the dummy is called what it is, and the policy templates lie beside the program', () => {
  expect(packed.isRunnable).toBe(false);
  expect(readFileSync(join(packed.folder, 'healthcare-ward'), 'latin1')).toContain('packed without Electron');
  expect(existsSync(join(packed.folder, 'resources/policy/policy.example.json'))).toBe(true);
});

test.each(['win', 'mac'] as const)(
  'the same configuration packs for %s, with the seal of the archive in the binary or beside it',
  async (system) => {
    const { folder } = await packApp({
      app: 'ward',
      system,
      targets: ['dir'],
      electron: 'dummy',
      output: join(output, system),
    });
    expect(packedFiles(asarBelow(folder))).toContain('/dist/main.cjs');
    const sealed = system === 'win' ? 'HealthCareWard.exe' : 'HealthCare Ward.app/Contents/Info.plist';
    const bytes = readFileSync(join(folder, sealed));
    const mark = system === 'win' ? Buffer.from('ELECTRONASAR', 'utf16le') : Buffer.from('ElectronAsarIntegrity');
    expect(bytes.includes(mark)).toBe(true);
  },
  120_000,
);
