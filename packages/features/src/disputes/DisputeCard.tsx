import { type Dispute, type Person, stampMs } from '@healthcare/domain';
import { IconArrowsSplit2, IconEye, momentOf, Pill, tell, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useCallPlace } from '../calls/index.ts';
import { fileScreen, type Patient, usePatientWords } from '../patients/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';
import { hashOf } from '../state/index.ts';
import { useNotDoneSentence } from '../sync/index.ts';
import css from './DisputeList.module.css';
import { type Disputed, maySettle } from './disputed-documents.ts';
import { useSettleMutation } from './disputes-api.ts';
import { useValueWords } from './value-words.ts';

/** One document with everything that is disputed about it. */
export function DisputeCard({ disputed, person }: { readonly disputed: Disputed; readonly person: Person }) {
  const { t } = useWords('disputes');
  const name = useDisputedTitle(disputed);
  const settles = maySettle(disputed, person);
  const { db, document, disputes } = disputed;
  return (
    <article className={css.disputed} aria-label={`${t(`kind.${db}`)} ${name}`}>
      <header>
        <h2>
          <IconArrowsSplit2 size={24} stroke={1.75} aria-hidden />
          {t(`kind.${db}`)} <bdi>{name}</bdi>
        </h2>
        {db === 'patients' && (
          <a href={hashOf({ screen: fileScreen(document.id, 'details'), call: null })}>{t('file')}</a>
        )}
        {db === 'calls' && <a href={hashOf({ screen: 'disputes', call: document.id })}>{t('story')}</a>}
      </header>
      <p className={css.who}>{t(settles ? 'you' : `decides.${db}`)}</p>
      {disputes.map((dispute) => (
        <SideBySide key={dispute.field} disputed={disputed} dispute={dispute} settles={settles} />
      ))}
    </article>
  );
}

/** What a disputed document is called: the place of a call, the name of a room or a person. */
export function useDisputedTitle({ db, document }: Disputed): string {
  const { nameOf } = useNames();
  const { data: rooms } = useRoomsQuery();
  const { labelOf } = usePatientWords();
  const place = useCallPlace(db === 'calls' ? document.id : '');
  if (db === 'staff') return nameOf('person' in document ? String(document.person) : document.id);
  if (db === 'wards') return 'wardId' in document ? String(document.wardId) : document.id;
  if (db === 'patients') return 'family' in document ? labelOf(document as unknown as Patient) : document.id;
  const room = rooms?.find(({ id }) => id === document.id)?.name ?? document.id;
  return db === 'calls' ? (place ?? document.id) : room;
}

interface SideBySideProps {
  readonly disputed: Disputed;
  readonly dispute: Dispute;
  readonly settles: boolean;
}

/** The last in order is the one shown everywhere else until somebody decides. */
function SideBySide({ disputed: { db, document }, dispute: { field, values }, settles }: SideBySideProps) {
  const { t, language } = useWords('disputes');
  const { nameOf } = useNames();
  const words = useValueWords();
  const settle = useSettle();
  const nowMs = useNow(60_000);
  return (
    <div className={css.dispute}>
      <h3>{words.fieldWord(db, field)}</h3>
      <ul>
        {values.map(({ entry, by, at, value }, place) => (
          <li key={entry}>
            <b>
              <bdi>{words.valueWord(db, field, value)}</bdi>
            </b>
            <span className={css.who}>
              {t('saidBy', { name: nameOf(by), at: momentOf(stampMs(at), nowMs, language) })}
              {place === values.length - 1 && <Pill icon={IconEye}>{t('shown')}</Pill>}
            </span>
            {settles && (
              <Button variant="default" onClick={() => settle({ db, document: document.id, field, value })}>
                {t('keep', { value: words.valueWord(db, field, value) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Decides, or says why that was not possible. */
function useSettle() {
  const { t } = useWords('disputes');
  const sentenceOf = useNotDoneSentence();
  const [run] = useSettleMutation();
  return async (settling: Parameters<typeof run>[0]) => {
    const { error } = await run(settling);
    if (!error) return;
    tell({ title: t('notSettled'), message: sentenceOf(error), tone: 'wrong' });
  };
}
