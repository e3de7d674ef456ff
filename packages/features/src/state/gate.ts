import type { Session, SignedIn, SignIn } from '@healthcare/protocol';

/** What signing in can end with: a session, the server's reason, or no answer at all. */
export type GateAnswer =
  | { readonly ok: true; readonly signedIn: SignedIn }
  | { readonly ok: false; readonly code: string }
  | { readonly ok: false; readonly code: 'unreachable' };

/** The server's door. Never throws: an unreachable server is an answer. */
export interface Gate {
  signIn(asked: Omit<SignIn, 'workstation'>): Promise<GateAnswer>;
}

/** A session with the token that proves it. */
export interface Pass {
  readonly session: Session;
  readonly token: string;
}
