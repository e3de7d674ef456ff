import { isInForce } from '@healthcare/domain/emergencies';
import type { Session } from '@healthcare/protocol';
import { IconAlertTriangleFilled, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProofGate } from '../account/index.ts';
import { go } from '../state/index.ts';
import css from './Access.module.css';
import { AccessWrong, useAccessSentence } from './access-sentence.tsx';
import { type Emergency, useFileHeldQuery, useOwnEmergenciesQuery } from './emergencies-api.ts';
import { timeLeft } from './file-access.ts';
import { useEmergency } from './use-emergency.ts';
import { LOOK_EVERY_MS } from './use-file-access.ts';

/** Over every screen while an emergency access of the person who is here is in force: whose file, how long still, and the way to end it. */
export function EmergencyBanner({ session }: { readonly session: Session }) {
  const { data: own = [] } = useOwnEmergenciesQuery(session.user);
  const nowMs = useNow(LOOK_EVERY_MS);
  const inForce = own.filter((one) => isInForce(one, nowMs));
  if (inForce.length === 0) return null;
  return (
    <ProofGate>
      {inForce.map((access) => (
        <OneAccess key={access.id} session={session} access={access} nowMs={nowMs} />
      ))}
    </ProofGate>
  );
}

interface OneAccessProps {
  readonly session: Session;
  readonly access: Emergency;
  readonly nowMs: number;
}

function OneAccess({ session, access, nowMs }: OneAccessProps) {
  const { t, language } = useWords('access');
  const { data: file } = useFileHeldQuery(access.patientId, { skip: access.patientId === '' });
  const { isReachable, giveNow, end } = useEmergency(session);
  const [waiting, setWaiting] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const sentence = useAccessSentence();
  const name = file ? `${file.given[language]} ${file.family[language]}`.trim() : access.number || access.patientId;
  const isOpen = access.state === 'granted' || file != null;
  const ask = async () => {
    setWaiting(true);
    const outcome = await giveNow(access.id);
    setWaiting(false);
    setWrong(outcome.is === 'wrong' ? outcome.code : null);
  };
  return (
    <section className={css.banner} aria-label={t('banner.region')}>
      <IconAlertTriangleFilled size={20} aria-hidden />
      <p>
        <b>{t('banner.label')}</b> <bdi>{name}</bdi>{' '}
        <span>
          {isOpen ? t('banner.left', timeLeft(access, nowMs)) : t(isReachable ? 'banner.notGiven' : 'banner.waits')}
        </span>
      </p>
      <AccessWrong>{wrong === null ? null : sentence(wrong)}</AccessWrong>
      {access.state === 'asked' && isReachable && (
        <Button variant="default" loading={waiting} onClick={() => void ask()}>
          {t('banner.askNow')}
        </Button>
      )}
      {file != null && (
        <Button variant="default" onClick={() => go({ screen: `patients/${encodeURIComponent(access.patientId)}` })}>
          {t('banner.open')}
        </Button>
      )}
      <Button variant="default" onClick={() => void end(access.id)}>
        {t('banner.end')}
      </Button>
    </section>
  );
}
