import { AuditChain } from '@healthcare/protocol';
import { IconAlertTriangleFilled, IconLink, momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAsked } from '../account/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Audit.module.css';

/** Is the trail whole? How far it is, how far it is signed, and what was found when it was last read from its beginning. */
export function ChainState() {
  const { t, language } = useWords('audit');
  const { server } = usePorts();
  const nowMs = useNow(60_000);
  const { answer } = useAsked(() => server.ask('/api/audit/chain', { shape: AuditChain }));
  const [read, setRead] = useState<AuditChain | null>(null);
  const [waiting, setWaiting] = useState(false);
  const chain = read ?? (answer?.ok ? answer.value : null);
  if (!chain) return null;
  const { verified, signed, entries } = chain;
  const at = (instant: string) => momentOf(Date.parse(instant), nowMs, language);
  const findings = verified?.findings ?? [];
  const verify = async () => {
    setWaiting(true);
    const next = await server.ask('/api/audit/chain', { method: 'POST', shape: AuditChain });
    setWaiting(false);
    if (next.ok) setRead(next.value);
  };
  const Mark = findings.length > 0 ? IconAlertTriangleFilled : IconLink;
  return (
    <section className={css.chain} data-broken={findings.length > 0 || undefined} aria-label={t('chain.label')}>
      <Mark size={20} aria-hidden />
      <div role="status">
        <p>
          <b>
            {verified === null
              ? t('chain.notRead', { entries })
              : findings.length > 0
                ? t('chain.broken', { count: findings.length })
                : t('chain.whole', { entries: verified.entries, at: at(verified.at) })}
          </b>{' '}
          <span className={css.quiet}>
            {signed ? t('chain.signed', { seq: signed.seq, at: at(signed.at) }) : t('chain.unsigned')}
          </span>
        </p>
        {findings.length > 0 && (
          <>
            <ul>
              {findings.map(({ what, file, line, seq }) => (
                <li key={`${what} ${file} ${line}`}>
                  {t(`chain.what.${what}`, { seq, defaultValue: what })}{' '}
                  <span className="ltr">{line > 0 ? `${file}:${line}` : file}</span>
                </li>
              ))}
            </ul>
            <p>{t('chain.brokenWhat')}</p>
          </>
        )}
      </div>
      <Button variant="default" loading={waiting} onClick={() => void verify()}>
        {t('chain.verify')}
      </Button>
    </section>
  );
}
