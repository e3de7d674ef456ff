import type { Session } from '@healthcare/protocol';
import { Dialog, EmptyState, IconHelp, IconSearch, IconUserPlus, SearchField, Skeleton } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { type ChoiceGroup, useChoiceList } from '../finding/index.ts';
import { personOf } from '../session/index.ts';
import { hearsServer } from '../sync/index.ts';
import { mayActOnPatient } from './may-act.ts';
import { PatientLine } from './PatientLine.tsx';
import css from './PatientPicker.module.css';
import { usePatientWords } from './patient-words.ts';
import { type PatientsFound, usePatientsFoundQuery } from './patients-api.ts';
import { RegisterDialog } from './RegisterDialog.tsx';

/** A patient as stays and calls name them. `label`: "Fatma Hassan El-Masry", in the language in force. */
export interface PickedPatient {
  readonly id: string;
  readonly label: string;
}

export interface PatientPickerProps {
  /** What the patient is chosen for: "Who gets Room 401, bed 2?" */
  readonly title: string;
  readonly session: Session;
  /** Patients who cannot be chosen here. */
  readonly without?: ReadonlySet<string>;
  /** Only among those who are here: nobody is registered in between. */
  readonly onlyKnown?: boolean;
  readonly onPick: (patient: PickedPatient) => void;
  readonly onClose: () => void;
}

type Registering = { readonly unknown: boolean } | null;

/** Finds a patient who is held here by name in either script, number or phone; or registers somebody new, known or unknown. */
export function PatientPicker(props: PatientPickerProps) {
  const [text, setText] = useState('');
  const [registering, setRegistering] = useState<Registering>(null);
  if (registering)
    return (
      <RegisterDialog
        session={props.session}
        begin={{ typed: text, unknown: registering.unknown }}
        onClose={() => setRegistering(null)}
        onDone={props.onPick}
      />
    );
  return (
    <Dialog title={props.title} size={720} opened onClose={props.onClose}>
      <Search {...props} text={text} onText={setText} onRegister={(unknown) => setRegistering({ unknown })} />
    </Dialog>
  );
}

interface SearchProps extends PatientPickerProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onRegister: (unknown: boolean) => void;
}

/** More than a person reads; the next word narrows it. */
const MOST_SHOWN = 12;
const nobody: ReadonlySet<string> = new Set();

function Search({ session, text, onText, onPick, onRegister, without = nobody, onlyKnown = false }: SearchProps) {
  const { t, labelOf } = usePatientWords();
  const { data, currentData } = usePatientsFoundQuery(text);
  const groups = useMemo((): readonly ChoiceGroup[] => {
    const rows = (data?.rows ?? []).filter(({ id, state }) => state === 'registered' && !without.has(id));
    const choices = rows.slice(0, MOST_SHOWN).map((row) => ({
      id: row.id,
      shown: <PatientLine row={row} />,
      choose: () => onPick({ id: row.id, label: labelOf(row) }),
    }));
    return [{ id: 'found', heading: null, choices }];
  }, [data, without, onPick, labelOf]);
  const whole = currentData?.reading ? 'more-comes' : 'whole';
  const answer = currentData ? whole : 'not-yet';
  const { field, list } = useChoiceList(t('picker.found'), groups, { text, answer });
  const found = groups[0]?.choices.length ?? 0;
  const { wardId } = session;
  const mayRegister = wardId !== null && mayActOnPatient('registered', personOf(session), [wardId]) && !onlyKnown;
  return (
    <div className={css.picker}>
      <SearchField
        label={t('picker.search')}
        value={text}
        autoComplete="off"
        data-autofocus
        {...field}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <p className={css.said} role="status">
        {text !== '' && data && t('picker.count', { count: data.rows.length, shown: found })}
      </p>
      {list}
      {data && found === 0 && <Nobody found={data} searched={text.trim() !== ''} />}
      {!data && <Skeleton rows={2} />}
      {mayRegister && (
        <div className={css.register}>
          <Button
            variant="default"
            leftSection={<IconUserPlus size={20} aria-hidden />}
            onClick={() => onRegister(false)}
          >
            {t('register.open')}
          </Button>
          <Button variant="default" leftSection={<IconHelp size={20} aria-hidden />} onClick={() => onRegister(true)}>
            {t('register.openUnknown')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Why nobody is shown; cut off, nobody may say that somebody is not in the hospital. */
function Nobody({ found, searched }: { readonly found: PatientsFound; readonly searched: boolean }) {
  const { t } = usePatientWords();
  const hears = useSelector(hearsServer);
  if (!searched)
    return (
      <EmptyState icon={IconSearch} title={t('picker.begin')} why={t('picker.beginWhy', { count: found.total })} />
    );
  if (found.reading)
    return (
      <EmptyState
        icon={IconSearch}
        title={t('picker.reading')}
        why={t('picker.readingWhy', { read: found.read, total: found.total })}
      />
    );
  return (
    <EmptyState icon={IconSearch} title={t('picker.none')} why={t(hears ? 'picker.noneWhy' : 'picker.noneWhyCut')} />
  );
}
