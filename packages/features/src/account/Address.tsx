import type { AddressChangeBegun } from '@healthcare/protocol';
import { CodeField, Dialog, IconMail, leftToRight, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { CodeTimes } from '../session/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { FormEnd } from './FormEnd.tsx';
import { useProve } from './proof.ts';
import { Known, Row, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';
import { useFormAct } from './use-form-act.ts';

/** Where codes and notices go; changed when the present address and the new one have both agreed. */
export function Address({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useWords('account');
  const asked = useAsked(accountServer(usePorts().server).address);
  const [opened, setOpened] = useState(false);
  return (
    <Section title={t('address.title')} why={t('address.why')}>
      <Known asked={asked}>
        {({ address }) => (
          <div className={css.rows}>
            <Row
              icon={IconMail}
              title={address === null ? t('address.none') : <span className="ltr">{address}</span>}
              state={t(address === null ? 'address.noneState' : 'address.state')}
              on={address !== null}
            >
              <Button variant="default" onClick={() => setOpened(true)}>
                {t('address.change')}
              </Button>
            </Row>
          </div>
        )}
      </Known>
      {opened && (
        <ChangeDialog
          onClose={() => setOpened(false)}
          onDone={() => {
            setOpened(false);
            tell({ title: t('address.changed') });
            asked.again();
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

interface ChangeDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ChangeDialog({ onClose, onDone }: ChangeDialogProps) {
  const { t } = useWords('account');
  const [begun, setBegun] = useState<AddressChangeBegun | null>(null);
  return (
    <Dialog title={t('address.change')} opened onClose={onClose}>
      {begun ? (
        <CodesForm begun={begun} onBegun={setBegun} onClose={onClose} onDone={onDone} />
      ) : (
        <AddressForm onBegun={setBegun} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AddressFormProps {
  readonly onBegun: (begun: AddressChangeBegun) => void;
  readonly onClose: () => void;
}

function AddressForm({ onBegun, onClose }: AddressFormProps) {
  const { t, language } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const form = useFormAct({
    lacks() {
      setMissing(!looksLikeAddress(email));
      return !looksLikeAddress(email);
    },
    act: () => prove(() => server.beginAddressChange(email.trim(), language)),
    onDone: onBegun,
  });
  return (
    <form className={css.form} onSubmit={form.submit} noValidate>
      <p>{t('address.how')}</p>
      <CodeField
        label={t('address.next')}
        type="email"
        inputMode="email"
        autoComplete="off"
        value={email}
        wrong={missing ? t('address.nextMissing') : null}
        data-autofocus
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <p className={css.quiet}>{t('address.noAccess')}</p>
      <FormEnd {...form} act={t('address.send')} onClose={onClose} />
    </form>
  );
}

interface CodesFormProps extends ChangeDialogProps {
  readonly begun: AddressChangeBegun;
  readonly onBegun: (begun: AddressChangeBegun) => void;
}

function CodesForm({ begun, onBegun, onClose, onDone }: CodesFormProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [codes, setCodes] = useState({ next: '', current: '' });
  const [missing, setMissing] = useState(false);
  const isLacking = (code: string) => missing && code.trim() === '';
  const form = useFormAct({
    lacks() {
      const lacks = codes.next.trim() === '' || (begun.current !== null && codes.current.trim() === '');
      setMissing(lacks);
      return lacks;
    },
    act: () => {
      const given = { next: codes.next, ...(begun.current && { current: codes.current }) };
      return server.confirmAddressChange(begun.change, given);
    },
    onDone: () => onDone(),
  });
  const resend = async () => {
    const answer = await prove(() => server.resendAddressCodes(begun.change));
    form.answered(answer);
    if (!answer.ok) return;
    setCodes({ next: '', current: '' });
    onBegun(answer.value);
  };
  const field = (side: 'next' | 'current', sent: AddressChangeBegun['next']) => (
    <CodeField
      label={t(`address.code.${side}`, { to: leftToRight(sent.to) })}
      description={sent.delivery === 'waiting' ? t('address.waiting') : undefined}
      value={codes[side]}
      wrong={isLacking(codes[side]) ? t('proof.incomplete') : null}
      inputMode="numeric"
      autoComplete="one-time-code"
      {...(side === 'next' && { 'data-autofocus': true, autoFocus: true })}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setCodes((before) => ({ ...before, [side]: typed }));
      }}
    />
  );
  return (
    <form className={css.form} onSubmit={form.submit} noValidate>
      <p>{t(begun.current ? 'address.both' : 'address.one')}</p>
      {field('next', begun.next)}
      {begun.current && field('current', begun.current)}
      <CodeTimes begun={begun} offer={begun} onResend={() => void resend()} />
      <FormEnd {...form} act={t('address.confirm')} onClose={onClose} />
    </form>
  );
}

/** Only what nobody would send a mail to; whether it exists is what the code shows. */
export function looksLikeAddress(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim());
}
