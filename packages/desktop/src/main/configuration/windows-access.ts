import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Administrators, the system, TrustedInstaller, and the creator's placeholder, which grants nothing by itself. */
const trusted = ['BA', 'SY', 'CO', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'];
/** Rights with which a file can be changed, or its permissions or owner: as words of two letters, and as bits. */
const writingWords = ['GA', 'GW', 'FA', 'FW', 'SD', 'WD', 'WO', 'DC', 'LC', 'RP', 'CR'];
const writingBits = 0x500d_0116;

/** Who may change a file, by its access list; `others` also when that cannot be found out. */
export async function writersOnWindows(path: string): Promise<'administrators' | 'others'> {
  const folder = await mkdtemp(join(tmpdir(), 'healthcare-'));
  const icacls = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'icacls.exe');
  try {
    const saved = join(folder, 'access');
    await promisify(execFile)(icacls, [path, '/save', saved], { windowsHide: true });
    return othersMayWrite(await readFile(saved, 'utf16le')) ? 'others' : 'administrators';
  } catch {
    return 'others'; // a policy nobody can vouch for is none
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether an access list in SDDL, whose words are the same on a Windows of any language, lets others write. */
export function othersMayWrite(sddl: string): boolean {
  const entries = [...sddl.matchAll(/\(X?A;([^;]*);([^;]*);[^;]*;[^;]*;([^;)]+)[^)]*\)/g)];
  const hasNoList = !/(^|\s)D:/.test(sddl) || entries.length === 0; // no list at all lets everybody in
  const isForItself = (flags: string) => !flags.includes('IO'); // others are only handed down to files made later
  return (
    hasNoList ||
    entries.some(
      ([, flags = '', rights = '', who = '']) => isForItself(flags) && !trusted.includes(who) && mayWrite(rights),
    )
  );
}

function mayWrite(rights: string): boolean {
  if (/^0x/i.test(rights)) return (Number(rights) & writingBits) !== 0;
  return (rights.match(/../g) ?? []).some((word) => writingWords.includes(word));
}
