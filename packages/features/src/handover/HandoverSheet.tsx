import { stampMs } from '@healthcare/domain';
import { standingPoints } from '@healthcare/domain/handovers';
import { clinicalDate, clockTime, useWords } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import { onDutyIn } from './Duty.tsx';
import type { Handover } from './handovers-api.ts';
import type { HandoverPages } from './pages.ts';
import type { ShiftOfDay } from './shift.ts';
import { useHandoverWords } from './use-handover-words.ts';
import type { WorkOfWard } from './use-open-work.ts';

export interface HandoverSheetProps {
  readonly ward: string;
  readonly wardId: string;
  readonly now: ShiftOfDay;
  readonly pages: HandoverPages;
  readonly work: WorkOfWard;
  readonly cut: boolean;
}

/** The handover on paper: who is on duty, every note with who has heard it, everything open, and two lines to sign. */
export function HandoverSheet({ ward, wardId, now, pages, work, cut }: HandoverSheetProps) {
  const { t, shiftWord, language, moment, nowMs } = useHandoverWords();
  const { directory, nameOf } = useNames();
  const told = [...pages.toTakeOver, ...pages.leftOpen, ...pages.writing];
  return (
    <>
      <h1>{t('print.title', { ward })}</h1>
      <p>
        {shiftWord(now)}. {t('print.at', { at: `${clinicalDate(nowMs, language)} ${clockTime(nowMs)}` })}.{' '}
        {t('print.asOf', { cut: cut ? 'yes' : 'no' })}
      </p>
      <h2>{t('print.onDuty')}</h2>
      <p>
        {onDutyIn(directory, wardId)
          .map(({ person, sinceMs }) => t('duty.since', { name: nameOf(person), at: moment(sinceMs) }))
          .join('; ') || t('duty.nobody')}
      </p>
      {told.map((handover) => (
        <Notes key={handover.id} handover={handover} />
      ))}
      <h2>{t('work.title')}</h2>
      <OpenTable work={work} />
      <h2>{t('print.signatures')}</h2>
      <p>{t('print.hand')}</p>
    </>
  );
}

function Notes({ handover }: { readonly handover: Handover }) {
  const { t, shiftWord, nameOf, names, moment } = useHandoverWords();
  const signers = handover.signatures.map(({ by }) => by);
  const points = standingPoints(handover);
  return (
    <>
      <h2>
        {signers.length > 0
          ? t('take.from', { shift: shiftWord(handover), names: names(signers) })
          : `${shiftWord(handover)}: ${t('print.unsigned')}`}
      </h2>
      {points.length === 0 && <p>{t('write.none')}</p>}
      {points.length > 0 && (
        <table>
          <thead>
            <tr>
              {['about', 'note', 'by', 'acknowledged'].map((column) => (
                <th key={column}>{t(`print.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ entry, subject, text, by, at, acknowledged }) => (
              <tr key={entry}>
                <td>{subject.is === 'ward' ? t('write.ward') : <bdi>{subject.label}</bdi>}</td>
                <td>
                  <bdi>{text}</bdi>
                </td>
                <td>{t('write.by', { name: nameOf(by), at: moment(stampMs(at)) })}</td>
                <td>{names(acknowledged.map((deed) => deed.by))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function OpenTable({ work: { items, disputed, refusals, count } }: Pick<HandoverSheetProps, 'work'>) {
  const { t, place, moment, plainMoment } = useHandoverWords();
  const calls = useWords('calls');
  if (count === 0) return <p>{t('work.none')}</p>;
  return (
    <>
      <table>
        <thead>
          <tr>
            {['what', 'place', 'patient', 'since'].map((column) => (
              <th key={column}>{t(`print.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, kind, room, bed, patient, sinceMs, due, call }) => (
            <tr key={id}>
              <td>
                {call
                  ? t('work.call', { kind: calls.t(`kind.${call.kind}`), state: calls.t(`state.${call.state}`) })
                  : t(`work.kind.${kind}`)}
              </td>
              <td>{place(room, bed)}</td>
              <td>
                <bdi>{patient}</bdi>
              </td>
              <td>{due ? t('work.due', { at: plainMoment(due) }) : moment(sinceMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {disputed.length > 0 && (
        <p>
          {t('work.kind.dispute')}: {disputed.length}
        </p>
      )}
      {refusals.length > 0 && (
        <p>
          {t('work.kind.refusal')}: {refusals.length}
        </p>
      )}
    </>
  );
}
