import { type MailQueued, MailShown, MailTried } from '@healthcare/protocol';
import {
  ConfirmDialog,
  EmptyState,
  IconAlertCircle,
  IconCloudOff,
  IconMail,
  momentOf,
  Page,
  Skeleton,
  Table,
  tell,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { useAsked } from '../account/index.ts';
import { useProblemSentence } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './MailQueue.module.css';
import { troubleOf } from './trouble.ts';

/** Somebody watches whether a mail leaves: as often as the queue itself looks (ms). */
const LOOK_EVERY_MS = 5000;

/** For administrators: mails that have not left yet and those that never will, with the reason. */
export function MailQueue() {
  const { t } = useWords('mail');
  const { server } = usePorts();
  const { answer, again } = useAsked(() => server.ask('/api/mail', { shape: MailShown }));
  useEffect(() => {
    const looking = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, [again]);
  return (
    <Page title={t('title')} why={t('why')} wide>
      {!answer && <Skeleton />}
      {answer && !answer.ok && <EmptyState icon={IconCloudOff} title={t('unreachable')} why={t('unreachableWhy')} />}
      {answer?.ok && <Queue shown={answer.value} onChanged={again} />}
    </Page>
  );
}

interface QueueProps {
  readonly shown: MailShown;
  readonly onChanged: () => void;
}

function Queue({ shown: { carrier, waiting: all }, onChanged }: QueueProps) {
  const { t } = useWords('mail');
  const acts = useActs(onChanged);
  if (carrier === 'mailbox')
    return (
      <div className={css.note} role="status">
        <IconAlertCircle size={24} aria-hidden />
        <div>
          <h2>{t('mailbox')}</h2>
          <p>{t('mailboxWhy')}</p>
        </div>
      </div>
    );
  if (all.length === 0) return <EmptyState icon={IconMail} title={t('none')} why={t('noneWhy')} />;
  const [failed, waiting] = [all.filter((mail) => mail.failed), all.filter((mail) => !mail.failed)];
  return (
    <>
      <Mails title={t('failed', { count: failed.length })} why={t('failedWhy')} mails={failed} acts={acts} />
      <Mails title={t('waiting', { count: waiting.length })} why={t('waitingWhy')} mails={waiting} acts={acts} />
      {acts.wrong}
      {acts.asking}
    </>
  );
}

interface MailsProps {
  readonly title: string;
  readonly why: string;
  readonly mails: readonly MailQueued[];
  readonly acts: Pick<ReturnType<typeof useActs>, 'send' | 'askToDrop'>;
}

function Mails({ title, why, mails, acts }: MailsProps) {
  const { t, language } = useWords('mail');
  const { nameOf } = useNames();
  const kindOf = useKind();
  const nowMs = useNow(60_000);
  const at = (instant: string) => momentOf(Date.parse(instant), nowMs, language);
  if (mails.length === 0) return null;
  return (
    <>
      <h2 className={css.title}>{title}</h2>
      <p className={css.why}>{why}</p>
      <div className={css.queue}>
        <Table label={title} columns={[t('column.mail'), t('column.person'), t('column.state'), t('column.acts')]}>
          {mails.map((mail) => {
            const about = { mail: kindOf(mail), name: nameOf(mail.user) };
            return (
              <tr key={mail.id}>
                <th scope="row">
                  {about.mail}
                  <span className={css.quiet}>{t('since', { at: at(mail.queuedAt) })}</span>
                </th>
                <td>
                  <bdi>{about.name}</bdi>
                </td>
                <td>
                  <State mail={mail} next={at(mail.nextAt)} />
                </td>
                <td>
                  <div className={css.acts}>
                    {mail.failed !== 'too-late' && (
                      <Button variant="default" aria-label={t('nowOf', about)} onClick={() => acts.send(mail)}>
                        {t('now')}
                      </Button>
                    )}
                    <Button variant="default" aria-label={t('dropOf', about)} onClick={() => acts.askToDrop(mail)}>
                      {t('drop')}
                    </Button>
                  </div>
                </td>
              </tr>
            );
          })}
        </Table>
      </div>
    </>
  );
}

function State({ mail: { failed, trouble, tries }, next }: { readonly mail: MailQueued; readonly next: string }) {
  const { t } = useWords('mail');
  if (failed) return failed === 'refused' ? t('refused', { code: trouble }) : t('tooLate');
  return (
    <>
      {t(`trouble.${troubleOf(trouble)}`, { code: trouble })}
      <span className={css.quiet}>{t('tries', { tries, at: next })}</span>
    </>
  );
}

function useKind(): (mail: MailQueued) => string {
  const { t } = useWords('mail');
  return ({ kind }) => (kinds.includes(kind) ? t(`kind.${kind}`) : t('kind.other'));
}

const kinds: readonly string[] = [
  ...['sign-in-code', 'registration-code', 'new-address-code', 'old-address-code'],
  ...['invitation', 'password-reset', 'password-changed', 'address-changed', 'badge-given', 'badge-removed'],
  ...['totp-bound', 'totp-removed', 'passkey-bound', 'passkey-removed', 'recovery-codes-made', 'factors-reset'],
];

/** Sending one now and taking one out; what came of it is told. */
function useActs(onChanged: () => void) {
  const { t } = useWords('mail');
  const { server } = usePorts();
  const { nameOf } = useNames();
  const kindOf = useKind();
  const sentence = useProblemSentence();
  const [wrong, setWrong] = useState<string | null>(null);
  const [dropping, setDropping] = useState<MailQueued | null>(null);
  const path = ({ id }: MailQueued) => `/api/mail/${encodeURIComponent(id)}`;
  const send = async (mail: MailQueued) => {
    const answer = await server.ask(`${path(mail)}/again`, { method: 'POST', shape: MailTried });
    setWrong(answer.ok ? null : answer.code);
    if (answer.ok) tell({ title: t(`told.${answer.value.delivery}`) });
    onChanged();
  };
  const drop = async (mail: MailQueued) => {
    setDropping(null);
    const answer = await server.ask(path(mail), { method: 'DELETE', shape: z.null() });
    setWrong(answer.ok ? null : answer.code);
    if (answer.ok) tell({ title: t('told.dropped') });
    onChanged();
  };
  return {
    send: (mail: MailQueued) => void send(mail),
    askToDrop: setDropping,
    wrong: <div role="alert">{wrong !== null && <p className={css.wrong}>{sentence(wrong)}</p>}</div>,
    asking: dropping && (
      <ConfirmDialog
        title={t('dropTitle')}
        what={t('dropWhat', { mail: kindOf(dropping), name: nameOf(dropping.user) })}
        act={t('drop')}
        opened
        onClose={() => setDropping(null)}
        onAct={() => void drop(dropping)}
      />
    ),
  };
}
