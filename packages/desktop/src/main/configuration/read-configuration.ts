import { join } from 'node:path';
import type { z } from 'zod';
import type { Banner, Language, WorkstationKind } from '../../api.ts';
import type { ScannerSettings } from '../scanner/scanner-folder.ts';
import type { ShellLog } from '../shell-log.ts';
import { isProtected, type JsonFile, policyPaths, readJsonFile } from './policy-file.ts';
import { type Policy, policyShape, problemsOf, type UserSettings, userSettingsShape } from './policy-shape.ts';
import type { SettingProblem } from './problem.ts';
import { readRegistryPolicy, registryKey } from './registry-policy.ts';

/** What this machine is and whom it talks to, checked. */
export interface Configuration {
  readonly serverUrl: string;
  readonly kind: WorkstationKind;
  readonly wardId: string | null;
  readonly language: Language | null;
  readonly idleLockSeconds: number;
  readonly pinRequired: boolean;
  readonly boardInitialsOnly: boolean;
  readonly kiosk: boolean;
  readonly allowPlainTextKeyStore: boolean;
  readonly recoveryKey: string | null;
  readonly enrolmentCode: string | null;
  /** None: the one that enrolment has kept counts. */
  readonly serverFingerprints: readonly string[];
  /** Null: this machine has no scanner's folder. */
  readonly scanner: ScannerSettings | null;
  readonly updates: NonNullable<Policy['updates']> | null;
  readonly banners: readonly Banner[];
}

export type ConfigurationRead =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly SettingProblem[]; readonly language: Language | null };

export interface ConfigurationSources {
  readonly kind: WorkstationKind;
  readonly userData: string;
  /** Environment variables are for development: an installed app does not listen to them. */
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: ShellLog;
}

/** Lock after two minutes on a ward terminal that everybody passes, fifteen at a desk. */
const idleLockSeconds: Readonly<Record<WorkstationKind, number>> = {
  ward: 120,
  pharmacy: 900,
  admin: 900,
  patient: 300,
};

/** Registry over policy file over environment (development) over the user's settings over what the app is built as. */
export async function readConfiguration(sources: ConfigurationSources): Promise<ConfigurationRead> {
  const { kind, userData } = sources;
  const settingsPath = join(userData, 'settings.json');
  const registry = checked(policyShape, { kind: 'read', value: await readRegistryPolicy() }, registryKey);
  const file = await policyFromFile(sources);
  const env = checked(userSettingsShape, environmentOf(sources), 'HEALTHCARE_SERVER_URL');
  const user = checked(userSettingsShape, await readJsonFile(settingsPath), settingsPath);
  const policy: Policy = { ...file.value, ...registry.value };
  const settings: UserSettings = { ...user.value, ...env.value };
  const { serverUrl, ...rest } = { ...settings, ...policy };
  const problems = [...registry.problems, ...file.problems, ...env.problems, ...user.problems];
  // A place with a problem gives no value at all: its server may be right, and must not be called missing.
  if (!serverUrl && problems.length === 0)
    problems.push({ code: 'setting/missing', source: settingsPath, field: 'serverUrl' });
  if (policy.kind && policy.kind !== kind) {
    const source = registry.value.kind ? registryKey : policyPathFor(sources);
    problems.push({ code: 'setting/other-kind', source, field: 'kind', allowed: kind });
  }
  const language = rest.language ?? null;
  if (problems.length > 0 || !serverUrl) return { ok: false, problems, language };
  const banners = file.ignored ? (['policy/ignored-writable'] as const) : [];
  const given = sources.isPackaged ? undefined : sources.env.HEALTHCARE_ENROLMENT_CODE;
  const withCode = { ...rest, ...(given && !rest.enrolmentCode && { enrolmentCode: given }) };
  return { ok: true, configuration: { ...withDefaults(withCode, kind), serverUrl, kind, banners } };
}

function withDefaults(policy: Omit<Policy, 'serverUrl'>, kind: WorkstationKind) {
  return {
    wardId: policy.wardId ?? null,
    language: policy.language ?? null,
    idleLockSeconds: policy.idleLockSeconds ?? idleLockSeconds[kind],
    pinRequired: policy.pinRequired ?? false,
    boardInitialsOnly: policy.boardInitialsOnly ?? false,
    kiosk: policy.kiosk ?? kind === 'patient',
    allowPlainTextKeyStore: policy.allowPlainTextKeyStore ?? false,
    recoveryKey: policy.recoveryKey ?? null,
    enrolmentCode: policy.enrolmentCode ?? null,
    serverFingerprints: policy.serverFingerprints ?? [],
    scanner: scannerOf(policy),
    updates: policy.updates ?? null,
  };
}

function scannerOf({
  scannerFolder,
  scannerFilesAfterwards,
}: Pick<Policy, 'scannerFolder' | 'scannerFilesAfterwards'>) {
  return scannerFolder === undefined ? null : { folder: scannerFolder, afterwards: scannerFilesAfterwards ?? 'moved' };
}

interface Checked<T> {
  readonly value: Partial<T>;
  readonly problems: readonly SettingProblem[];
}

function checked<T>(shape: z.ZodType<T>, file: JsonFile, source: string): Checked<T> {
  if (file.kind === 'absent') return { value: {}, problems: [] };
  if (file.kind === 'problem') return { value: {}, problems: [file.problem] };
  const found = shape.safeParse(file.value);
  return found.success
    ? { value: found.data as Partial<T>, problems: [] }
    : { value: {}, problems: problemsOf(found.error, source) };
}

function policyPathFor({ isPackaged, env }: ConfigurationSources): string {
  const given = isPackaged ? undefined : env.HEALTHCARE_POLICY_FILE;
  return given ?? policyPaths[process.platform] ?? '/etc/healthcare/policy.json';
}

async function policyFromFile(sources: ConfigurationSources): Promise<Checked<Policy> & { readonly ignored: boolean }> {
  const path = policyPathFor(sources);
  const isGiven = !sources.isPackaged && sources.env.HEALTHCARE_POLICY_FILE !== undefined;
  const file = await readJsonFile(path);
  if (file.kind !== 'absent' && !isGiven && !(await isProtected(path))) {
    sources.log.warn('policy/ignored-writable');
    return { value: {}, problems: [], ignored: true };
  }
  return { ...checked(policyShape, file, path), ignored: false };
}

function environmentOf({ isPackaged, env }: ConfigurationSources): JsonFile {
  const serverUrl = isPackaged ? undefined : env.HEALTHCARE_SERVER_URL;
  return serverUrl === undefined ? { kind: 'absent' } : { kind: 'read', value: { serverUrl } };
}
