import { Role, roles } from '@healthcare/domain';
import { z } from 'zod';

/** A kind of second step. */
export const FactorKind = z.enum(['email', 'totp', 'recovery', 'passkey']);
export type FactorKind = z.infer<typeof FactorKind>;

/** What a role has to have beside its password; the weakest first. */
export const factorRequirements = ['email', 'totp', 'passkey'] as const;
export const FactorRequirement = z.enum(factorRequirements);
export type FactorRequirement = z.infer<typeof FactorRequirement>;

/** `GET /api/factor-policy`, and `PUT` by an administrator who has just shown again who they are. A role that is not named needs a mail. */
export const FactorPolicy = z.partialRecord(Role, FactorRequirement);
export type FactorPolicy = Readonly<z.infer<typeof FactorPolicy>>;

/** `GET /api/factor-policy`: by role, all of them. */
export const FactorPolicyShown = z.object({
  policy: z.strictObject(
    Object.fromEntries(roles.map((role) => [role, FactorRequirement])) as Record<Role, typeof FactorRequirement>,
  ),
  /** Who changed it last, and when; absent while it is as it came. */
  changed: z.strictObject({ by: z.string(), at: z.iso.datetime() }).optional(),
  /** From when on nobody of these roles comes in without it: they set it up at the sign-in, before anything else. */
  holdsFrom: z.partialRecord(Role, z.iso.datetime()).optional(),
});
export type FactorPolicyShown = Readonly<z.infer<typeof FactorPolicyShown>>;

export const PasskeyShown = z.strictObject({
  id: z.string(),
  name: z.string(),
  madeAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().optional(),
  /** The site it works at. */
  site: z.string(),
});
export type PasskeyShown = Readonly<z.infer<typeof PasskeyShown>>;

/** `GET /api/account/factors`: what is set up, and nothing by which it could be used. */
export const FactorsShown = z.object({
  required: FactorRequirement,
  /** What the role needs and this person has not set up yet. */
  toSetUp: z.enum(['totp', 'passkey']).nullable(),
  /** From when on there is no coming in without it; absent while nothing is missing. */
  holdsFrom: z.iso.datetime().optional(),
  /** Since when; null: none. */
  totp: z.iso.datetime().nullable(),
  /** Null: there never were any. */
  recovery: z.strictObject({ left: z.number().int(), of: z.number().int(), madeAt: z.iso.datetime() }).nullable(),
  passkeys: z.array(PasskeyShown),
  /** The name of the site that passkeys made here belong to; null where no browser makes any. */
  passkeySite: z.string().nullable(),
});
export type FactorsShown = Readonly<z.infer<typeof FactorsShown>>;

/** The only time a TOTP secret is shown: `uri` is what the QR code says, `secret` for typing. */
export const TotpOffer = z.strictObject({ secret: z.string(), uri: z.string() });
export type TotpOffer = Readonly<z.infer<typeof TotpOffer>>;

/** The first code confirms that the app has the secret. */
export const ConfirmTotp = z.strictObject({ code: z.string().min(6).max(20) });

/** After a factor was set up; `recoveryCodes` the first time, and never again. */
export const FactorBound = z.strictObject({ recoveryCodes: z.array(z.string()).optional() });
export type FactorBound = Readonly<z.infer<typeof FactorBound>>;

/** `POST /api/account/recovery-codes`: those of before count no more. */
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = Readonly<z.infer<typeof RecoveryCodes>>;

/** What a browser says of the passkey it has made; WebAuthn's own JSON form. */
export const ConfirmPasskey = z.strictObject({
  name: z.string().trim().min(1).max(40),
  response: z.looseObject({ id: z.string().max(1400) }),
});
