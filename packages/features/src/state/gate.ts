import type { GiveCode, Session, SignedIn, SignedInSetUp, SignIn, SignInBegun, TotpOffer } from '@healthcare/protocol';

/** What a step can end with: its answer, the server's reason against it, or no answer at all. */
export type GateAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      /** A problem of the server, or `unreachable`. */
      readonly code: string;
      /** What the problem is about: with `factor/set-up-first` the factor that is missing. */
      readonly about?: string;
      /** Seconds until another try counts. */
      readonly retryAfter?: number;
    };

/** The server's door. Never throws: an unreachable server is an answer. */
export interface Gate {
  /** Number and password. */
  begin(asked: Omit<SignIn, 'workstation'>): Promise<GateAnswer<SignInBegun>>;
  /** Another code. */
  resend(attempt: string): Promise<GateAnswer<SignInBegun>>;
  /** The code, and in. */
  prove(attempt: string, given: GiveCode): Promise<GateAnswer<SignedIn>>;
  /** After `factor/set-up-first`: what is missing is set up, and in. */
  offerTotp(attempt: string): Promise<GateAnswer<TotpOffer>>;
  bindTotp(attempt: string, code: string): Promise<GateAnswer<SignedInSetUp>>;
  offerPasskey(attempt: string): Promise<GateAnswer<object>>;
  bindPasskey(attempt: string, name: string, response: object): Promise<GateAnswer<SignedInSetUp>>;
  /** A mail with a link to choose a new password; answered alike whoever asks. */
  askReset(user: string): Promise<GateAnswer<object>>;
  choosePassword(link: string, password: string): Promise<GateAnswer<object>>;
}

/** A session with the token that proves it. */
export interface Pass {
  readonly session: Session;
  readonly token: string;
}
