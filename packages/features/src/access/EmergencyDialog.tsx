import type { Session } from '@healthcare/protocol';
import {
  CodeField,
  Dialog,
  DialogActs,
  FieldError,
  IconAlertTriangleFilled,
  PasswordField,
  useWords,
} from '@healthcare/ui';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import css from './Access.module.css';
import { AccessWrong, useAccessSentence } from './access-sentence.tsx';
import { type Emergencies, useEmergency, type Wanted } from './use-emergency.ts';

export interface EmergencyDialogProps {
  readonly session: Session;
  /** Whose file; null: by the number on the wristband, which is asked for here. */
  readonly patientId: string | null;
  /** As the patient is called; null where this workstation does not know. */
  readonly name: string | null;
  /** The workstation holds the file. */
  readonly isHeld: boolean;
  readonly onClose: () => void;
  readonly onDone: (outcome: Emergencies) => void;
}

const readyReasons = ['lifeInDanger', 'sentHere', 'colleagueAsks'] as const;

/** Why, for whom, and who asks; then the server, or the PIN while there is none. */
export function EmergencyDialog({ session, patientId, name, isHeld, onClose, onDone }: EmergencyDialogProps) {
  const { t } = useWords('access');
  const ui = useWords('ui');
  const { isReachable, hasPin, askServer, askHere } = useEmergency(session);
  const [reason, setReason] = useState('');
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const sentence = useAccessSentence();
  const missing = {
    reason: reason.trim().length < 3 ? t('ask.reasonMissing') : null,
    number: patientId === null && number.trim() === '' ? t('ask.numberMissing') : null,
    pin: !isReachable && hasPin && pin === '' ? t('ask.pinMissing') : null,
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (waiting || Object.values(missing).some((one) => one !== null)) return;
    setWaiting(true);
    const wanted: Wanted = patientId === null ? { number: number.trim() } : { patientId };
    const outcome = isReachable
      ? await askServer(wanted, reason.trim())
      : await askHere(wanted, reason.trim(), pin, isHeld);
    setWaiting(false);
    setPin('');
    if (outcome.is === 'wrong') setWrong(outcome.code);
    else if (outcome.is !== 'notProven') onDone(outcome);
  };
  const shown = (field: keyof typeof missing) => (tried ? missing[field] : null);
  return (
    <Dialog title={name === null ? t('ask.title') : t('ask.titleOf', { name })} opened onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        <p className={css.note}>
          <IconAlertTriangleFilled size={20} aria-hidden />
          <span>{t('ask.what')}</span>
        </p>
        {patientId === null && (
          <CodeField
            label={t('ask.number')}
            description={t('ask.numberWhy')}
            value={number}
            wrong={shown('number')}
            data-autofocus
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws and announces a form; these only fill the field below */}
        <div className={css.ready} role="group" aria-label={t('ask.often')}>
          {readyReasons.map((one) => (
            <Button key={one} variant="default" size="sm" onClick={() => setReason(t(`ask.ready.${one}`))}>
              {t(`ask.ready.${one}`)}
            </Button>
          ))}
        </div>
        <Textarea
          label={t('ask.reason')}
          value={reason}
          minRows={2}
          maxLength={300}
          autosize
          {...(patientId !== null && { 'data-autofocus': true })}
          error={shown('reason') !== null && <FieldError>{shown('reason')}</FieldError>}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {!isReachable && (
          <>
            <p>{isHeld ? t('ask.offlineHeld') : t('ask.offlineNotHeld')}</p>
            {hasPin ? (
              <PasswordField
                label={t('ask.pin')}
                value={pin}
                wrong={shown('pin')}
                autoComplete="off"
                onChange={(event) => setPin(event.currentTarget.value)}
              />
            ) : (
              <p className={css.wrong}>{t('ask.noPin')}</p>
            )}
          </>
        )}
        <AccessWrong>{wrong === null ? null : sentence(wrong)}</AccessWrong>
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" color="red" loading={waiting} disabled={!isReachable && !hasPin}>
            {isReachable || isHeld ? t('ask.go') : t('ask.goLater')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
