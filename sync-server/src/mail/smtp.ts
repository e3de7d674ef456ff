import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';

/** Where mails leave the house. Rejects when one could not be handed over. */
export interface Carrier {
  hand(mail: Mail): Promise<void>;
  close(): void;
}

/** How long a mail server may take for one step (ms): somebody waits in front of a screen. */
const PATIENCE_MS = 8000;

/**
 * By SMTP, with what the address says (`smtp://`, `smtps://`, user and password in it). STARTTLS is used where the server offers it;
 * `?requireTLS=true` refuses to go on without, `?ca=any` takes a certificate that nobody vouches for.
 */
export function smtpCarrier(address: string, from: string): Carrier {
  const { protocol, hostname, port, username, password, searchParams } = new URL(address);
  const secure = protocol === 'smtps:';
  const mailer = createTransport({
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: searchParams.get('requireTLS') === 'true',
    ...(searchParams.get('ca') === 'any' && { tls: { rejectUnauthorized: false } }),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async hand({ to, subject, html, text }) {
      await mailer.sendMail({ from, to: { name: '', address: to }, subject, html, text });
    },
    close: () => mailer.close(),
  };
}
