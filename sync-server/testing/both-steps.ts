import type { FactorOffer, SignedIn, SignIn, SignInBegun } from '@healthcare/protocol';

/** What an enrolled workstation puts on a request, so that it proves itself. */
export type Prove = (about: {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
}) => Readonly<Record<string, string>>;

/** Both steps of a sign-in as a person takes them, with the code from the embedded mailbox. Answers the last response; for Node and pages. */
export async function bothSteps(url: string, asked: SignIn, appCode?: () => string, prove?: Prove): Promise<Response> {
  const post: typeof posted = (at, path, body) => posted(at, path, body, prove);
  const first = await post(url, '/api/sign-in', asked);
  if (first.status !== 201) return first;
  const { attempt, factors } = (await first.json()) as SignInBegun;
  if (appCode) return post(url, `/api/sign-in/${attempt}/code`, { kind: 'totp', code: appCode() });
  const email = factors.find(({ kind }) => kind === 'email');
  if (!email) throw new Error(`no code by mail: ${factors.map(({ kind }) => kind)}`);
  let last = first;
  for (const code of await codesFor(url, email)) {
    last = await post(url, `/api/sign-in/${attempt}/code`, { kind: 'email', code });
    if (last.status !== 401) break; // an older one may be meant when somebody signs in at two places at once
  }
  return last;
}

/** The same, when it has to succeed. */
export async function signedIn(url: string, asked: SignIn, appCode?: () => string, prove?: Prove): Promise<SignedIn> {
  const answer = await bothSteps(url, asked, appCode, prove);
  if (answer.status !== 201) throw new Error(`sign-in refused: ${await answer.text()}`);
  return (await answer.json()) as SignedIn;
}

/** As much of a workstation's keys as a sign-in needs. */
interface Keys<Key extends { readonly publicKey: string }> {
  make(): Promise<Key>;
  keep(grant: string, key: Key): Promise<void>;
}

/** The same for a workstation that signs what is done there. */
export async function signedInWith<Key extends { readonly publicKey: string }>(
  keys: Keys<Key>,
  url: string,
  asked: SignIn,
): Promise<SignedIn> {
  const key = await keys.make();
  const pass = await signedIn(url, { ...asked, workstation: { ...asked.workstation, publicKey: key.publicKey } });
  await keys.keep(pass.session.grant, key);
  return pass;
}

/** The codes that were sent where this offer says, the newest first. */
export async function codesFor(url: string, { to }: FactorOffer): Promise<readonly string[]> {
  const mails = (await mailsAt(url)).filter((mail) => to === undefined || isMasked(mail.to, to));
  return mails.flatMap(({ text }) => /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? []);
}

export interface MailShown {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Everything in the embedded mailbox, the newest first. */
export async function mailsAt(url: string): Promise<readonly MailShown[]> {
  const { mails } = (await (await fetch(at(url, '/mailbox/messages'))).json()) as {
    readonly mails: readonly MailShown[];
  };
  return mails;
}

function isMasked(address: string, masked: string): boolean {
  const [first = '', domain] = masked.split('***');
  if (domain === undefined) return address === masked;
  return address.startsWith(first) && address.endsWith(domain);
}

function posted(url: string, path: string, body: unknown, prove?: Prove): Promise<Response> {
  return fetch(at(url, path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...prove?.({ method: 'POST', path }) },
    body: JSON.stringify(body),
  });
}

function at(url: string, path: string): string {
  return url.replace(/\/$/, '') + path;
}
