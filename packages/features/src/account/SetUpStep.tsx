import type { SignedInSetUp, TotpOffer } from '@healthcare/protocol';
import { TextField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { type FormEvent, useEffect, useState } from 'react';
import { useDispatch } from 'react-redux';
import { madeHere } from '../passkeys/index.ts';
import { began, type SetUpStep as Step, type WithSession } from '../session/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { SetUpTotp } from './Authenticator.tsx';
import { KeepCodes } from './RecoveryCodes.tsx';
import { Wrong } from './Section.tsx';

/** U4: both steps were right, and the role needs more than a mail. It is set up here; nothing else can be done before. */
export const SetUpStep: Step = ({ attempt, what, onBack }) => {
  const { t } = useWords('account');
  const dispatch = useDispatch<ThunkDispatch<WithSession, unknown, UnknownAction>>();
  const [entered, setEntered] = useState<SignedInSetUp | null>(null);
  const comeIn = (pass: SignedInSetUp) => void dispatch(began(pass));
  const bound = (pass: SignedInSetUp) => (pass.recoveryCodes ? setEntered(pass) : comeIn(pass));
  return (
    <div className={css.setUp}>
      <h1>{t(entered ? 'recovery.dialog' : 'setUp.title')}</h1>
      {entered ? (
        <KeepCodes codes={entered.recoveryCodes ?? []} onKept={() => comeIn(entered)} />
      ) : (
        <>
          <p className={css.quiet}>{t(what === 'passkey' ? 'setUp.whyPasskey' : 'setUp.whyTotp')}</p>
          {what === 'passkey' ? (
            <SetUpPasskey attempt={attempt} onBound={bound} onBack={onBack} />
          ) : (
            <SetUpApp attempt={attempt} onBound={bound} onBack={onBack} />
          )}
        </>
      )}
    </div>
  );
};

interface SetUpProps {
  readonly attempt: string;
  readonly onBound: (pass: SignedInSetUp) => void;
  readonly onBack: () => void;
}

function SetUpApp({ attempt, onBound, onBack }: SetUpProps) {
  const { gate } = usePorts();
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void gate.offerTotp(attempt).then((given) => {
      if (!here) return;
      if (given.ok) setOffer(given.answer);
      else setWrong(given.code);
    });
    return () => {
      here = false;
    };
  }, [gate, attempt]);
  if (!offer) return <NotYet wrong={wrong} onBack={onBack} />;
  return (
    <SetUpTotp
      offer={offer}
      confirm={async (code) => {
        const answer = await gate.bindTotp(attempt, code);
        return answer.ok ? { ok: true, value: answer.answer } : answer;
      }}
      onBound={onBound}
      onCancel={onBack}
    />
  );
}

function NotYet({ wrong, onBack }: { readonly wrong: string | null; readonly onBack: () => void }) {
  const { t } = useWords('account');
  return (
    <div className={css.form}>
      <Wrong code={wrong} />
      {wrong !== null && (
        <Button variant="default" onClick={onBack}>
          {t('setUp.back')}
        </Button>
      )}
    </div>
  );
}

function SetUpPasskey({ attempt, onBound, onBack }: SetUpProps) {
  const { t } = useWords('account');
  const { gate } = usePorts();
  const [name, setName] = useState('');
  const [nameless, setNameless] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const add = async (): Promise<void> => {
    const options = await gate.offerPasskey(attempt);
    if (!options.ok) return setWrong(options.code);
    const made = await madeHere(options.answer);
    if (!made) return setWrong('factor/passkey-not-made');
    const bound = await gate.bindPasskey(attempt, name.trim(), made);
    if (bound.ok) onBound(bound.answer);
    else setWrong(bound.code);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim().length > 0 && name.trim().length <= 40;
    setNameless(!named);
    if (!named || waiting) return;
    setWaiting(true);
    await add();
    setWaiting(false);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextField
        label={t('passkeys.name')}
        description={t('passkeys.nameWhy')}
        value={name}
        wrong={nameless ? t('passkeys.nameWrong') : null}
        autoComplete="off"
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Wrong code={wrong} />
      <Button type="submit" size="lg" loading={waiting}>
        {t('passkeys.add')}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t('setUp.back')}
      </Button>
    </form>
  );
}
