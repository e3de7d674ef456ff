import { Role } from '@healthcare/domain';
import { z } from 'zod';
import { OfferedStep } from './proof.ts';

/** The public half of an Ed25519 key: 32 bytes as base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key: 32 bytes as base64url');

/**
 * How a workstation names itself at sign-in: by a random secret that only it holds. Its id is derived from the secret
 * (`workstationIdFrom` on the server), so nobody can sign in as another workstation by knowing its id.
 */
export const WorkstationClaim = z.object({
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 random bytes as base64url'),
  kind: z.enum(['ward', 'pharmacy', 'admin', 'patient']),
  /** The ward the terminal stands in. Absent: the first ward of the person who signs in. */
  wardId: z.string().min(1).max(20).optional(),
  /** Of the key that was made for this sign-in (G2): what is done under it is signed with it. Absent: a program that is older than signatures (G5). */
  publicKey: PublicKey.optional(),
  /** The workstation's own key, of one that was there before enrolment: from this sign-in on it proves itself by it. */
  workstationKey: PublicKey.optional(),
});
export type WorkstationClaim = Readonly<z.infer<typeof WorkstationClaim>>;

/** Languages of screens and mails. */
export const Language = z.enum(['en', 'ar']);
export type Language = z.infer<typeof Language>;

/** `POST /api/sign-in`, the first of two steps. `user` is a phone or staff number; the mail with the code is written in `language`. */
export const SignIn = z.object({
  user: z.string().trim().min(1).max(60),
  password: z.string().min(1).max(512),
  workstation: WorkstationClaim,
  language: Language.optional(),
});
export type SignIn = Readonly<z.infer<typeof SignIn>>;

/** One way to take the second step. */
export const FactorOffer = OfferedStep.extend({
  /** `email`: `waiting` could not be sent yet, and is tried again. */
  delivery: z.enum(['sent', 'waiting']).optional(),
  /** `email`: from when on another code can be asked for, and until when this one counts. */
  resendAfter: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type FactorOffer = Readonly<z.infer<typeof FactorOffer>>;

/** `201` of `POST /api/sign-in`, and `200` of `POST /api/sign-in/<attempt>/resend`. The ways stand strongest first. */
export const SignInBegun = z.object({
  attempt: z.string().min(20).max(100),
  factors: z.array(FactorOffer).min(1),
  serverTime: z.iso.datetime(),
});
export type SignInBegun = Readonly<z.infer<typeof SignInBegun>>;

/** `POST /api/password-reset`: always answered alike, whether there is such an account or not. */
export const AskReset = z.strictObject({ user: z.string().trim().min(1).max(60) });

/** `POST /api/password`: a new password by the link of a mail. */
export const ChoosePassword = z.strictObject({ link: z.string().min(22).max(200), password: z.string().max(512) });

/** `PUT /api/accounts/<user>/email`, by an administrator who has just shown again who they are; an invitation can go with it. */
export const SetAddress = z.strictObject({ email: z.email().max(200), language: Language, invite: z.boolean() });
export type SetAddress = Readonly<z.infer<typeof SetAddress>>;

/** What a signed-in workstation knows of its session; times are ISO 8601 instants of the server. */
export const Session = z.object({
  /** Public id of this sign-in; entries name it in `by.grant`. */
  grant: z.string().max(40),
  user: z.string().max(40),
  role: Role,
  wards: z.array(z.string().max(20)),
  workstation: z.string().max(24),
  kind: WorkstationClaim.shape.kind,
  /** The ward this workstation shows; null for a desk without a ward. */
  wardId: z.string().max(20).nullable(),
  /** What it may hold: 'staff', 'ward:4B', 'user:…', 'patient:…'. */
  scopes: z.array(z.string().max(80)),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  serverTime: z.iso.datetime(),
});
export type Session = Readonly<z.infer<typeof Session>>;

/**
 * The grant as the server signed it: a JWT (EdDSA) of who signed in, as what, where, with which key, from when until when. Readable by
 * whoever knows the server's public key.
 */
export const SignedGrant = z.string().max(4000);

/** `201` of `POST /api/sign-in/<attempt>/code`: the only time the token is shown. */
export const SignedIn = z.object({
  token: z.string().min(22).max(100),
  session: Session,
  /** Absent where no key was given. */
  signedGrant: SignedGrant.optional(),
});
export type SignedIn = Readonly<z.infer<typeof SignedIn>>;

/**
 * `201` of `PUT /api/sign-in/<attempt>/totp` and of `POST /api/sign-in/<attempt>/passkeys`: what the role needs is set up, and its person
 * is in. `POST /api/sign-in/<attempt>/code` was answered with `factor/set-up-first` before, whose `about` says what is missing.
 */
export const SignedInSetUp = SignedIn.extend({
  /** The first factor brings them; shown this once. */
  recoveryCodes: z.array(z.string()).optional(),
});
export type SignedInSetUp = Readonly<z.infer<typeof SignedInSetUp>>;

/** 256 bits as base64url. */
const Bits = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * `GET /api/session/keys`, after a full sign-in, and `PUT /api/session/pin`, when its person sets a PIN at this workstation: what a browser
 * seals its copy of the ward with, and what this person's unfinished work is sealed with there. The same at every sign-in.
 */
export const SealKeys = z.object({
  workstation: Bits,
  person: Bits,
  /** The numbers by which the person signs in; one of them is on their badge. Absent: of an older server. */
  logins: z.array(z.string()).optional(),
});
export type SealKeys = Readonly<z.infer<typeof SealKeys>>;

/** `PUT /api/session/ward`: the session goes on in another ward of its person; answered with the `Session`. */
export const MoveSession = z.strictObject({ wardId: z.string().min(1).max(20) });
export type MoveSession = Readonly<z.infer<typeof MoveSession>>;

/** `PUT /api/accounts/<user>/assignment`, by an administrator, for people who are not in the staff directory. */
export const Assignment = z.strictObject({ role: Role, wards: z.array(z.string().min(1).max(20)).max(40) });
export type Assignment = Readonly<z.infer<typeof Assignment>>;

/** One session of a list, for its owner or an administrator. */
export const SessionShown = z.strictObject({
  grant: z.string(),
  workstation: z.string(),
  kind: WorkstationClaim.shape.kind,
  wardId: z.string().nullable(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  /** Where it was begun from; null where that is not known. */
  address: z.string().nullable(),
  /** The session that asks. */
  isThis: z.boolean(),
});
export type SessionShown = Readonly<z.infer<typeof SessionShown>>;

/** `GET /api/account/sessions`; `GET /api/accounts/<user>/sessions` for an administrator. The last used first. */
export const SessionsShown = z.strictObject({ sessions: z.array(SessionShown) });
export type SessionsShown = Readonly<z.infer<typeof SessionsShown>>;

/**
 * `PUT /api/session/key`: gives the session its key, once; the same one again changes nothing. For callers that signed in without one,
 * as standard CouchDB clients do by user and password.
 */
export const GiveKey = z.strictObject({ publicKey: PublicKey });
export const KeyGiven = z.object({ signedGrant: SignedGrant });
export type KeyGiven = Readonly<z.infer<typeof KeyGiven>>;
