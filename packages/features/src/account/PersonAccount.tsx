import type { AccountShown } from '@healthcare/protocol';
import { CodeField, Dialog, DialogActs, IconMail, IconUserPlus, tell, useWords } from '@healthcare/ui';
import { Button, Checkbox } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { looksLikeAddress } from './Address.tsx';
import { accountServer } from './account-server.ts';
import { PersonBadge } from './PersonBadge.tsx';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Known, Row, Wrong } from './Section.tsx';
import { useAsked } from './use-asked.ts';

interface PersonProps {
  readonly user: string;
  readonly name: string;
}

interface PersonAccountProps extends PersonProps {
  /** There is an account. */
  readonly onThere: () => void;
  /** What can be done about it. */
  readonly children: ReactNode;
}

/** For administrators: the account of one person, opened with an invitation, and where its mails go. */
export function PersonAccount({ user, name, onThere, children }: PersonAccountProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const asked = useAsked<AccountShown | null>(async () => {
    const answer = await server.accountOf(user);
    const none = !answer.ok && answer.code === 'request/not-found';
    return none ? ({ ok: true, value: null } as const) : answer;
  });
  const [opened, setOpened] = useState(false);
  const { answer } = asked;
  const isThere = answer?.ok === true && answer.value !== null;
  const told = useRef(onThere);
  told.current = onThere;
  useEffect(() => {
    if (isThere) told.current();
  }, [isThere]);
  return (
    <Known asked={asked}>
      {(account) => (
        <>
          <div className={css.rows}>
            {account ? (
              <Row
                icon={IconMail}
                title={account.address === null ? t('address.none') : <span className="ltr">{account.address}</span>}
                state={t(account.invited ? 'person.invitedBy' : 'person.signsInBy', {
                  logins: account.logins.join(', '),
                })}
                on={account.address !== null}
              >
                <Button variant="default" onClick={() => setOpened(true)}>
                  {t('person.setAddress')}
                </Button>
              </Row>
            ) : (
              <Row icon={IconUserPlus} title={t('person.noAccount')} state={t('person.noAccountWhy')}>
                <Button onClick={() => setOpened(true)}>{t('person.open')}</Button>
              </Row>
            )}
            {account && <PersonBadge user={user} name={name} account={account} onChanged={asked.again} />}
          </div>
          {account && children}
          {opened && (
            <MailDialog
              user={user}
              name={name}
              account={account}
              onClose={() => setOpened(false)}
              onDone={(told) => {
                setOpened(false);
                tell({ title: told });
                asked.again();
              }}
            />
          )}
        </>
      )}
    </Known>
  );
}

interface MailDialogProps extends PersonProps {
  /** Null: there is none yet, and it is opened. */
  readonly account: AccountShown | null;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}

function MailDialog({ user, name, account, onClose, onDone }: MailDialogProps) {
  const { t, language } = useWords('account');
  const ui = useWords('ui');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [login, setLogin] = useState('');
  const [email, setEmail] = useState('');
  const [invite, setInvite] = useState(false);
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const lacksLogin = account === null && login.trim().length < 3;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacksLogin || !looksLikeAddress(email) || waiting) return;
    setWaiting(true);
    const address = { email: email.trim(), language };
    const answer = await prove(() =>
      account
        ? server.setAddressOf(user, { ...address, invite })
        : server.openAccount(user, { ...address, login: login.trim() }),
    );
    setWaiting(false);
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (answer.ok) onDone(t(account && !invite ? 'person.addressSet' : 'person.invited', { name }));
  };
  return (
    <Dialog
      title={account ? t('person.setAddressOf', { name }) : t('person.openFor', { name })}
      opened
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} noValidate>
        <p>{t(account ? 'person.setAddressWhy' : 'person.openWhy')}</p>
        {!account && (
          <CodeField
            label={t('person.login')}
            value={login}
            wrong={tried && lacksLogin ? t('person.loginMissing') : null}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
        )}
        <CodeField
          label={t('person.email')}
          type="email"
          inputMode="email"
          value={email}
          wrong={tried && !looksLikeAddress(email) ? t('address.nextMissing') : null}
          autoComplete="off"
          {...(account && { 'data-autofocus': true })}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {account && (
          <Checkbox
            label={t('person.invite')}
            checked={invite}
            onChange={(event) => setInvite(event.currentTarget.checked)}
          />
        )}
        <Wrong code={wrong} />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" loading={waiting}>
            {t(account ? 'person.setAddress' : 'person.openGo')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
