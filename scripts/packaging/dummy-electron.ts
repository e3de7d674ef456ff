import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** The three systems by electron-builder's names. */
export type System = 'linux' | 'win' | 'mac';

/**
 * The fuse wire of Electron's binaries: a mark, the version of the wire, the number of fuses, one character for each
 * ('0' off, '1' on). (Format: docs/tutorial/fuses.md of Electron.)
 */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100100'),
]);
const languages = ['en-GB', 'en-US', 'ar', 'de'];

/**
 * Writes what stands in for an Electron distribution where its binary cannot be had: enough to pack, to set fuses and to
 * seal the archive. It starts nothing. `version` is Electron's, e.g. 45.4.1.
 */
export function writeDummyElectron(folder: string, system: System, version: string): void {
  write(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) write(join(folder, name), 'dummy\n');
  if (system === 'mac') writeMac(folder, version);
  if (system === 'linux') writeLinux(folder);
  if (system === 'win') writeWindows(folder, version);
}

function writeChromium(folder: string): void {
  for (const name of pieces) write(join(folder, name), 'dummy\n');
  for (const language of languages) write(join(folder, 'locales', `${language}.pak`), 'dummy\n');
  mkdirSync(join(folder, 'resources'), { recursive: true });
}

const pieces = [
  ...['icudtl.dat', 'resources.pak', 'chrome_100_percent.pak', 'chrome_200_percent.pak'],
  ...['snapshot_blob.bin', 'v8_context_snapshot.bin'],
];

function writeLinux(folder: string): void {
  writeChromium(folder);
  const says = '#!/bin/sh\necho "This was packed without Electron and cannot run." >&2\nexit 1\n# ';
  write(join(folder, 'electron'), Buffer.concat([Buffer.from(says), fuseWire]), 0o755);
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler', 'libffmpeg.so', 'libEGL.so']) {
    write(join(folder, name), 'dummy\n', 0o755);
  }
}

/** A real PE file, because its icon and version are edited, that holds the wire as a resource. */
function writeWindows(folder: string, version: string): void {
  writeChromium(folder);
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const about = Resource.VersionInfo.createEmpty();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  about.setFileVersion(major, minor, patch, 0, 1033);
  about.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'Dummy Electron', ProductName: 'Electron' });
  about.outputToResourceEntries(resources.entries);
  const bin = fuseWire.buffer.slice(fuseWire.byteOffset, fuseWire.byteOffset + fuseWire.length) as ArrayBuffer;
  resources.entries.push({ type: 10, id: 1, lang: 1033, codepage: 1200, bin });
  resources.outputResource(executable);
  write(join(folder, 'electron.exe'), Buffer.from(executable.generate()));
  for (const name of ['ffmpeg.dll', 'libEGL.dll', 'libGLESv2.dll']) write(join(folder, name), 'dummy\n');
}

function writeMac(folder: string, version: string): void {
  const contents = join(folder, 'Electron.app/Contents');
  write(join(contents, 'Info.plist'), plist('Electron', 'com.github.Electron', version));
  write(join(contents, 'MacOS/Electron'), '#!/bin/sh\nexit 1\n', 0o755);
  write(join(contents, 'Resources/electron.icns'), 'dummy\n');
  write(join(contents, 'Resources/en.lproj/locale.pak'), '');
  write(join(contents, 'PkgInfo'), 'APPL????');
  const framework = join(contents, 'Frameworks/Electron Framework.framework');
  write(join(framework, 'Electron Framework'), fuseWire);
  for (const language of ['en_GB', 'ar', 'de']) {
    write(join(framework, 'Versions/A/Resources', `${language}.lproj`, 'locale.pak'), 'dummy\n');
  }
  for (const kind of ['', ' (Renderer)', ' (Plugin)', ' (GPU)']) {
    const name = `Electron Helper${kind}`;
    const app = join(contents, 'Frameworks', `${name}.app`, 'Contents');
    write(join(app, 'Info.plist'), plist(name, 'com.github.Electron.helper', version));
    write(join(app, 'MacOS', name), '#!/bin/sh\nexit 1\n', 0o755);
  }
}

function plist(name: string, id: string, version: string): string {
  const facts = {
    CFBundleExecutable: name,
    CFBundleIdentifier: id,
    CFBundleName: name,
    CFBundleVersion: version,
  };
  const pairs = Object.entries(facts).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  const type = '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';
  return `<?xml version="1.0" encoding="UTF-8"?>${type}<plist version="1.0"><dict>${pairs.join('')}</dict></plist>`;
}

function write(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, mode);
}
