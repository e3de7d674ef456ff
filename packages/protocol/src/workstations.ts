import { z } from 'zod';
import { PublicKey, WorkstationClaim } from './session.ts';

/**
 * How a workstation proves on a request that it holds its key: `<workstation>.<ms>.<nonce>.<signature>`. The signature is Ed25519 over
 * `proofText`, the time is the server's as far as the workstation knows it, and the nonce counts once.
 */
export const workstationHeader = 'HealthCare-Workstation';

/** What one proof is about. `token`: the SHA-256 of the session's token as base64url; empty where there is none. */
export interface ProofAbout {
  readonly workstation: string;
  readonly method: string;
  /** As it is asked for, with its query. */
  readonly path: string;
  readonly token: string;
  readonly atMs: number;
  readonly nonce: string;
}

/** The text that is signed: of another purpose, another request or another time it would be another. */
export function proofText({ workstation, method, path, token, atMs, nonce }: ProofAbout): string {
  return JSON.stringify(['healthcare workstation proof 1', workstation, method, path, token, atMs, nonce]);
}

/** The method of a proof that opens the live line. */
export const liveMethod = 'LIVE';

const Name = z.string().trim().min(1).max(80);
const Wards = z.array(z.string().min(1).max(20)).max(40);
const Kind = WorkstationClaim.shape.kind;

/** `POST /api/enrolment-codes`, by an administrator who has just shown again who they are. */
export const MakeEnrolmentCode = z
  .strictObject({
    /** Where it stands, or what it is for. */
    name: Name,
    kind: Kind,
    /** Of a workstation of kind `ward`: those it may show, at least one. Otherwise none. */
    wards: Wards,
    /** How many workstations it enrols: one, or as many as a rollout has. */
    uses: z.number().int().min(1).max(500),
    hours: z.number().min(0.25).max(336),
  })
  .refine(({ kind, wards }) => (kind === 'ward') === wards.length > 0, { path: ['wards'] });
export type MakeEnrolmentCode = Readonly<z.infer<typeof MakeEnrolmentCode>>;

/** A code that counts still, as it is listed: never the code itself. */
export const EnrolmentCodeShown = z.object({
  id: z.string().max(40),
  name: z.string(),
  kind: Kind,
  wards: z.array(z.string()),
  uses: z.number().int(),
  used: z.number().int(),
  madeBy: z.string(),
  expiresAt: z.iso.datetime(),
});
export type EnrolmentCodeShown = Readonly<z.infer<typeof EnrolmentCodeShown>>;

/** `201` of `POST /api/enrolment-codes`: the only time the code is shown. */
export const EnrolmentCodeMade = EnrolmentCodeShown.extend({
  code: z.string(),
  /** Of the server's own certificate (SHA-256), for whoever types the code to compare; null without one. */
  fingerprint: z.string().nullable(),
});
export type EnrolmentCodeMade = Readonly<z.infer<typeof EnrolmentCodeMade>>;

/** `GET /api/enrolment`, for whoever stands before a workstation that is not enrolled. */
export const EnrolmentAsked = z.object({
  /** `open`: a workstation that is not enrolled may be used too. */
  enrolment: z.enum(['required', 'open']),
  hospital: z.object({ en: z.string(), ar: z.string() }),
  fingerprint: z.string().nullable(),
});
export type EnrolmentAsked = Readonly<z.infer<typeof EnrolmentAsked>>;

/** `POST /api/enrolment`, with a proof by the key that is given here. */
export const Enrol = z.strictObject({
  code: z.string().min(4).max(40),
  secret: WorkstationClaim.shape.secret,
  kind: Kind,
  key: PublicKey,
  version: z.string().max(40),
});
export type Enrol = Readonly<z.infer<typeof Enrol>>;

/** What a workstation is, as it was enrolled. `wards` null: every ward of its people, as before workstations were enrolled. */
export const Enrolled = z.object({
  workstation: z.string().max(24),
  name: z.string(),
  kind: Kind,
  wards: z.array(z.string()).nullable(),
  fingerprint: z.string().nullable(),
  /** Enrolled by the code of a demo. */
  demo: z.boolean().optional(),
});
export type Enrolled = Readonly<z.infer<typeof Enrolled>>;

/** `POST /api/workstation/contact`: how a workstation stands, told now and then, with its proof. */
export const WorkstationContact = z.strictObject({
  version: z.string().max(40),
  /** Entries that the server has not answered for; null while nobody has opened what is kept there. */
  unsent: z.number().int().nonnegative().nullable(),
});
export type WorkstationContact = Readonly<z.infer<typeof WorkstationContact>>;

/** Why a workstation is taken away: put out of use (what was done there until it hears of it counts), or lost (from now on nothing does). */
export const RevocationReason = z.enum(['retired', 'lost']);
export type RevocationReason = z.infer<typeof RevocationReason>;

export const WorkstationState = z.enum(['enrolled', 'adopted', 'revoked', 'wiped']);
export type WorkstationState = z.infer<typeof WorkstationState>;

/** The answer: go on as such, or hand in what is unsent and wipe everything. */
export const WorkstationStanding = z.object({
  state: WorkstationState,
  reason: RevocationReason.optional(),
  /** Of one that is put out of use: what a browser's copy opens with, so that what is unsent there can be handed in. */
  seal: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  /** Of one that is in use: as an administrator has it now; absent from servers that do not tell. */
  place: z.object({ name: z.string(), wards: z.array(z.string()).nullable() }).optional(),
  /** Wall ms of the server, by which PINs end; absent from servers that do not tell. */
  serverTimeMs: z.number().optional(),
  /** Of one that is in use and has proven itself: whose sign-ins wait under a PIN there, and the numbers they sign in by. */
  waiting: z.array(z.object({ user: z.string(), badges: z.array(z.string()) })).optional(),
});
export type WorkstationStanding = Readonly<z.infer<typeof WorkstationStanding>>;

/**
 * `POST /api/workstation/wiped`: nothing is kept there any more. `lost`: entries that could not be handed in; null: what was kept could not
 * be opened. `files`: the same of files; absent: none.
 */
export const WorkstationWiped = z.strictObject({
  lost: z.number().int().nonnegative().nullable(),
  files: z.number().int().positive().optional(),
});
export type WorkstationWiped = Readonly<z.infer<typeof WorkstationWiped>>;

/** One row of `GET /api/workstations`, for administrators. */
export const WorkstationShown = z.object({
  id: z.string().max(24),
  name: z.string(),
  kind: Kind,
  wards: z.array(z.string()).nullable(),
  state: WorkstationState,
  /** Null where a workstation was there before enrolment. */
  enrolledBy: z.string().nullable(),
  enrolledAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime().nullable(),
  version: z.string().nullable(),
  unsent: z.number().int().nullable(),
  /** Does it prove itself by a key? One whose program is older does not. */
  hasKey: z.boolean(),
  revoked: z.object({ at: z.iso.datetime(), by: z.string(), reason: RevocationReason }).nullable(),
  wiped: z
    .object({ at: z.iso.datetime(), lost: z.number().int().nullable(), files: z.number().int().optional() })
    .nullable(),
});
export type WorkstationShown = Readonly<z.infer<typeof WorkstationShown>>;

/** `GET /api/workstations`. */
export const WorkstationsShown = z.object({
  nowMs: z.number(),
  workstations: z.array(WorkstationShown),
  codes: z.array(EnrolmentCodeShown),
});
export type WorkstationsShown = Readonly<z.infer<typeof WorkstationsShown>>;

/** `PUT /api/workstations/<id>`: where it stands now. */
export const PlaceWorkstation = z.strictObject({ name: Name, wards: Wards });
export type PlaceWorkstation = Readonly<z.infer<typeof PlaceWorkstation>>;

/** `POST /api/workstations/<id>/revocation`. */
export const RevokeWorkstation = z.strictObject({ reason: RevocationReason });
