import { isInForce } from '@healthcare/domain/emergencies';
import type { Session } from '@healthcare/protocol';
import { EmptyState, IconLockOpen, IconShieldLock, tell, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProofGate } from '../account/index.ts';
import { go } from '../state/index.ts';
import css from './Access.module.css';
import { AccessCard } from './AccessCard.tsx';
import { EmergencyDialog } from './EmergencyDialog.tsx';
import { useOwnEmergenciesQuery } from './emergencies-api.ts';
import { mayAskInEmergency, reviewsAnything } from './file-access.ts';
import { ReviewList } from './ReviewList.tsx';
import { LOOK_EVERY_MS } from './use-file-access.ts';

/** Emergency access to the file of somebody who lies elsewhere: asked for here, and, by heads of the ward, looked at afterwards. */
export function EmergencyScreen({ session }: { readonly session: Session }) {
  const { t } = useWords('access');
  const [asks, setAsks] = useState(false);
  return (
    <ProofGate>
      <section className={css.page} aria-labelledby="emergency">
        <h1 id="emergency">{t('title')}</h1>
        <p className={css.quiet}>{t('why')}</p>
        {mayAskInEmergency(session) && (
          <Button
            className={css.start}
            size="lg"
            color="red"
            leftSection={<IconLockOpen size={24} aria-hidden />}
            onClick={() => setAsks(true)}
          >
            {t('ask.open')}
          </Button>
        )}
        {mayAskInEmergency(session) && <OwnList session={session} />}
        {reviewsAnything(session) && <ReviewList session={session} />}
        {asks && (
          <EmergencyDialog
            session={session}
            patientId={null}
            name={null}
            isHeld={false}
            onClose={() => setAsks(false)}
            onDone={(outcome) => {
              setAsks(false);
              tell({ title: t(outcome.is === 'kept' ? 'done.kept' : 'done.open') });
              if (outcome.is === 'given') go({ screen: `patients/${encodeURIComponent(outcome.patientId)}` });
            }}
          />
        )}
      </section>
    </ProofGate>
  );
}

function OwnList({ session }: { readonly session: Session }) {
  const { t } = useWords('access');
  const { data: own } = useOwnEmergenciesQuery(session.user);
  const nowMs = useNow(LOOK_EVERY_MS);
  if (!own) return null;
  return (
    <section aria-labelledby="own-accesses">
      <h2 id="own-accesses">{t('own.title')}</h2>
      {own.length === 0 && <EmptyState icon={IconShieldLock} title={t('own.none')} />}
      <ul className={css.plain}>
        {own.map((access) => (
          <li key={access.id}>
            <AccessCard access={access} isInForce={isInForce(access, nowMs)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
