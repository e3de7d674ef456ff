import { z } from 'zod';
import { FactorKind } from './factors.ts';

/** `POST /api/reauthenticate`: the person at a session shows again who they are. */
export const BeginProof = z.strictObject({ password: z.string().min(1).max(512) });
export type BeginProof = Readonly<z.infer<typeof BeginProof>>;

/** One second step that may be taken, the strongest first. */
export const OfferedStep = z.looseObject({
  kind: FactorKind,
  /** `email`: where the code went, hidden but for its ends. */
  to: z.string().optional(),
  /** `recovery`: how many are left. */
  left: z.number().int().optional(),
  /** `passkey`: WebAuthn's request options in their JSON form. */
  options: z.looseObject({ challenge: z.string() }).optional(),
});
export type OfferedStep = Readonly<z.infer<typeof OfferedStep>>;

/** The password was right. `POST /api/reauthenticate/<attempt>/code` takes one of the steps. */
export const ProofBegun = z.strictObject({ attempt: z.string(), steps: z.array(OfferedStep) });
export type ProofBegun = Readonly<z.infer<typeof ProofBegun>>;

/** One second step of a proof or of a sign-in (`POST /api/sign-in/<attempt>/code`): six digits, a recovery code, or what the browser says of a passkey. Answered with `SignedIn`: the session goes on under a new token. */
export const GiveCode = z.strictObject({
  kind: FactorKind,
  code: z.union([z.string().max(100), z.looseObject({ id: z.string().max(1400) })]),
});
export type GiveCode = Readonly<z.infer<typeof GiveCode>>;

/** `PUT /api/account/password`. What a password has to be is said by the answer. */
export const ChangePassword = z.strictObject({ current: z.string().min(1).max(512), next: z.string().min(1).max(512) });
export type ChangePassword = Readonly<z.infer<typeof ChangePassword>>;
