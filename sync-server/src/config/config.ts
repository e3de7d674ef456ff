import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Numbers arrive as text from the environment and as numbers from the file. */
function number(least: number, most: number, expected: string) {
  const text = z
    .string()
    .regex(/^\d+(\.\d+)?$/, expected)
    .transform(Number);
  return z
    .union([z.number({ error: expected }), text], { error: expected })
    .pipe(z.number().min(least, expected).max(most, expected));
}

function whole(least: number, most: number, what: string) {
  const expected = `${what}, a whole number from ${least} to ${most}`;
  return number(least, most, expected).refine(Number.isInteger, expected);
}

const origin = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:\/\/[^/\s*]+$/, 'origins as app://ward or https://ward.example, separated by commas');

/** A file's record is none of them: its parts are sealed, and are removed with it. Openings are held by nobody. */
const attachable = z.enum(['calls', 'rooms', 'staff', 'stays', 'patients', 'handovers']);

/** On one line: it stands in the subject of mails. */
const hospitalName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\r\n]*$/);

/** Every setting of the server, with its default. By environment (`HEALTHCARE_…`) or by a JSON file with the same names in camelCase. */
export const Config = z.strictObject({
  host: z.string({ error: 'an address of this machine' }).min(1, 'an address of this machine').default('127.0.0.1'),
  /** 0 takes any free port. */
  port: whole(0, 65_535, 'a port').default(4600),
  /** Folder of the embedded databases. */
  data: z.string({ error: 'a folder' }).min(1, 'a folder').default('.data/server'),
  /** What secrets in the database are sealed with; never in the data folder. Empty: `<data>.secret`, beside it. */
  secretFile: z.string({ error: 'a file' }).default(''),
  /** `auto`: with a certificate everywhere but on loopback. `off` only where something in front of the server has one. */
  tls: z.enum(['auto', 'on', 'off'], { error: 'auto, on or off' }).default('auto'),
  /** Files in PEM; empty: the server makes its own at the first start and keeps it beside its data. */
  tlsCertificate: z.string({ error: 'a file' }).default(''),
  tlsKey: z.string({ error: 'a file' }).default(''),
  /** Folder of the built ward page, served at `/`; empty serves none. */
  webRoot: z.string({ error: 'a folder' }).default(''),
  /** Where people and workstations reach the server, for links in mails and for passkeys. Empty: where it listens. */
  publicUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })], { error: 'an address as https://hospital.example' })
    .default(''),
  /** Folder of the built page of the administrator's desk, served at `/admin/`; empty serves none. */
  adminWebRoot: z.string({ error: 'a folder' }).default(''),
  /** Origins of desktop workstations, beside the server's own. */
  allowedOrigins: z
    .union([z.array(origin), z.string().transform(listed).pipe(z.array(origin))], {
      error: 'origins as app://ward, separated by commas',
    })
    .default(['app://ward', 'app://admin']),
  /** A session ends after this long without use; a connected workstation is in use. */
  sessionIdleSeconds: whole(60, 86_400, 'seconds').default(3600),
  sessionHours: number(0.01, 72, 'hours, from 0.01 to 72').default(12),
  /** How long a proof of password and second step opens what a session left open must not be enough for. */
  proofSeconds: whole(1, 900, 'seconds').default(300),
  /** Between requiring a stronger second step of a role and the day from which nobody of it comes in without. */
  factorGraceDays: whole(0, 90, 'days').default(7),
  /** `required`: people sign in only at workstations that an administrator has enrolled. `open`: at any. */
  enrolment: z.enum(['required', 'open'], { error: 'required or open' }).default('required'),
  /** Requests per ten seconds, per session, or per address where there is none. */
  requestsPerTenSeconds: whole(10, 1_000_000, 'requests').default(2000),
  /** The mail server: `smtp://user:password@mail.hospital.example:587`, `smtps://…`. Empty: mails stay in the embedded mailbox. */
  smtpUrl: z
    .union([z.literal(''), z.url({ protocol: /^smtps?$/ })], {
      error: 'an address as smtp://mail.hospital.example:587',
    })
    .default(''),
  mailFrom: z.email({ error: 'a mail address' }).default('healthcare@hospital.example'),
  /** May standard CouchDB peers send a person's password with every request? It is one step where everybody else takes two. */
  basicPasswords: z
    .union([z.boolean(), z.enum(['on', 'off']).transform((word) => word === 'on')], { error: 'on or off' })
    .default(false),
  /** Kinds of data to whose documents standard CouchDB peers may attach files. */
  attachmentsIn: z
    .union(
      [
        z.literal('none').transform(() => []),
        z.array(attachable),
        z.string().transform(listed).pipe(z.array(attachable)),
      ],
      {
        error: `none, or some of ${attachable.options.join()}, separated by commas`,
      },
    )
    .default(['calls', 'patients']),
  /** As mails name it; in a file also apart for both languages. */
  hospital: z
    .union(
      [
        z.strictObject({ en: hospitalName, ar: hospitalName }),
        hospitalName.transform((name) => ({ en: name, ar: name })),
      ],
      { error: 'the name of the hospital' },
    )
    .default({ en: 'HealthCare Hospital', ar: 'مستشفى هيلث كير' }),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});
export type Config = Readonly<z.infer<typeof Config>>;

/** One setting that is wrong: its name as the operator wrote it, and what is expected. */
export interface WrongSetting {
  readonly setting: string;
  readonly expected: string;
}

export type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly wrong: readonly WrongSetting[] };

/** Environment wins over the file named by `HEALTHCARE_CONFIG`. All wrong settings are named, not only the first. */
export function configFrom(env: Readonly<Record<string, string | undefined>>): ConfigRead {
  const file = fileSettings(env.HEALTHCARE_CONFIG);
  if (!file.ok) return file;
  const given = { ...file.settings, ...environmentSettings(env) };
  const read = Config.safeParse(given);
  if (read.success) return { ok: true, config: read.data };
  return { ok: false, wrong: read.error.issues.flatMap((issue) => wrongFrom(issue, env)) };
}

type FileSettings =
  | { readonly ok: true; readonly settings: object }
  | { readonly ok: false; readonly wrong: readonly WrongSetting[] };

function fileSettings(path: string | undefined): FileSettings {
  if (!path) return { ok: true, settings: {} };
  const wrong = (expected: string) =>
    ({ ok: false, wrong: [{ setting: `HEALTHCARE_CONFIG=${path}`, expected }] }) as const;
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? { ok: true, settings: parsed } : wrong('a JSON object');
  } catch (error) {
    return wrong(`a readable JSON file (${error instanceof Error ? error.message : 'unreadable'})`);
  }
}

function environmentSettings(env: Readonly<Record<string, string | undefined>>): object {
  const names = Object.keys(Config.shape);
  return Object.fromEntries(
    names.map((name) => [name, env[variableOf(name)]]).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** `sessionHours` → `HEALTHCARE_SESSION_HOURS`. */
export function variableOf(name: string): string {
  return `HEALTHCARE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

function wrongFrom(
  issue: z.core.$ZodIssue,
  env: Readonly<Record<string, string | undefined>>,
): readonly WrongSetting[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ setting: key, expected: 'no such setting' }));
  const name = String(issue.path[0] ?? '');
  const variable = variableOf(name);
  return [{ setting: env[variable] === undefined ? name : variable, expected: issue.message }];
}
