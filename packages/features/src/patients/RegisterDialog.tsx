import { patientEntries } from '@healthcare/domain/patients';
import type { Session } from '@healthcare/protocol';
import { Dialog, DialogActs, IconAlertCircle, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormDraft } from '../drafts/index.ts';
import { usePorts } from '../state/index.ts';
import { PatientLine } from './PatientLine.tsx';
import { PersonForm } from './PersonForm.tsx';
import type { PatientRow } from './patient-row.ts';
import { usePatientWords } from './patient-words.ts';
import { usePatientsFoundQuery } from './patients-api.ts';
import { noPerson, type PersonFields, personFrom } from './person-fields.ts';
import css from './RegisterDialog.module.css';
import { usePatientAct } from './use-patient-act.ts';

export interface RegisterDialogProps {
  readonly session: Session;
  /** What was typed into the search before; `unknown`: nobody knows the person. */
  readonly begin?: { readonly typed?: string; readonly unknown?: boolean };
  readonly onClose: () => void;
  /** Saved here, or somebody who was here already was chosen instead. */
  readonly onDone: (patient: { readonly id: string; readonly label: string }) => void;
}

/** P1: somebody new, in the ward of this workstation. What is begun stays when it is closed; who may be here already is shown beside. */
export function RegisterDialog({ session, begin = {}, onClose, onDone }: RegisterDialogProps) {
  const { t, labelOf } = usePatientWords();
  const ui = useWords('ui');
  const { fields, change, drop } = useFormDraft<PersonFields>('register', () => begunBy(begin));
  const { wrong, register } = useRegister(session, fields, (patient) => {
    drop();
    onDone(patient);
  });
  return (
    <Dialog title={t('register.title')} size={880} opened onClose={onClose}>
      <form
        className={css.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void register();
        }}
      >
        <PersonForm fields={fields} onChange={change} wrong={wrong} />
        <AlreadyHere
          fields={fields}
          onPick={(row) => {
            drop();
            onDone({ id: row.id, label: labelOf(row) });
          }}
        />
        {wrong.length > 0 && (
          <p className={css.wrong} role="alert">
            <IconAlertCircle size={20} aria-hidden />
            {t('register.wrong', { count: wrong.length })}
          </p>
        )}
        <DialogActs>
          <Button
            variant="default"
            onClick={() => {
              drop();
              onClose();
            }}
          >
            {t('register.drop')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('register.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function useRegister(
  { wardId }: Session,
  fields: PersonFields,
  onSaved: (patient: { readonly id: string; readonly label: string }) => void,
) {
  const { labelOf } = usePatientWords();
  const { newId, nowMs } = usePorts();
  const act = usePatientAct();
  // Made with the form, so that pressing twice is registering once.
  const [ids] = useState(() => ({ patient: newId(), entry: newId() }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const register = async () => {
    const answer = personFrom(fields, nowMs());
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok || wardId === null) return;
    const data = patientEntries.registered.parse({ ...answer.facts, wardId });
    const label = labelOf(answer.facts);
    if (await act({ id: ids.patient, name: label }, { kind: 'registered', data, entryId: ids.entry }))
      onSaved({ id: ids.patient, label });
  };
  return { wrong, register };
}

/** Two documents of one person are two halves of their allergies: who may be here already is shown before another is made. */
function AlreadyHere({
  fields,
  onPick,
}: {
  readonly fields: PersonFields;
  readonly onPick: (row: PatientRow) => void;
}) {
  const { t } = usePatientWords();
  const byNumber = usePatientsFoundQuery(fields.nationalId || fields.phone || fields.fileNumber);
  const byName = usePatientsFoundQuery(
    fields.identity === 'unknown'
      ? ''
      : `${fields.familyEn || fields.familyAr} ${fields.givenEn || fields.givenAr}`.trim(),
  );
  const found = new Map(
    [...(byNumber.data?.rows ?? []), ...(byName.data?.rows ?? [])]
      .filter(({ state }) => state === 'registered')
      .map((row) => [row.id, row] as const),
  );
  const all = [...found.values()];
  if (all.length === 0) return null;
  const shown = all.slice(0, MOST_SHOWN);
  return (
    <section className={css.already} aria-labelledby="already-here">
      <h3 id="already-here">{t('register.already', { count: all.length })}</h3>
      <ul>
        {shown.map((row) => (
          <li key={row.id}>
            <PatientLine row={row} />
            <Button variant="default" onClick={() => onPick(row)}>
              {t('register.takeThis')}
            </Button>
          </li>
        ))}
      </ul>
      {all.length > shown.length && <p>{t('more', { count: all.length - shown.length })}</p>}
    </section>
  );
}

const MOST_SHOWN = 3;

/** A name that was searched for need not be typed again. */
function begunBy({
  typed = '',
  unknown = false,
}: {
  readonly typed?: string;
  readonly unknown?: boolean;
}): PersonFields {
  const name = /\d/.test(typed) ? '' : typed.trim();
  const script = /\p{Script=Arabic}/u.test(name) ? 'Ar' : 'En';
  const [given, family] = splitName(name);
  return {
    ...noPerson,
    identity: unknown ? 'unknown' : 'known',
    [`given${script}`]: given,
    [`family${script}`]: family,
    ...(/^\d{14}$/.test(typed.trim()) && { nationalId: typed.trim() }),
  };
}

function splitName(name: string): readonly [string, string] {
  const at = name.lastIndexOf(' ');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
