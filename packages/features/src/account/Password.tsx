import { Dialog, IconLock, PasswordField, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { FormEnd } from './FormEnd.tsx';
import { useProve } from './proof.ts';
import { Row, Section } from './Section.tsx';
import { useFormAct } from './use-form-act.ts';

/** The first step of signing in; changed with the old one and a fresh proof. */
export function Password({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useWords('account');
  const [opened, setOpened] = useState(false);
  return (
    <Section title={t('password.title')} why={t('password.why')}>
      <div className={css.rows}>
        <Row icon={IconLock} title={t('password.row')} state={t('password.state')}>
          <Button variant="default" onClick={() => setOpened(true)}>
            {t('password.change')}
          </Button>
        </Row>
      </div>
      {opened && (
        <ChangeDialog
          onClose={() => setOpened(false)}
          onDone={() => {
            setOpened(false);
            tell({ title: t('password.changed') });
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

/** What is wrong with a field, by the field it is about. */
interface Wrongs {
  readonly current?: string;
  readonly next?: string;
}

function ChangeDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const form = useFormAct({
    lacks() {
      const found: Wrongs = {
        ...(current === '' && { current: t('password.currentMissing') }),
        ...([...next].length < 8 && { next: t('password.nextMissing') }),
        ...(next !== '' && next === current && { next: t('password.same') }),
      };
      setWrongs(found);
      return Object.keys(found).length > 0;
    },
    act: () => prove(() => server.changePassword(current, next), { password: current }),
    onDone: () => onDone(),
  });
  return (
    <Dialog title={t('password.change')} opened onClose={onClose}>
      <form className={css.form} onSubmit={form.submit} noValidate>
        <PasswordField
          label={t('password.current')}
          value={current}
          wrong={wrongs.current}
          autoComplete="current-password"
          data-autofocus
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordField
          label={t('password.next')}
          description={t('password.rules')}
          value={next}
          wrong={wrongs.next}
          autoComplete="new-password"
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <FormEnd {...form} act={t('password.go')} onClose={onClose} />
      </form>
    </Dialog>
  );
}
