import { EmergencyGiven, type Session } from '@healthcare/protocol';
import type { Replica } from '@healthcare/replica';
import { useCallback } from 'react';
import { useSelector } from 'react-redux';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { type Answered, usePorts } from '../state/index.ts';
import { syncOf } from '../sync/index.ts';
import { useEmergencyActMutation } from './emergencies-api.ts';

/** Whose file, as far as it is known here. */
export type Wanted = { readonly patientId: string } | { readonly number: string };

/**
 * `given`: the server has opened it. `here`: it is open because the workstation holds it. `kept`: it was written down, and the server has not
 * given it yet. `notProven`: the person did not show again who they are; nothing was written.
 */
export type Emergencies =
  | { readonly is: 'given'; readonly patientId: string }
  | { readonly is: 'here' | 'kept' | 'notProven' }
  | { readonly is: 'wrong'; readonly code: string };

/** Asks for emergency access, ends it, and asks the server again for one that it has not given yet. */
export function useEmergency(session: Session) {
  const { server, replica, newId, unlocking } = usePorts();
  const prove = useProve();
  const [act] = useEmergencyActMutation();
  const { link } = useSelector(syncOf);
  const isReachable = link === 'live' || link === 'catching-up';
  const give = useCallback(
    (id: string) =>
      server.ask(`/api/emergencies/${encodeURIComponent(id)}/access`, { method: 'POST', shape: EmergencyGiven }),
    [server],
  );
  const write = async (id: string, wanted: Wanted, reason: string, provenBy: 'secondStep' | 'pin') => {
    const data = { wardId: session.wardId ?? '', reason, provenBy, ...wanted };
    const done = await act({ id, act: { kind: 'asked', data } });
    return 'error' in done ? codeIn(done.error) : null;
  };
  const end = (id: string) => act({ id, act: { kind: 'ended', data: {} } });

  /** E2, E3: the proof first, so that nothing is written down that nobody has proven. */
  const askServer = async (wanted: Wanted, reason: string): Promise<Emergencies> => {
    const id = newId();
    const proven = await prove(() => give(id));
    if (!proven.ok && proven.code === NOT_PROVEN) return { is: 'notProven' };
    if (!proven.ok && proven.code !== 'request/not-found') return { is: 'wrong', code: proven.code };
    const wrong = await write(id, wanted, reason, 'secondStep');
    if (wrong !== null) return { is: 'wrong', code: wrong };
    if ((await handedIn(replica, id)) === 'cut') return { is: 'kept' };
    return answerTo(id, await prove(() => give(id)));
  };

  const answerTo = async (id: string, answer: Answered<EmergencyGiven>): Promise<Emergencies> => {
    if (answer.ok) return { is: 'given', patientId: answer.value.patientId };
    if (answer.code === NOT_PROVEN || answer.code === 'unreachable') return { is: 'kept' };
    if (answer.code === 'emergency/no-such-patient') await end(id); // It names nobody: nothing of it can ever be given.
    return { is: 'wrong', code: answer.code };
  };

  return {
    isReachable,
    /** E2: without the server the PIN of the person who is here. */
    hasPin: unlocking.has(session.user),
    askServer,
    /** E5. `isHeld`: the workstation holds the file. */
    askHere: async (wanted: Wanted, reason: string, pin: string, isHeld: boolean): Promise<Emergencies> => {
      const proof = await unlocking.provesPin(session.user, pin);
      if (!proof.ok) return { is: 'wrong', code: proof.code };
      const wrong = await write(newId(), wanted, reason, 'pin');
      if (wrong !== null) return { is: 'wrong', code: wrong };
      return { is: isHeld ? 'here' : 'kept' };
    },
    /** For one that was written down while the server was away. */
    giveNow: async (id: string): Promise<Emergencies> => answerTo(id, await prove(() => give(id))),
    end,
  };
}

/** Resolves when the server has the request, or when it cannot be reached any more. */
function handedIn(replica: Replica, id: string): Promise<'sent' | 'cut'> {
  return new Promise((resolve) => {
    const watched: { unsubscribe(): void }[] = [];
    const settle = (outcome: 'sent' | 'cut') => {
      resolve(outcome);
      queueMicrotask(() => {
        for (const one of watched) one.unsubscribe();
      });
    };
    let wasHere = false;
    watched.push(
      replica.shelves.emergencies.watchOne(id).subscribe((access) => {
        // One that was refused leaves: the server is asked, and says that there is none.
        if (access ? access.unsent.length === 0 : wasHere) settle('sent');
        wasHere ||= access !== undefined;
      }),
      replica.sync.subscribe(({ link }) => {
        if (link === 'disconnected' || link === 'signed-out') settle('cut');
      }),
    );
  });
}

function codeIn(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'here/not-saved';
}
