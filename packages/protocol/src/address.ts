import { z } from 'zod';
import { Language } from './session.ts';

/** `GET /api/account/email`: where codes and notices of the one who asks go, hidden but for its ends; null: nowhere yet. */
export const OwnAddress = z.strictObject({ address: z.string().nullable() });
export type OwnAddress = Readonly<z.infer<typeof OwnAddress>>;

/** `POST /api/account/email`: a code goes to the new address, and one to the present one. */
export const BeginAddressChange = z.strictObject({ email: z.email().max(200), language: Language });

const SentTo = z.strictObject({
  /** Hidden but for its ends. */
  to: z.string(),
  /** `waiting`: could not be sent yet, and is tried again. */
  delivery: z.enum(['sent', 'waiting']),
});

/** The codes are on their way; answer also of `POST /api/account/email/<change>/resend`. `current`: null where there was no address. */
export const AddressChangeBegun = z.strictObject({
  change: z.string(),
  next: SentTo,
  current: SentTo.nullable(),
  /** Until when both codes count, and from when on others can be asked for. */
  expiresAt: z.iso.datetime(),
  resendAfter: z.iso.datetime(),
  serverTime: z.iso.datetime(),
});
export type AddressChangeBegun = Readonly<z.infer<typeof AddressChangeBegun>>;

/** `PUT /api/account/email/<change>`: both codes; `current` is left out where there was no address. */
export const ConfirmAddressChange = z.strictObject({
  next: z.string().max(40),
  current: z.string().max(40).optional(),
});

/** `GET /api/accounts/<user>`, for an administrator. */
export const AccountShown = z.object({
  logins: z.array(z.string()),
  /** The number on their badge, by which they sign in too; null: none was given. Absent: of an older server. */
  badge: z.string().nullable().optional(),
  /** Invited, and never came in yet. Absent: of an older server. */
  invited: z.boolean().optional(),
  /** Hidden but for its ends; null: nowhere yet. */
  address: z.string().nullable(),
  /** The employment has ended. */
  closed: z.boolean(),
});
export type AccountShown = Readonly<z.infer<typeof AccountShown>>;

/** `PUT /api/accounts/<user>`: an account for somebody of the staff directory, who is sent a link to choose a password. */
export const OpenAccount = z.strictObject({
  /** Phone or staff number; digits are compared without spaces. */
  login: z.string().trim().min(3).max(60),
  email: z.email().max(200),
  language: Language,
});
export type OpenAccount = Readonly<z.infer<typeof OpenAccount>>;

/** `PUT /api/accounts/<user>/badge`, by an administrator; `DELETE` takes it away. `409 account/badge-taken`: it is somebody else's number. */
export const GiveBadge = z.strictObject({
  /** As a scanner reads it; compared without spaces, in either digits and either case. Shorter ones are too easily a PIN. */
  badge: z.string().trim().min(4).max(60),
});
export type GiveBadge = Readonly<z.infer<typeof GiveBadge>>;
