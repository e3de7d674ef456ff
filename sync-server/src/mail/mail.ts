/** One mail to one person, ready to go. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** `sent`: the mail server has it. `waiting`: it could not be sent yet and is tried again. `refused`: it never will be. */
export type Delivery = 'sent' | 'waiting' | 'refused';

/** What a mail is about: for logs and for who looks after the server. */
export interface Errand {
  readonly kind: string;
  /** Account. */
  readonly user: string;
  /** From then on (wall ms) it has lost its sense. */
  readonly untilMs: number;
}

/** The way out for mails. */
export interface Post {
  send(mail: Mail, errand: Errand): Promise<Delivery>;
}

/** `s***@hospital.example`: its owner knows it again, and nobody else can use it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}
