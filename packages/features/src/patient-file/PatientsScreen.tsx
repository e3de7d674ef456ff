import { isOver } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { EmptyState, IconBed, IconUserPlus, SearchField, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useCurrentStaysQuery } from '../beds/index.ts';
import {
  fileOf,
  fileScreen,
  mayActOnPatient,
  PatientLine,
  RegisterDialog,
  usePatientQuery,
  usePatientsFoundQuery,
  usePatientWords,
} from '../patients/index.ts';
import { useRecordsOfQuery } from '../records/index.ts';
import { personOf } from '../session/index.ts';
import { go, hashOf, useAddress } from '../state/index.ts';
import { useStaysOfQuery } from './file-api.ts';
import { PatientFile } from './PatientFile.tsx';
import css from './PatientsScreen.module.css';
import type { HeldStay } from './stay-book.ts';

/** The area of patients: whose file is open, or those who lie here and everybody who can be found. */
export function PatientsScreen({ session }: { readonly session: Session }) {
  const { screen } = useAddress();
  const open = fileOf(screen);
  if (open) return <PatientFile key={open.patient} {...open} session={session} />;
  return <PatientList session={session} />;
}

const nobody: readonly string[] = [];

function PatientList({ session }: { readonly session: Session }) {
  const { t } = useWords('file');
  // A file is about to be opened: what it is made of is read into memory while somebody still looks for it.
  useStaysOfQuery(nobody);
  useRecordsOfQuery(nobody);
  const [text, setText] = useState('');
  const [registering, setRegistering] = useState(false);
  const searched = useDeferredValue(text.trim());
  const mayRegister = session.wardId !== null && mayActOnPatient('registered', personOf(session), [session.wardId]);
  return (
    <section className={css.page} aria-labelledby="patients">
      <header className={css.bar}>
        <h1 id="patients">{t('list.title')}</h1>
        <SearchField
          label={t('list.search')}
          value={text}
          className={css.search ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {mayRegister && (
          <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setRegistering(true)}>
            {t('list.register')}
          </Button>
        )}
      </header>
      {searched === '' ? <LyingHere session={session} /> : <Found text={searched} />}
      {registering && (
        <RegisterDialog
          session={session}
          onClose={() => setRegistering(false)}
          onDone={({ id }) => {
            setRegistering(false);
            go({ screen: fileScreen(id) });
          }}
        />
      )}
    </section>
  );
}

const MOST_SHOWN = 50;

function Found({ text }: { readonly text: string }) {
  const { t } = useWords('file');
  const { data } = usePatientsFoundQuery(text);
  if (!data) return <Skeleton />;
  return (
    <>
      <p className={css.count} role="status">
        {t('list.found', { count: data.rows.length, shown: Math.min(data.rows.length, MOST_SHOWN) })}
      </p>
      <ul className={css.list}>
        {data.rows.slice(0, MOST_SHOWN).map((row) => (
          <li key={row.id}>
            <a href={hashOf({ screen: fileScreen(row.id), call: null })}>
              <PatientLine row={row} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One's own patients first: a round begins with them. */
function LyingHere({ session }: { readonly session: Session }) {
  const { t } = useWords('file');
  const { data: stays } = useCurrentStaysQuery();
  if (!stays) return <Skeleton />;
  const here = stays
    .filter((stay) => !isOver(stay) && (session.wardId === null || stay.wardId === session.wardId))
    .toSorted((a, b) => byPlace.compare(`${a.room} ${a.bed}`, `${b.room} ${b.bed}`));
  const isMine = ({ doctor, nurse }: HeldStay) => doctor === session.user || nurse === session.user;
  const mine = here.filter(isMine);
  if (here.length === 0) return <EmptyState icon={IconBed} title={t('list.none')} why={t('list.noneWhy')} />;
  return (
    <>
      <StayList title={t('list.mine', { count: mine.length })} stays={mine} />
      <StayList
        title={t('list.ward', { count: here.length - mine.length })}
        stays={here.filter((one) => !isMine(one))}
      />
    </>
  );
}

const byPlace = new Intl.Collator('en', { numeric: true });

function StayList({ title, stays }: { readonly title: string; readonly stays: readonly HeldStay[] }) {
  const { t } = useWords('file');
  if (stays.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={css.heading}>{title}</h2>
      <ul className={css.list}>
        {stays.map((stay) => (
          <li key={stay.id}>
            <StayLink stay={stay}>
              <b>{t('place', { room: stay.room, bed: stay.bed })}</b>
              <StayName stay={stay} />
              <span className={css.quiet}>{stay.disease !== undefined && <bdi>{stay.disease}</bdi>}</span>
            </StayLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In the language in force, where the patient has a file; else as the stay was begun. */
function StayName({ stay }: { readonly stay: HeldStay }) {
  const { labelOf } = usePatientWords();
  const { data: patient } = usePatientQuery(stay.patientId, { skip: stay.patientId === '' });
  return <bdi>{patient ? labelOf(patient) : stay.patient}</bdi>;
}

/** A stay that was begun with a name only has no file to open, and says so. */
function StayLink({ stay, children }: { readonly stay: HeldStay; readonly children: React.ReactNode }) {
  const { t } = useWords('file');
  if (stay.patientId)
    return (
      <a className={css.stay} href={hashOf({ screen: fileScreen(stay.patientId), call: null })}>
        {children}
      </a>
    );
  return (
    <span className={css.stay}>
      {children}
      <span className={css.quiet}>{t('list.noFile')}</span>
    </span>
  );
}
