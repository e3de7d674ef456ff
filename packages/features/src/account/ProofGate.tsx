import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { type ReactNode, useCallback, useState } from 'react';
import { useDispatch } from 'react-redux';
import { renewed, type WithSession } from '../session/index.ts';
import { ProofDialog } from './ProofDialog.tsx';
import { NOT_PROVEN, type Prove, ProveContext } from './proof.ts';

/** Somebody is asked, and what they asked for waits. */
interface Waiting {
  readonly password: string | undefined;
  readonly settle: (proven: boolean) => void;
}

/** Stands around screens with acts that need a fresh proof. The question comes when the server asks for it, and not before. */
export function ProofGate({ children }: { readonly children: ReactNode }) {
  const dispatch = useDispatch<ThunkDispatch<WithSession, unknown, UnknownAction>>();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const prove = useCallback<Prove>(async (act, already) => {
    const first = await act();
    if (first.ok || first.code !== 'account/not-fresh') return first;
    const proven = await new Promise<boolean>((settle) => setWaiting({ password: already?.password, settle }));
    setWaiting(null);
    return proven ? await act() : { ok: false, code: NOT_PROVEN };
  }, []);
  return (
    <ProveContext value={prove}>
      {children}
      {waiting && (
        <ProofDialog
          password={waiting.password}
          onProven={async (pass) => {
            await dispatch(renewed(pass));
            waiting.settle(true);
          }}
          onClose={() => waiting.settle(false)}
        />
      )}
    </ProveContext>
  );
}
