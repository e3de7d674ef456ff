import { z } from 'zod';
import { AnyEntry, type Entry } from '../kernel/entry.ts';
import { mayAct } from '../rights/rights.ts';
import type { Person } from '../rights/roles.ts';
import { serverRights } from '../rights/server-acts.ts';

/** F3: why nothing more is to be done about a refusal. */
export const DismissalNote = z.string().trim().min(3).max(300);

const handlingData = {
  dismissed: z.strictObject({ note: DismissalNote }),
  /** `as`: the accepted entry that was made in place of the refused one. */
  resent: z.strictObject({ as: z.string().min(1).max(64) }),
} as const;

/**
 * What somebody did about a refusal, in the form of an entry: who, when and under which sign-in are proven the same way as of
 * everything else that is done offline and told later.
 */
export const RefusalHandling = z.discriminatedUnion('kind', [
  AnyEntry.extend({ kind: z.literal('dismissed'), data: handlingData.dismissed }),
  AnyEntry.extend({ kind: z.literal('resent'), data: handlingData.resent }),
]);
export type RefusalHandling =
  | Entry<'dismissed', Readonly<z.infer<typeof handlingData.dismissed>>>
  | Entry<'resent', Readonly<z.infer<typeof handlingData.resent>>>;

/** Whose the refused entry was, and who may hold its document ('ward:4B'). */
export interface RefusedAct {
  readonly author: string;
  readonly scopes: readonly string[];
}

/** F2. */
export function mayHandleRefusal(person: Person, { author, scopes }: RefusedAct): boolean {
  const ward = person.wards.some((one) => scopes.includes(`ward:${one}`));
  return mayAct(serverRights, 'handleRefusals', person.role, { own: person.user === author, ward });
}
