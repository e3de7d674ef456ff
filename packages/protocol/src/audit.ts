import { Role } from '@healthcare/domain';
import { z } from 'zod';

/** An id, never a text: nothing that somebody typed gets into the audit trail but the reason for breaking the glass. */
const id = z.string().regex(/^[\w.:|~@-]{1,80}$/);

/** Who did it: the person in their role, under which sign-in, where. */
export const AuditedPerson = z.strictObject({ user: id, role: Role, grant: id, workstation: id });
export type AuditedPerson = Readonly<z.infer<typeof AuditedPerson>>;

/** One thing that happened. No clinical content, no secret, no number of a card. */
export const AuditEvent = z.strictObject({
  /** Server's time, UTC. */
  at: z.iso.datetime(),
  /** By the clock of the workstation, of what reached the server later. */
  happenedAt: z.iso.datetime().optional(),
  /** Null: nobody who had a session. */
  by: AuditedPerson.nullable(),
  /** An act of the rights table, `read`, `write`, or what a session went through. */
  action: z.string().regex(/^[a-zA-Z-]{1,40}$/),
  /** What it was about, as `stays/<id>` or `user/<id>`. */
  about: z.array(z.string().regex(/^[a-z]{1,20}\/[\w.:|~@-]{1,80}$/)).max(100),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** Problem or refusal codes; why a session ended. */
  code: z
    .string()
    .regex(/^[a-z/,-]{1,120}$/)
    .optional(),
  /** Kinds of the entries of a write. */
  kinds: z
    .array(z.string().regex(/^[a-zA-Z]{1,40}$/))
    .max(40)
    .optional(),
});
export type AuditEvent = Readonly<z.infer<typeof AuditEvent>>;

/** An event in its place in the chain. */
export const AuditEntry = AuditEvent.extend({ seq: z.number().int().min(1) });
export type AuditEntry = Readonly<z.infer<typeof AuditEntry>>;

/** Something that is wrong with the trail: what, and where. `line`: in its file, from one; 0 where the line is what is missing. */
export const AuditFinding = z.object({
  what: z.string().max(40),
  file: z.string().max(60),
  line: z.number().int(),
  seq: z.number().int(),
});
export type AuditFinding = Readonly<z.infer<typeof AuditFinding>>;

/** `GET /api/audit/chain`, and `POST` there to have all of it read now. */
export const AuditChain = z.object({
  /** Sequence of the last entry. */
  entries: z.number().int(),
  /** The last head that was signed with a key which is not in the folder; null before the first. */
  signed: z.object({ seq: z.number().int(), at: z.iso.datetime() }).nullable(),
  /** When all of it was last read since the server started, up to which entry, and what was found. */
  verified: z
    .object({
      at: z.iso.datetime(),
      entries: z.number().int(),
      vouchedFor: z.number().int(),
      findings: z.array(AuditFinding),
    })
    .nullable(),
});
export type AuditChain = Readonly<z.infer<typeof AuditChain>>;

/** `GET /api/audit`. Every field narrows; the newest come first. `before`: a sequence, for the next page. */
export const AuditQuery = z.strictObject({
  person: id.optional(),
  /** Part of what it was about: an id. */
  about: z.string().min(1).max(100).optional(),
  /** A patient: the document's id, the number on the wristband, or the national id. */
  patient: z.string().trim().min(1).max(64).optional(),
  action: z.string().max(40).optional(),
  outcome: AuditEvent.shape.outcome.optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = Readonly<z.infer<typeof AuditQuery>>;

/** `next`: where the following page begins; null when there is nothing older. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.number().int().nullable() });
export type AuditPage = Readonly<z.infer<typeof AuditPage>>;
