import {
  type BedPlace,
  type BedState,
  cautionsFor,
  type Isolation,
  isolations,
  matesIn,
  offersFor,
  stayEntries,
} from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { Dialog, DialogActs, EmptyState, IconAlertTriangle, IconBed, useWords } from '@healthcare/ui';
import { Button, Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { PatientPicker, type PickedPatient, usePatientQuery } from '../../patients/index.ts';
import { usePorts } from '../../state/index.ts';
import { hearsServer } from '../../sync/index.ts';
import css from '../BedBoard.module.css';
import { type PatientsById, patientOf } from '../bed-patients.ts';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { changedFacts } from './changed-facts.ts';
import { FactFields, noFacts } from './FactFields.tsx';
import { MomentField } from './MomentField.tsx';
import { OfferList } from './OfferList.tsx';

export interface AdmitDialogProps {
  /** The bed that was pressed; null: the bed is chosen after the patient. */
  readonly to: BedPlace | null;
  readonly beds: readonly BedState<Stay>[];
  readonly patients: PatientsById;
  readonly session: Session;
  readonly onClose: () => void;
}

/** B1, B14: who, then into which bed, now or from a time on; why and who answers can be said at once or later. */
export function AdmitDialog(props: AdmitDialogProps) {
  const { t } = useWords('beds');
  const [patient, setPatient] = useState<PickedPatient | null>(null);
  const { to, beds } = props;
  const without = useMemo(() => new Set(beds.flatMap(inBed)), [beds]);
  if (patient) return <Admission {...props} patient={patient} />;
  const title = to ? t('admit.who', { place: t('place', to) }) : t('admit.open');
  return (
    <PatientPicker
      title={title}
      session={props.session}
      without={without}
      onPick={setPatient}
      onClose={props.onClose}
    />
  );
}

/** Who has a bed here, or has asked for one, gets no second. */
function inBed({ holder, provisional }: BedState<Stay>): readonly string[] {
  return [...(holder ? [holder] : []), ...provisional].map(({ patientId }) => patientId);
}

function Admission({ patient, to, beds, patients, onClose }: AdmitDialogProps & { readonly patient: PickedPatient }) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const hears = useSelector(hearsServer);
  const [place, setPlace] = useState(to);
  const [texts, setTexts] = useState(noFacts);
  const [reserves, setReserves] = useState(false);
  const [from, setFrom] = useState('');
  const { wrong, admit } = useAdmission(patient, onClose);
  const fit = useFit(patient, texts.isolation, beds, patients);
  return (
    <Dialog title={t('admit.title', { patient: patient.label })} size={760} opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (place) void admit(place, { texts, reservedFrom: reserves ? from : null });
        }}
      >
        <p>{t(hears ? 'ask.what' : 'ask.whatCut')}</p>
        {to === null && fit.offers.length === 0 && (
          <EmptyState icon={IconBed} title={t('move.none')} why={t('move.noneWhy')} />
        )}
        {to === null && fit.offers.length > 0 && <OfferList offers={fit.offers} chosen={place} onChoose={setPlace} />}
        {to !== null && <Cautions of={fit.against(to)} />}
        <FactFields facts={texts} wrong={wrong} onChange={(change) => setTexts({ ...texts, ...change })} />
        <Checkbox
          label={t('admit.reserve')}
          checked={reserves}
          onChange={(event) => setReserves(event.currentTarget.checked)}
        />
        {reserves && (
          <MomentField
            label={t('admit.from')}
            value={from}
            wrong={wrong.includes('reservedFrom') ? t('fact.noTime') : null}
            onChange={setFrom}
          />
        )}
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" disabled={place === null} data-autofocus={to !== null || undefined}>
            {place ? t(reserves ? 'admit.goReserve' : 'admit.go', { place: t('place', place) }) : t('move.goWhere')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function Cautions({ of }: { readonly of: readonly string[] }) {
  const { t } = useWords('beds');
  if (of.length === 0) return null;
  return (
    <p className={css.warn} role="status">
      <IconAlertTriangle size={20} aria-hidden />
      {of.map((caution) => t(`caution.${caution}`)).join(' · ')}
    </p>
  );
}

/** B19, for somebody who has no bed yet. */
function useFit(picked: PickedPatient, isolation: string, beds: readonly BedState<Stay>[], patients: PatientsById) {
  const { data: patient } = usePatientQuery(picked.id);
  return useMemo(() => {
    const sexOf = (stay: Stay) => patientOf(stay, patients)?.sex ?? 'notKnown';
    const who = { sex: patient?.sex ?? 'notKnown', isolation: isolationIn(isolation), from: null } as const;
    return {
      offers: offersFor(who, beds, sexOf),
      against: (place: BedPlace) => cautionsFor(who, matesIn(place, beds), sexOf),
    };
  }, [patient, isolation, beds, patients]);
}

function isolationIn(text: string): Isolation {
  return isolations.find((one) => one === text) ?? 'none';
}

interface AdmissionSaid {
  readonly texts: typeof noFacts;
  /** Null: the patient comes now. */
  readonly reservedFrom: string | null;
}

function useAdmission(patient: PickedPatient, onDone: () => void) {
  const { newId } = usePorts();
  const act = useStayAct();
  // Made with the dialog, so that pressing twice is asking once.
  const [ids] = useState(() => ({ stay: newId(), claim: newId(), facts: newId() }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const admit = async (place: BedPlace, { texts, reservedFrom }: AdmissionSaid) => {
    const booked = reservedFrom === null ? {} : { reservedFrom };
    const claim = stayEntries.claimed.safeParse({ ...place, patient: patient.label, patientId: patient.id, ...booked });
    const said = changedFacts(texts, {});
    setWrong([...(claim.success ? [] : ['reservedFrom']), ...(said.ok ? [] : said.fields)]);
    if (!claim.success || !said.ok) return;
    if (!(await act(ids.stay, patient.label, { kind: 'claimed', data: claim.data, entryId: ids.claim }))) return;
    const hasFacts = Object.keys(said.facts).length > 0;
    if (hasFacts) await act(ids.stay, patient.label, { kind: 'amended', data: said.facts, entryId: ids.facts });
    onDone();
  };
  return { wrong, admit };
}
