import { z } from 'zod';
import { canonical } from './canonical.ts';

/** Who made an entry: the person, the grant (sign-in) they acted under, and the workstation they stood at. */
export const Signer = z.strictObject({
  user: z.string().min(1).max(40),
  grant: z.string().min(1).max(40),
  workstation: z.string().min(1).max(24),
});
export type Signer = Readonly<z.infer<typeof Signer>>;

/** The outer shape of every entry; `data` is checked by the aggregate's own schema for the kind. */
export const AnyEntry = z.strictObject({
  id: z.string().min(1).max(64),
  kind: z.string().min(1).max(40),
  at: z.string().regex(/^[0-9a-z]{9}[0-9a-z]{3}-[0-9A-Za-z_-]{1,24}$/, 'not a stamp'),
  by: Signer,
  after: z.array(z.string().min(1).max(64)).max(200),
  data: z.record(z.string(), z.unknown()),
  version: z.number().int().min(1).max(10_000).optional(),
  instead: z.string().min(1).max(64).optional(),
  sig: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,100}$/)
    .optional(),
});

/** Ids that only the server gives: what it answers to an entry has an id made from that entry's, which nobody may take before it. */
export const SERVER_ID = 'server:';

/** One thing a person did, as in a paper chart: never erased, never altered; a correction is a new entry. */
export interface Entry<Kind extends string = string, Data = Readonly<Record<string, unknown>>> {
  /** Made with the intent (uuid v7), so that a double click or a resend changes nothing. */
  readonly id: string;
  readonly kind: Kind;
  /** Hybrid logical clock as sortable text; see `stamp.ts`. */
  readonly at: string;
  readonly by: Signer;
  /** The newest entries of this document that the author could see. */
  readonly after: readonly string[];
  readonly data: Data;
  /** Version of the aggregate in whose words it was made; absent for 0. */
  readonly version?: number | undefined;
  /** The refused entry that this one was made in place of: with it that refusal is handled. */
  readonly instead?: string | undefined;
  /** Over `signedText`, by the key of the grant, as base64url; absent in entries that are older than signatures. */
  readonly sig?: string | undefined;
}

/** A document is the list of what people did to it. */
export interface Entries {
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** Same entry, to the letter? An entry id that comes back with other content is a forgery or a defect. */
export function sameEntry(a: Entry, b: Entry): boolean {
  return canonical(a) === canonical(b);
}
