import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The key that group policies of a Windows domain write. */
export const registryKey = 'HKLM\\SOFTWARE\\Policies\\HealthCare';

/** Names in the registry beside ours, and how a DWORD is meant. */
const names: Readonly<Record<string, { readonly field: string; readonly isFlag?: true }>> = {
  ServerUrl: { field: 'serverUrl' },
  Kind: { field: 'kind' },
  WardId: { field: 'wardId' },
  Language: { field: 'language' },
  IdleLockSeconds: { field: 'idleLockSeconds' },
  PinRequired: { field: 'pinRequired', isFlag: true },
  BoardInitialsOnly: { field: 'boardInitialsOnly', isFlag: true },
  Kiosk: { field: 'kiosk', isFlag: true },
  AllowPlainTextKeyStore: { field: 'allowPlainTextKeyStore', isFlag: true },
  RecoveryKey: { field: 'recoveryKey' },
  EnrolmentCode: { field: 'enrolmentCode' },
  ScannerFolder: { field: 'scannerFolder' },
  ScannerFilesAfterwards: { field: 'scannerFilesAfterwards' },
};

/** What the registry says, by our names; a value we do not know keeps its own name and is refused later by that. */
export async function readRegistryPolicy(): Promise<Readonly<Record<string, unknown>>> {
  if (process.platform !== 'win32') return {};
  const reg = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  try {
    const { stdout } = await promisify(execFile)(reg, ['query', registryKey, '/reg:64'], { windowsHide: true });
    return asPolicy(registryValues(stdout));
  } catch {
    return {}; // reg.exe ends with 1 when the key is not there
  }
}

/** Reads what `reg.exe query` prints: no native module, no PowerShell (often blocked). */
export function registryValues(printed: string): Readonly<Record<string, string | number>> {
  const values: Record<string, string | number> = {};
  for (const line of printed.split(/\r?\n/)) {
    const [, name, type, value] = /^ {4}(.+?) {4}REG_(SZ|DWORD) {4}(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values[name] = type === 'DWORD' ? Number(value) : value;
  }
  return values;
}

export function asPolicy(values: Readonly<Record<string, string | number>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const known = names[name];
      return [known?.field ?? name, known?.isFlag && (value === 0 || value === 1) ? value === 1 : value];
    }),
  );
}
