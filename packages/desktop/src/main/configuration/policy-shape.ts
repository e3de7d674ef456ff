import { createPublicKey } from 'node:crypto';
import { posix } from 'node:path';
import { z } from 'zod';
import { fingerprint } from './fingerprint.ts';
import type { SettingProblem, SettingProblemCode } from './problem.ts';
import { serverAddress } from './server-address.ts';

const address = z.string().transform((text, context) => {
  const found = serverAddress(text);
  if (found.ok) return found.url;
  context.addIssue({ code: 'custom', params: { problem: found.code } });
  return z.NEVER;
});

const publicKey = z.string().superRefine((pem, context) => {
  try {
    if (createPublicKey(pem).asymmetricKeyType === 'rsa') return;
  } catch {
    // not a key at all: the same problem as a key of another kind
  }
  context.addIssue({ code: 'custom', params: { problem: 'setting/not-a-key' satisfies SettingProblemCode } });
});

const ed25519Key = z.string().superRefine((pem, context) => {
  try {
    if (createPublicKey(pem).asymmetricKeyType === 'ed25519') return;
  } catch {
    // as above
  }
  context.addIssue({ code: 'custom', params: { problem: 'setting/not-a-key' satisfies SettingProblemCode } });
});

/** As the system of this machine writes a whole path; on Windows with a drive or as a share. */
const folder = z.string().superRefine((path, context) => {
  const isWhole = process.platform === 'win32' ? /^([a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path) : posix.isAbsolute(path);
  if (isWhole && !path.split(/[\\/]/).includes('..')) return;
  context.addIssue({ code: 'custom', params: { problem: 'setting/not-a-folder' satisfies SettingProblemCode } });
});

/** What may be asked of updates; they are off unless the hospital turns them on. */
export const updatesShape = z.strictObject({
  enabled: z.boolean().default(false),
  manifestUrl: address.optional(),
  /** Two Ed25519 public keys as PEM: the present one and the next, so that keys can be changed. */
  keys: z.array(ed25519Key).max(2).default([]),
  ring: z.enum(['early', 'normal', 'held']).default('normal'),
});

/** The machine policy, decided by the hospital's IT. Unknown fields are refused: a typing error must not pass silently. */
export const policyShape = z.strictObject({
  serverUrl: address.optional(),
  kind: z.enum(['ward', 'pharmacy', 'admin', 'patient']).optional(),
  wardId: z.string().min(1).max(64).optional(),
  language: z.enum(['en', 'ar']).optional(),
  idleLockSeconds: z.int().min(15).max(3600).optional(),
  /** Whoever signs in has to set a PIN for this machine. */
  pinRequired: z.boolean().optional(),
  /** The board of this terminal hangs where everybody passes: it shows initials, and nobody turns names on. */
  boardInitialsOnly: z.boolean().optional(),
  kiosk: z.boolean().optional(),
  /** Allows a Linux machine without a key store; its pages then carry a permanent banner. */
  allowPlainTextKeyStore: z.boolean().optional(),
  /** RSA public key as PEM: the machine's data key is wrapped for it too, so that a lost profile loses no unsent work. */
  recoveryKey: publicKey.optional(),
  updates: updatesShape.optional(),
  /** By which a machine enrols itself at its first start: a rollout code, or one for this machine alone. */
  enrolmentCode: z
    .string()
    .regex(/^[\w-]{4,40}$/)
    .optional(),
  /** SHA-256 of the server's certificate, and of the one that comes after it; they win over the one that enrolment has kept. */
  serverFingerprints: z.array(fingerprint).min(1).max(2).optional(),
  /** Where the ward's scanner puts its files: they are offered in patients' files. */
  scannerFolder: folder.optional(),
  /** What becomes of a file there once it is in a patient's file: moved into `taken` below the folder, or removed. */
  scannerFilesAfterwards: z.enum(['moved', 'removed']).optional(),
});

/** What a person at the machine may set in `settings.json` of the app's folder; the policy wins. */
export const userSettingsShape = policyShape.pick({ serverUrl: true, wardId: true, language: true });

export type Policy = Readonly<z.infer<typeof policyShape>>;
export type UserSettings = Readonly<z.infer<typeof userSettingsShape>>;

/** The problems of a value that does not fit, each with its field. */
export function problemsOf(error: z.ZodError, source: string): readonly SettingProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, source));
}

function problemsOfIssue(issue: z.core.$ZodIssue, source: string): readonly SettingProblem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'setting/unknown', source, field: [...issue.path, key].join('.') }));
  }
  if (issue.code === 'custom') {
    const code = issue.params?.problem as SettingProblemCode;
    return [{ code, source, field }];
  }
  const allowed = allowedBy(issue);
  const code = issue.code === 'invalid_type' ? 'setting/wrong-type' : 'setting/not-allowed';
  return [{ code, source, field, ...(allowed ? { allowed } : {}) }];
}

function allowedBy(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code === 'invalid_type') return issue.expected;
  return undefined;
}
