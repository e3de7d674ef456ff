import { sentenceFor, stampMs } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import type { KnownRefusal } from '@healthcare/replica';
import { clockTime, IconCheck, IconClipboardX, IconCloudUp, momentOf, Pill, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../staff/index.ts';
import { DismissDialog } from './DismissDialog.tsx';
import css from './RefusalList.module.css';
import { ResendDialog } from './ResendDialog.tsx';
import { mayHandle, mayRead, mayResend, type RefusalCase } from './refusal-list.ts';
import { askedOf, useDocumentName, useToldWords } from './refusal-words.ts';
import { useExport } from './use-export.ts';

export interface RefusalCardProps {
  readonly of: RefusalCase;
  readonly session: Session;
}

/** What was tried, on what, by whom, why it does not stand, and what can be done about it now. */
export function RefusalCard({ of: { refusal, earlier }, session }: RefusalCardProps) {
  const { t, language } = useWords('refusals');
  const documentName = useDocumentName(refusal);
  const asked = askedOf(refusal, t);
  const Sign = refusal.waits ? IconClipboardX : IconCheck;
  return (
    <article
      className={css.refusal}
      data-waits={refusal.waits || undefined}
      aria-label={t('titleOf', { asked, name: documentName })}
    >
      <Sign size={24} stroke={1.75} aria-hidden />
      <div className={css.what}>
        <h3 className={css.asked}>{t('titleOf', { asked, name: documentName })}</h3>
        <p>{sentenceFor(refusal.code, language)}</p>
        <WhoAndWhen refusal={refusal} />
        {mayRead(refusal, session) && <ToldList refusal={refusal} />}
        {earlier.map((one) => (
          <Earlier key={one.id} refusal={one} />
        ))}
        <Doings refusal={refusal} />
      </div>
      {refusal.waits && <Acts of={{ refusal, earlier }} session={session} />}
    </article>
  );
}

function Acts({ of, session }: RefusalCardProps) {
  const { t } = useWords('refusals');
  const { nameOf } = useNames();
  const [over, setOver] = useState<'resend' | 'dismiss' | null>(null);
  const save = useExport();
  const { refusal } = of;
  if (!mayHandle(refusal, session))
    return <p className={css.who}>{t('others', { name: nameOf(refusal.entry.by.user) })}</p>;
  const close = () => setOver(null);
  return (
    <div className={css.acts}>
      {mayResend(refusal, session) ? (
        <Button onClick={() => setOver('resend')} disabled={refusal.again === 'unanswered'}>
          {t('resend.open')}
        </Button>
      ) : (
        <p className={css.who}>{t('resend.notYours')}</p>
      )}
      <Button variant="default" onClick={() => setOver('dismiss')}>
        {t('dismiss.open')}
      </Button>
      <Button variant="subtle" onClick={() => save(of)}>
        {t('export.go')}
      </Button>
      <ResendDialog refusal={refusal} opened={over === 'resend'} onClose={close} />
      <DismissDialog refusal={refusal} opened={over === 'dismiss'} onClose={close} />
    </div>
  );
}

function WhoAndWhen({ refusal: { entry, here, toldMs, again } }: { readonly refusal: KnownRefusal }) {
  const { t, language } = useWords('refusals');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  return (
    <p className={css.who}>
      {t(here ? 'by' : 'byElsewhere', {
        name: nameOf(entry.by.user),
        at: momentOf(stampMs(entry.at), nowMs, language),
        told: clockTime(toldMs),
      })}
      {again === 'unanswered' && (
        <Pill icon={IconCloudUp} tone="quiet">
          {t('again.unanswered')}
        </Pill>
      )}
    </p>
  );
}

/** The words that were asked for, so that nothing a person wrote is lost with the refusal. */
function ToldList({ refusal }: { readonly refusal: KnownRefusal }) {
  const told = useToldWords()(refusal);
  if (told.length === 0) return null;
  return (
    <dl className={css.told}>
      {told.map(({ field, value }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** F6: what was tried before, and why that did not stand. */
function Earlier({ refusal: { entry, code } }: { readonly refusal: KnownRefusal }) {
  const { t, language } = useWords('refusals');
  const nowMs = useNow(60_000);
  return (
    <p className={css.who}>
      {t('again.before', { at: momentOf(stampMs(entry.at), nowMs, language) })} {sentenceFor(code, language)}
    </p>
  );
}

/** F4, F5: everything that people did about it. */
function Doings({ refusal: { handled, untold } }: { readonly refusal: KnownRefusal }) {
  const { t, language } = useWords('refusals');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  return handled.map((doing) => (
    <p key={doing.id} className={css.done}>
      {t(`done.${doing.kind}`, { name: nameOf(doing.by.user), at: momentOf(stampMs(doing.at), nowMs, language) })}{' '}
      {doing.kind === 'dismissed' && <q>{doing.data.note}</q>}
      {untold && (
        <Pill icon={IconCloudUp} tone="quiet">
          {t('done.untold')}
        </Pill>
      )}
    </p>
  ));
}
