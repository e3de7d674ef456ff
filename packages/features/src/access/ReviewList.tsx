import { type Finding, findings, isInForce } from '@healthcare/domain/emergencies';
import type { Session } from '@healthcare/protocol';
import { EmptyState, FieldError, IconShieldLock, Segments, Skeleton, useNow, useWords } from '@healthcare/ui';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import css from './Access.module.css';
import { AccessCard } from './AccessCard.tsx';
import { AccessWrong, useAccessSentence } from './access-sentence.tsx';
import { type Emergency, useEmergenciesToReviewQuery, useEmergencyActMutation } from './emergencies-api.ts';
import { mayReview } from './file-access.ts';
import { LOOK_EVERY_MS } from './use-file-access.ts';

/** For heads of the ward and administrators: who opened whose file in an emergency, and whether that was right (E6). */
export function ReviewList({ session }: { readonly session: Session }) {
  const { t } = useWords('access');
  const { data: all } = useEmergenciesToReviewQuery();
  const nowMs = useNow(LOOK_EVERY_MS);
  const [shown, setShown] = useState<'waiting' | 'reviewed'>('waiting');
  if (!all) return <Skeleton />;
  const theirs = all.filter((one) => mayReview(session, one));
  const of = (review: 'waiting' | 'reviewed') => theirs.filter((one) => one.review === review);
  return (
    <section aria-labelledby="reviews">
      <h2 id="reviews">{t('review.title')}</h2>
      <p className={css.quiet}>{t('review.why')}</p>
      <Segments
        label={t('review.title')}
        segments={[
          { id: 'waiting', word: t('review.waiting', { count: of('waiting').length }) },
          { id: 'reviewed', word: t('review.reviewed', { count: of('reviewed').length }) },
        ]}
        chosen={shown}
        onChoose={setShown}
      />
      {of(shown).length === 0 && (
        <EmptyState
          icon={IconShieldLock}
          title={t(shown === 'waiting' ? 'review.none' : 'review.noneYet')}
          why={t('review.noneWhy')}
        />
      )}
      <ul className={css.plain}>
        {of(shown).map((access) => (
          <li key={access.id}>
            <AccessCard access={access} isInForce={isInForce(access, nowMs)}>
              {access.review === 'waiting' && <ReviewForm access={access} />}
            </AccessCard>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReviewForm({ access }: { readonly access: Emergency }) {
  const { t } = useWords('access');
  const [act] = useEmergencyActMutation();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const sentence = useAccessSentence();
  const review = async (finding: Finding) => {
    const said = note.trim();
    const isMissing = finding !== 'justified' && said.length < 3;
    setMissing(isMissing);
    if (isMissing) return;
    const data = { finding, ...(said.length >= 3 && { note: said }) };
    const done = await act({ id: access.id, act: { kind: 'reviewed', data } });
    setWrong('error' in done && done.error ? String(Reflect.get(done.error, 'code')) : null);
  };
  return (
    <div className={css.form}>
      <Textarea
        label={t('review.note')}
        description={t('review.noteWhy')}
        value={note}
        minRows={1}
        maxLength={300}
        autosize
        error={missing && <FieldError>{t('review.noteMissing')}</FieldError>}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <AccessWrong>{wrong === null ? null : sentence(wrong)}</AccessWrong>
      <div className={css.acts}>
        {findings.map((finding) => (
          <Button
            key={finding}
            variant={finding === 'justified' ? 'filled' : 'default'}
            onClick={() => void review(finding)}
          >
            {t(`finding.${finding}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** The same as a place of the administrator's desk. */
export function ReviewDesk({ session }: { readonly session: Session }) {
  const { t } = useWords('access');
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      <ReviewList session={session} />
    </div>
  );
}
