import type { PersonHere } from '@healthcare/replica';
import { IconAlertCircle, IconBackspace, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { useDispatch } from 'react-redux';
import { unlocked, type WithSession } from '../session/index.ts';
import { type UnlockAnswer, usePorts } from '../state/index.ts';
import css from './PinPad.module.css';
import { scannedPerson, Typing } from './scanned.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface PinPadProps {
  /** Where the PIN goes. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly person: PersonHere;
  /** Everybody who can unlock here. */
  readonly people: readonly PersonHere[];
  /** Somebody's badge was scanned where the PIN goes: it is theirs that is asked for now. */
  readonly onScanned: (user: string) => void;
  readonly onOther: () => void;
}

/** By keyboard, touch or scanner: whatever is typed goes into the field, and Enter unlocks. */
export function PinPad({ field, person, people, onScanned, onOther }: PinPadProps) {
  const { t, language } = useWords('unlock');
  const { pin, setPin, wrong, waiting, submit } = useUnlock({ person, people, onScanned });
  const name = person.name[language];
  const press = (next: string) => {
    setPin(next);
    field.current?.focus();
  };
  if (person.destroyed)
    return (
      <div className={css.pad}>
        <p className={css.wrong} role="alert">
          <IconAlertCircle size={20} aria-hidden />
          {t('destroyed', { name })}
        </p>
        <Button fullWidth size="lg" onClick={onOther}>
          {t('signIn')}
        </Button>
      </div>
    );
  return (
    <form className={css.pad} onSubmit={submit}>
      <label htmlFor="pin">{t('pin', { name })}</label>
      <input
        id="pin"
        ref={field}
        className={css.field}
        type="password"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the next thing anybody does here is to type their PIN.
        autoFocus
        value={pin}
        aria-describedby="pin-wrong"
        onChange={(event) => setPin(event.currentTarget.value, event.timeStamp)}
      />
      <div className={css.keys} dir="ltr">
        {digits.map((digit) => (
          <button key={digit} type="button" onClick={() => press(pin + digit)}>
            {digit}
          </button>
        ))}
        <button type="button" data-word onClick={() => press('')}>
          {t('clear')}
        </button>
        <button type="button" onClick={() => press(`${pin}0`)}>
          0
        </button>
        <button type="button" aria-label={t('erase')} onClick={() => press(pin.slice(0, -1))}>
          <IconBackspace size={24} stroke={1.75} aria-hidden />
        </button>
      </div>
      <Button type="submit" fullWidth size="lg" loading={waiting}>
        {t('go')}
      </Button>
      <div id="pin-wrong" role="alert" className={css.alert}>
        {wrong && (
          <p className={css.wrong}>
            <IconAlertCircle size={20} aria-hidden />
            {wrong}
          </p>
        )}
      </div>
      {!wrong && <p className={css.works}>{t('works')}</p>}
    </form>
  );
}

function useUnlock({ person: { user }, people, onScanned }: Omit<PinPadProps, 'onOther' | 'field'>) {
  const { t } = useWords('unlock');
  const { unlocking } = usePorts();
  const dispatch = useDispatch<ThunkDispatch<WithSession, unknown, UnknownAction>>();
  const [pin, setPin] = useState('');
  const [strange, setStrange] = useState(false);
  const typing = useRef(new Typing());
  const [answer, setAnswer] = useState<UnlockAnswer | null>(null);
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current || pin === '') return;
    // A badge is no PIN, and no try.
    const scanned = scannedPerson(pin, typing.current, people);
    setStrange(scanned === 'unknown');
    if (scanned) setPin('');
    if (scanned && scanned !== 'unknown') onScanned(scanned.user);
    if (scanned) return;
    busy.current = true;
    setWaiting(true);
    const next = await unlocking.unlock(user, pin);
    if (next.ok) await dispatch(unlocked(next.pass));
    busy.current = false;
    setWaiting(false);
    setPin('');
    setAnswer(next);
  };
  const wrong = strange
    ? t('strangeBadge')
    : answer === null || answer.ok || pin !== ''
      ? null
      : answer.code === 'pin/wrong'
        ? t('wrong', { left: answer.left })
        : t(answer.code === 'pin/not-counted' ? 'notCounted' : 'ended');
  const type = (text: string, atMs = performance.now()) => {
    typing.current.became(text, atMs);
    if (text !== '') setStrange(false);
    setPin(text);
  };
  return { pin, setPin: type, wrong, waiting, submit };
}
