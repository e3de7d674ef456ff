import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SettingProblem } from './problem.ts';
import { writersOnWindows } from './windows-access.ts';

/** Where the hospital's IT puts the policy of a machine. */
export const policyPaths: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: '/etc/healthcare/policy.json',
  darwin: '/Library/Application Support/HealthCare/policy.json',
  win32: `${process.env.ProgramData ?? 'C:\\ProgramData'}\\HealthCare\\policy.json`,
};

/** A file of settings: not there, read as JSON and not checked yet, or there and of no use. */
export type JsonFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: SettingProblem };

export async function readJsonFile(path: string): Promise<JsonFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'problem', problem: { code: 'setting/unreadable', source: path, field: '' } };
  }
  try {
    return { kind: 'read', value: JSON.parse(text.replace(/^\uFEFF/, '')) }; // Windows editors put a mark in front
  } catch {
    return { kind: 'problem', problem: { code: 'setting/not-json', source: path, field: '' } };
  }
}

/** Whether only the machine's administrators may change a file: the file itself, or put another one in its place. */
export async function isProtected(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform === 'win32') return (await writersOnWindows(path)) === 'administrators';
  return (await isRootsOwn(path)) && (await isRootsOwn(dirname(path)));
}

async function isRootsOwn(path: string): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const groupWrites = (mode & 0o020) !== 0 && gid !== 0;
  return uid === 0 && !groupWrites && (mode & 0o002) === 0;
}
