import type { FactorOffer, GiveCode, SignInBegun } from '@healthcare/protocol';
import { CodeField, IconMail, leftToRight, useWords } from '@healthcare/ui';
import { Anchor, Button, PinInput } from '@mantine/core';
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { type FormEvent, useRef, useState } from 'react';
import { useDispatch } from 'react-redux';
import { answeredHere, passkeysWorkHere } from '../passkeys/index.ts';
import { usePorts } from '../state/index.ts';
import { CodeTimes } from './CodeTimes.tsx';
import css from './SignInForm.module.css';
import { began } from './session-acts.ts';
import type { WithSession } from './session-slice.ts';
import { useStep } from './use-step.ts';
import { Wrong } from './Wrong.tsx';

const DIGITS = 6;

interface CodeStepProps {
  readonly begun: SignInBegun;
  readonly onBegun: (begun: SignInBegun) => void;
  readonly onBack: () => void;
  /** The code was right, and the role needs something that is not set up. */
  readonly onLacking: (what: string) => void;
}

/** The second step: the code of a mail or of an app, a recovery code or a passkey. */
export function CodeStep({ begun, onBegun, onBack, onLacking }: CodeStepProps) {
  const { t } = useWords('session');
  const { gate } = usePorts();
  const dispatch = useDispatch<ThunkDispatch<WithSession, unknown, UnknownAction>>();
  const { wrong, waiting, take, refuse } = useStep();
  const [code, setCode] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const offers = begun.factors.filter(canBeTakenHere);
  const [kind, setKind] = useState(offers[0]?.kind);
  const offer = offers.find((one) => one.kind === kind);
  const prove = async (given: GiveCode['code']) => {
    if (!offer) return;
    const signedIn = await take(async () => {
      const answer = await gate.prove(begun.attempt, { kind: offer.kind, code: given });
      if (!answer.ok && answer.code === 'factor/set-up-first') onLacking(answer.about ?? '');
      return answer;
    });
    if (signedIn) return dispatch(began(signedIn));
    setCode('');
    first.current?.focus();
  };
  const resend = async () => {
    const again = await take(() => gate.resend(begun.attempt));
    setCode('');
    if (again) onBegun(again);
    first.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (offer?.kind === 'passkey') {
      const answer = await answeredHere(offer.options ?? {});
      return answer && prove(answer as Exclude<GiveCode['code'], string>);
    }
    const isWhole = offer?.kind === 'recovery' ? code.trim() !== '' : code.length === DIGITS;
    return isWhole ? prove(code) : refuse('sign-in/code-incomplete');
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} aria-labelledby="sign-in" noValidate>
      <p className={css.step}>{t('step', { n: 2 })}</p>
      <h1 id="sign-in">{t(offer?.kind === 'passkey' ? 'code.passkeyTitle' : 'code.title')}</h1>
      <WhereFrom offer={offer} />
      {(offer?.kind === 'email' || offer?.kind === 'totp') && (
        // A code is a number: left to right in every language. Its last digit sends it: nobody at a ward terminal looks for a button.
        <div dir="ltr">
          <PinInput
            key={offer.kind}
            ref={first}
            length={DIGITS}
            type="number"
            size="xl"
            gap="sm"
            oneTimeCode
            autoFocus
            placeholder=""
            value={code}
            onChange={setCode}
            onComplete={(given) => void prove(given)}
            ariaLabel={t('code.digits')}
            disabled={waiting}
            classNames={{ root: css.pin ?? '', input: css.box ?? '' }}
          />
        </div>
      )}
      {offer?.kind === 'recovery' && (
        <CodeField
          label={t('code.recovery')}
          value={code}
          wrong={null}
          inputMode="text"
          autoComplete="one-time-code"
          autoFocus
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      {offer?.kind === 'email' && <CodeTimes begun={begun} offer={offer} onResend={() => void resend()} />}
      <Wrong about={wrong} hint={offer?.kind === 'email' ? t('code.newest') : undefined} />
      {offer && (
        <Button type="submit" fullWidth size="lg" loading={waiting}>
          {t('go')}
        </Button>
      )}
      {offer?.kind === 'email' && <p className={css.help}>{t('code.noMail')}</p>}
      <p className={css.split}>
        <Anchor component="button" type="button" className={css.link} onClick={onBack}>
          {t('code.back')}
        </Anchor>
        {offers
          .filter((one) => one !== offer)
          .map((one) => (
            <Anchor
              key={one.kind}
              component="button"
              type="button"
              className={css.link}
              onClick={() => {
                setKind(one.kind);
                setCode('');
              }}
            >
              {t(`code.other.${one.kind}`)}
            </Anchor>
          ))}
      </p>
    </form>
  );
}

/** Where the code comes from. */
function WhereFrom({ offer }: { readonly offer: FactorOffer | undefined }) {
  const { t } = useWords('session');
  if (!offer) return <p className={css.sub}>{t('code.nothingHere')}</p>;
  if (offer.kind !== 'email') return <p className={css.sub}>{t(`code.from.${offer.kind}`)}</p>;
  const mail = leftToRight(offer.to ?? '');
  return (
    <p className={css.sub}>
      <IconMail size={20} aria-hidden /> {t(offer.delivery === 'waiting' ? 'code.waiting' : 'code.sent', { mail })}
    </p>
  );
}

/** A passkey only where the browser has it; everything else anywhere. */
function canBeTakenHere({ kind, options }: FactorOffer): boolean {
  return kind !== 'passkey' || (options !== undefined && passkeysWorkHere(String(options.rpId ?? '')));
}
