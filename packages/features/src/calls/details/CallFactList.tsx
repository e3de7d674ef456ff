import { alsoAccepted, responsibleFor } from '@healthcare/domain/calls';
import type { ReactNode } from 'react';
import { fileScreen } from '../../patients/index.ts';
import { useNames } from '../../staff/index.ts';
import { hashOf } from '../../state/index.ts';
import { Age } from '../Age.tsx';
import type { Call } from '../call.ts';
import { priorityIcon, toneOf } from '../call-signs.ts';
import { useCallWords } from '../call-words.ts';
import css from './CallDetails.module.css';

/** What the call is about, in the words it was said in. */
export function CallFactList({ call }: { readonly call: Call }) {
  const { t, place } = useCallWords();
  const Sign = priorityIcon[call.priority];
  return (
    <div>
      <div className={css.head} data-tone={toneOf(call)}>
        <Sign size={28} aria-hidden />
        <div>
          <h2 className={css.place}>{place(call)}</h2>
          <p>
            {t('details.kindAndPriority', {
              kind: t(`kind.${call.kind}`),
              priority: t(`priority.${call.priority}`),
              state: t(`state.${call.state}`),
            })}
          </p>
        </div>
        {call.phase === 'open' && <Age call={call} />}
      </div>
      <Facts call={call} />
    </div>
  );
}

function Facts({ call }: { readonly call: Call }) {
  const { t } = useCallWords();
  const { nameOf } = useNames();
  const named = (user: string | undefined) => (user === undefined ? undefined : nameOf(user));
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['description', call.description],
    ['patient', call.patient && <PatientOfCall call={call} />],
    ['disease', call.disease],
    ['treatment', call.treatment],
    ['doctor', named(call.doctor)],
    ['nurse', named(call.nurse)],
    ['responsible', named(responsibleFor(call))],
    ['alsoAccepted', alsoAccepted(call).map(nameOf).join(t('and')) || undefined],
    ['raisedBy', named(call.raisedBy || undefined)],
  ];
  return (
    <dl className={css.facts}>
      {facts.flatMap(([field, value]) =>
        value === undefined || value === ''
          ? []
          : [
              <dt key={field}>{t(`field.${field}`)}</dt>,
              <dd key={`${field}-value`}>
                <bdi>{value}</bdi>
              </dd>,
            ],
      )}
    </dl>
  );
}

/** C19: named by their document, the patient leads to their file; otherwise they are words. */
function PatientOfCall({ call: { patient, patientId } }: { readonly call: Call }) {
  const { t } = useCallWords();
  if (patientId === undefined) return patient;
  return (
    <>
      <bdi>{patient}</bdi> <a href={hashOf({ screen: fileScreen(patientId), call: null })}>{t('patient.file')}</a>
    </>
  );
}
