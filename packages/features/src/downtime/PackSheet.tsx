import { stampMs } from '@healthcare/domain';
import { clinicalDate, clockTime, listed, momentOf, useWords } from '@healthcare/ui';
import { inFull } from '../beds/index.ts';
import { usePatientWords } from '../patients/index.ts';
import { useWardName } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';
import type { Pack, PackPatient } from './pack.ts';

/** The pack on paper: how old it is at the top, then patient by patient, the beds without one, open calls, notes. */
export function PackSheet({ pack }: { readonly pack: Pack }) {
  const { t, language } = useWords('downtime');
  const { ward } = useWardName(pack.wardId);
  const lying = pack.beds.filter(({ patient }) => patient !== null);
  const others = pack.beds.filter(({ patient }) => patient === null);
  const at = `${clinicalDate(pack.madeMs, language)} ${clockTime(pack.madeMs)}`;
  return (
    <>
      <h2>{t('sheet.title', { ward: ward || pack.wardId })}</h2>
      <p>{t('sheet.asOf', { at, heard: pack.heard ? 'yes' : 'no' })}</p>
      <h3>{t('sheet.census', { patients: lying.length, beds: pack.beds.length })}</h3>
      {lying.length > 0 && (
        <Table columns={['place', 'patient', 'allergies', 'why', 'who', 'until']}>
          {lying.map(
            ({ room, bed, patient }) =>
              patient && <PatientRow key={`${room} ${bed}`} place={{ room, bed }} of={patient} />,
          )}
        </Table>
      )}
      <h3>{t('sheet.otherBeds')}</h3>
      <Table columns={['place', 'state']}>
        {others.map(({ room, bed, kind }) => (
          <tr key={`${room} ${bed}`}>
            <td>{t('sheet.at', { room, bed })}</td>
            <td>{t(`bed.${kind}`)}</td>
          </tr>
        ))}
      </Table>
      <h3>{t('sheet.calls', { count: pack.calls.length })}</h3>
      <Calls calls={pack.calls} madeMs={pack.madeMs} />
      <h3>{t('sheet.notes', { count: pack.notes.length })}</h3>
      <Notes notes={pack.notes} madeMs={pack.madeMs} />
    </>
  );
}

function Table({ columns, children }: { readonly columns: readonly string[]; readonly children: React.ReactNode }) {
  const { t } = useWords('downtime');
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface PatientRowProps {
  readonly place: { readonly room: string; readonly bed: string };
  readonly of: PackPatient;
}

function PatientRow({ place, of }: PatientRowProps) {
  const { t, language } = useWords('downtime');
  const { bornOf } = usePatientWords();
  const { nameOf } = useNames();
  const { file } = of;
  const people = [of.doctor, of.nurse].filter(Boolean).map(nameOf);
  const facts = file ? [t(`sex.${file.sex}`), file.born && bornOf(bornIn(file.born)), file.number].filter(Boolean) : [];
  return (
    <tr>
      <td>{t('sheet.at', place)}</td>
      <td>
        <b>
          <bdi>{file ? listed([file.family[language], file.given[language]], language) : of.name}</bdi>
        </b>
        <Lines of={facts} />
      </td>
      <td>{file ? <Allergies {...file} /> : t('allergy.unavailable')}</td>
      <td>
        <Lines of={[of.disease, of.treatment]} />
        {of.isolation !== 'none' && <b>{t(`isolation.${of.isolation}`)}</b>}
      </td>
      <td>
        <Lines of={people} />
      </td>
      <td>
        <bdi>{of.until && inFull(of.until, language)}</bdi>
      </td>
    </tr>
  );
}

/** One under the other: side by side two facts read as one, and in another order where their script is another. */
function Lines({ of }: { readonly of: readonly string[] }) {
  return of.filter(Boolean).map((fact) => (
    <div key={fact}>
      <bdi>{fact}</bdi>
    </div>
  ));
}

/** The day, or the year alone where no more is known. */
function bornIn(born: string): { readonly born: string } | { readonly bornAbout: number } {
  return born.includes('-') ? { born } : { bornAbout: Number(born) };
}

/** Four states, never an empty cell: that would read as none. */
function Allergies({ allergyState, allergies }: NonNullable<PackPatient['file']>) {
  const { t } = useWords('downtime');
  if (allergyState !== 'known') return t(`allergy.${allergyState}`);
  return allergies.map(({ agent, severity }) => (
    <div key={agent}>
      <b>
        <bdi>{agent}</bdi>
      </b>{' '}
      {severity && t(`severity.${severity}`)}
    </div>
  ));
}

function Calls({ calls, madeMs }: { readonly calls: Pack['calls']; readonly madeMs: number }) {
  const { t, language } = useWords('downtime');
  const words = useWords('calls');
  if (calls.length === 0) return null;
  return (
    <Table columns={['place', 'call', 'state', 'since']}>
      {calls.map(({ id, room, bed, kind, priority, state, raisedAt, about }) => (
        <tr key={id}>
          <td>{bed ? t('sheet.at', { room, bed }) : t('sheet.room', { room })}</td>
          <td>
            {listed([words.t(`kind.${kind}`), words.t(`priority.${priority}`)], language)} <bdi>{about}</bdi>
          </td>
          <td>{words.t(`state.${state}`)}</td>
          <td>
            <bdi>{momentOf(stampMs(raisedAt), madeMs, language)}</bdi>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Notes({ notes, madeMs }: { readonly notes: Pack['notes']; readonly madeMs: number }) {
  const { t, language } = useWords('downtime');
  const { nameOf } = useNames();
  if (notes.length === 0) return null;
  return (
    <Table columns={['about', 'note', 'by']}>
      {notes.map(({ id, about, text, by, at }) => (
        <tr key={id}>
          <td>
            <bdi>{about}</bdi>
          </td>
          <td>
            <bdi>{text}</bdi>
          </td>
          <td>{t('sheet.by', { name: nameOf(by), at: momentOf(stampMs(at), madeMs, language) })}</td>
        </tr>
      ))}
    </Table>
  );
}
