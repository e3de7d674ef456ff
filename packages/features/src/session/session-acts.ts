import type { Session } from '@healthcare/protocol';
import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import { type Pass, type Ports, portsIn } from '../state/index.ts';
import { personCame, personLeft, placeChanged, sessionEnded, type WithSession } from './session-slice.ts';

type Act<Result> = ThunkAction<Result, WithSession, unknown, UnknownAction>;

/** Somebody has signed in: what is kept here opens, and acts are theirs from now on. */
export function began(pass: Pass): Act<Promise<void>> {
  return async (dispatch, _state, extra) => {
    const trouble = await portsIn(extra).unlocking.signedIn(pass);
    if (trouble === null) await dispatch(unlocked(pass));
    else dispatch(sessionEnded(trouble));
  };
}

/** The workstation is open, and this person is here. */
export function unlocked({ session, token }: Pass): Act<Promise<void>> {
  return async (dispatch, _state, extra) => {
    const { replica, keptSession } = portsIn(extra);
    await replica.begin(session, token);
    keptSession.write({ session, token, left: false });
    dispatch(personCame(session));
  };
}

/** The person has shown again who they are: their session goes on under another token. */
export function renewed({ session, token }: Pass): Act<Promise<void>> {
  return async (_dispatch, _state, extra) => {
    const { replica, keptSession, unlocking } = portsIn(extra);
    keptSession.write({ session, token, left: false });
    await unlocking.renewed({ session, token });
    await replica.begin(session, token);
  };
}

/** After a reload: the same person goes on; at the entry screen calls go on coming in, but nobody can act. */
export function resumed(): Act<Promise<void>> {
  return async (dispatch, _state, extra) => {
    const { replica, keptSession } = portsIn(extra);
    const kept = keptSession.read();
    if (!kept) return;
    if (kept.left) return replica.listen(kept.session, kept.token);
    await replica.begin(kept.session, kept.token);
    dispatch(personCame(kept.session));
  };
}

/** The person goes; what they saved is kept and sent on. */
export function left(): Act<void> {
  return (dispatch, _state, extra) => {
    const ports = portsIn(extra);
    ports.replica.pause();
    markLeft(ports);
    dispatch(personLeft());
    ports.userSwitched();
  };
}

/** The server has ended the session: somebody has to sign in again. */
export function ended(code: string): Act<void> {
  return (dispatch, state, extra) => {
    const { replica, keptSession, unlocking } = portsIn(extra);
    const over = keptSession.read();
    replica.pause();
    keptSession.write(null);
    if (over) void unlocking.ended(over.session.user);
    if (state().session.session) dispatch(sessionEnded(code));
  };
}

/** The server lets the session go on with another role, other wards or in another ward: also after a reload. */
export function reassigned(session: Session): Act<void> {
  return (dispatch, state, extra) => {
    const { keptSession } = portsIn(extra);
    const kept = keptSession.read();
    if (kept?.session.grant === session.grant) keptSession.write({ ...kept, session });
    const shown = state().session.session;
    if (shown?.grant === session.grant && shown !== session) dispatch(placeChanged(session));
  };
}

function markLeft({ keptSession }: Ports): void {
  const kept = keptSession.read();
  if (kept) keptSession.write({ ...kept, left: true });
}
