import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { ScannedFile } from '../../api.ts';
import type { ShellLog } from '../shell-log.ts';
import { ScannerFolder, type ScannerSettings } from './scanner-folder.ts';

let base: string;
let folder: string;
let nowMs: number;
let warned: string[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'scanner-'));
  folder = join(base, 'scans');
  mkdirSync(folder);
  nowMs = 0;
  warned = [];
});

const log: ShellLog = { info: () => {}, warn: (event) => void warned.push(event), error: () => {} };

function opened(afterwards: ScannerSettings['afterwards'] = 'moved'): ScannerFolder {
  return new ScannerFolder({ folder, afterwards }, log, () => nowMs);
}

/** Looks, and again when what lies there has been still for long enough. */
async function settled(scanner: ScannerFolder): Promise<readonly ScannedFile[]> {
  await scanner.look();
  nowMs += 2000;
  const look = await scanner.look();
  return look.reached ? look.files : [];
}

function scan(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function textOf(scanner: ScannerFolder, { id }: ScannedFile): Promise<string> {
  return Buffer.from(await scanner.read(id, 0)).toString();
}

async function only(scanner: ScannerFolder): Promise<ScannedFile> {
  const [file, ...more] = await settled(scanner);
  if (!file || more.length > 0) throw new Error('one file was expected');
  return file;
}

test('a file is offered once it has stopped changing, with its first bytes and when it was written', async () => {
  const scanner = opened();
  scan('scan 1.pdf', '%PDF-1.7 first half');
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 1 });
  nowMs += 1500;
  appendFileSync(join(folder, 'scan 1.pdf'), ' and second');
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 1 });
  nowMs += 1500;
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 1 });
  nowMs += 500;
  const look = await scanner.look();
  expect(look).toMatchObject({ reached: true, arriving: 0, files: [{ name: 'scan 1.pdf', bytes: 30 }] });
  const [file] = look.reached ? look.files : [];
  expect(Buffer.from(file?.head ?? []).toString()).toBe('%PDF-1.7 first half and second');
  expect(Math.abs((file?.changedMs ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('an empty file is still arriving, however old it is', async () => {
  const scanner = opened();
  scan('empty.pdf', '');
  await settled(scanner);
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 1 });
});

test('links, folders, hidden files and what was taken before are not there', async () => {
  writeFileSync(join(base, 'secret.pdf'), 'of somebody else');
  symlinkSync(join(base, 'secret.pdf'), join(folder, 'link.pdf'));
  symlinkSync(base, join(folder, 'up'));
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', 'old.pdf'), 'old');
  scan('.hidden.pdf', 'half');
  scan('scan.pdf', 'whole');
  expect((await settled(opened())).map(({ name }) => name)).toEqual(['scan.pdf']);
});

test.each(['../secret.pdf', 'scan.pdf', '/etc/passwd', ''])('%s is no id, whatever it leads to', async (id) => {
  writeFileSync(join(base, 'secret.pdf'), 'of somebody else');
  scan('scan.pdf', 'whole');
  const scanner = opened();
  await settled(scanner);
  await expect(scanner.read(id, 0)).rejects.toThrow('scanner/gone');
  await expect(scanner.taken(id)).rejects.toThrow('scanner/gone');
});

test('a link that takes the place of a file that was offered is not followed', async () => {
  scan('scan.pdf', 'whole');
  writeFileSync(join(base, 'secret.pdf'), 'of somebody else');
  const scanner = opened();
  const file = await only(scanner);
  await textOf(scanner, file);
  rmSync(join(folder, 'scan.pdf'));
  symlinkSync(join(base, 'secret.pdf'), join(folder, 'scan.pdf'));
  await expect(scanner.read(file.id, 0)).rejects.toThrow('scanner/gone');
  await expect(scanner.taken(file.id)).rejects.toThrow('scanner/gone');
  expect(readFileSync(join(base, 'secret.pdf'), 'utf8')).toBe('of somebody else');
});

test('another file under the same name is another file', async () => {
  scan('scan.pdf', 'whole');
  const scanner = opened();
  const file = await only(scanner);
  scan('scan.pdf', 'of the next patient');
  await expect(scanner.read(file.id, 0)).rejects.toThrow('scanner/changed');
  await scanner.look();
  await expect(scanner.read(file.id, 0)).rejects.toThrow('scanner/gone');
});

test('a long file comes piece by piece, and nothing at its end', async () => {
  const long = Buffer.alloc(5 * 1024 * 1024, 'x');
  writeFileSync(join(folder, 'long.dcm'), long);
  const scanner = opened();
  const { id, bytes } = await only(scanner);
  const first = await scanner.read(id, 0);
  const second = await scanner.read(id, first.length);
  expect([first.length, second.length]).toEqual([4 * 1024 * 1024, bytes - 4 * 1024 * 1024]);
  expect(await scanner.read(id, bytes)).toHaveLength(0);
  expect(Buffer.concat([first, second]).equals(long)).toBe(true);
});

test('a file leaves the folder only after it was read to its end: moved below it, under a name of its own', async () => {
  const scanner = opened();
  for (const text of ['first', 'second']) {
    scan('scan.pdf', text);
    const file = await only(scanner);
    await expect(scanner.taken(file.id)).rejects.toThrow('scanner/not-read');
    expect(await textOf(scanner, file)).toBe(text);
    await scanner.taken(file.id);
    expect(existsSync(join(folder, 'scan.pdf'))).toBe(false);
    await expect(scanner.read(file.id, 0)).rejects.toThrow('scanner/gone');
  }
  const taken = readdirSync(join(folder, 'taken')).map((name) => readFileSync(join(folder, 'taken', name), 'utf8'));
  expect(taken.sort()).toEqual(['first', 'second']);
});

test('where the policy says so it is removed', async () => {
  scan('scan.pdf', 'whole');
  const scanner = opened('removed');
  const file = await only(scanner);
  await textOf(scanner, file);
  await scanner.taken(file.id);
  expect(readdirSync(folder)).toEqual([]);
});

test('a link in place of the folder for what is taken moves nothing out', async () => {
  scan('scan.pdf', 'whole');
  symlinkSync(base, join(folder, 'taken'));
  const scanner = opened();
  const file = await only(scanner);
  await textOf(scanner, file);
  await expect(scanner.taken(file.id)).rejects.toThrow('scanner/not-moved');
  expect(readFileSync(join(folder, 'scan.pdf'), 'utf8')).toBe('whole');
  expect(readdirSync(base)).toEqual(['scans']);
  expect(warned).toEqual(['scanner/not-moved']);
});

test('a folder that is away is said, and told to the log once until it is back', async () => {
  const scanner = opened();
  rmSync(folder, { recursive: true });
  expect([await scanner.look(), await scanner.look()]).toEqual([{ reached: false }, { reached: false }]);
  mkdirSync(folder);
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 0 });
  expect(warned).toEqual(['scanner/unreachable']);
});

test('what another workstation has taken is gone here', async () => {
  scan('scan.pdf', 'whole');
  const scanner = opened();
  const file = await only(scanner);
  renameSync(join(folder, 'scan.pdf'), join(base, 'elsewhere.pdf'));
  await expect(scanner.read(file.id, 0)).rejects.toThrow('scanner/gone');
  expect(await scanner.look()).toEqual({ reached: true, files: [], arriving: 0 });
});
