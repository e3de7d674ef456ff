import { z } from 'zod';

/** Why a mail is not tried any more. `refused`: the mail server does not take it, now or ever. `too-late`: what is in it counts no longer. */
export const MailFailure = z.enum(['refused', 'too-late']);
export type MailFailure = z.infer<typeof MailFailure>;

/** One mail that could not be handed over, for administrators: whose it is and how it stands, never what is in it. */
export const MailQueued = z.object({
  id: z.string(),
  kind: z.string(),
  user: z.string(),
  queuedAt: z.iso.datetime(),
  tries: z.number().int(),
  /** The mail server's word or code: `ECONNECTION`, `550`. */
  trouble: z.string(),
  nextAt: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Absent: it waits for its next try. */
  failed: MailFailure.optional(),
});
export type MailQueued = Readonly<z.infer<typeof MailQueued>>;

/** `GET /api/mail`, the newest first. `carrier`: by SMTP, or the mailbox embedded in the server. */
export const MailShown = z.object({ carrier: z.enum(['smtp', 'mailbox']), waiting: z.array(MailQueued) });
export type MailShown = Readonly<z.infer<typeof MailShown>>;

/** `POST /api/mail/<id>/again`: how the try ended. */
export const MailTried = z.object({ delivery: z.enum(['sent', 'waiting', 'refused']) });
export type MailTried = Readonly<z.infer<typeof MailTried>>;
