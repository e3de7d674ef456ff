import { IconBed, IconSearch, IconUser, IconX } from '@healthcare/ui';
import { Button, TextInput } from '@mantine/core';
import { useCallWords } from '../call-words.ts';
import { type BedOfCall, type CallPatient, useLyingInBed } from './lying-in-bed.ts';
import css from './PatientField.module.css';

export interface PatientFieldProps {
  readonly whom: CallPatient;
  /** The bed of the call; null for a whole room, or while none is chosen. */
  readonly place: BedOfCall | null;
  /** The domain did not take the words as they are. */
  readonly wrong: boolean;
  readonly onChange: (to: CallPatient) => void;
  /** Opens the search among the patients held here. */
  readonly onFind: () => void;
}

/** Whom a call is for: who lies in the bed is offered first, then whoever is found; a patient nobody knows is said in words (C19). */
export function PatientField({ whom, place, wrong, onChange, onFind }: PatientFieldProps) {
  const { t } = useCallWords();
  const lying = useLyingInBed(place);
  const isOffered = lying !== null && lying.patientId !== whom.patientId;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine we ship on
    <div className={css.field} role="group" aria-label={t('patient.group')}>
      {whom.patientId === null ? (
        <TextInput
          className={css.words ?? ''}
          label={t('field.patient')}
          value={whom.patient}
          error={wrong && t('field.tooLong')}
          onChange={(event) => onChange({ patient: event.currentTarget.value, patientId: null })}
        />
      ) : (
        <p className={css.named}>
          <span>{t('field.patient')}</span>
          <b>
            <IconUser size={20} aria-hidden />
            <bdi>{whom.patient}</bdi>
          </b>
        </p>
      )}
      {isOffered && (
        <Button
          variant="light"
          leftSection={<IconBed size={20} aria-hidden />}
          className={css.offered ?? ''}
          onClick={() => onChange(lying)}
        >
          <span>
            {t('patient.inBed')} <bdi>{lying.patient}</bdi>
          </span>
        </Button>
      )}
      <Button variant="default" leftSection={<IconSearch size={20} aria-hidden />} onClick={onFind}>
        {t(whom.patientId === null ? 'patient.find' : 'patient.findAnother')}
      </Button>
      {whom.patientId !== null && (
        <Button
          variant="default"
          leftSection={<IconX size={20} aria-hidden />}
          onClick={() => onChange({ patient: '', patientId: null })}
        >
          {t('patient.remove')}
        </Button>
      )}
    </div>
  );
}
