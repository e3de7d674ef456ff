import type { AccountShown } from '@healthcare/protocol';
import { CodeField, ConfirmDialog, Dialog, IconId, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { FormEnd } from './FormEnd.tsx';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Row, Wrong } from './Section.tsx';
import { useFormAct } from './use-form-act.ts';

interface PersonBadgeProps {
  readonly user: string;
  readonly name: string;
  readonly account: AccountShown;
  readonly onChanged: () => void;
}

/** For administrators: the badge of one person, given, changed for another, or taken away when it is lost. */
export function PersonBadge({ user, name, account: { badge = null }, onChanged }: PersonBadgeProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [asking, setAsking] = useState<'give' | 'take' | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const done = (title: string) => {
    setAsking(null);
    tell({ title });
    onChanged();
  };
  const take = async () => {
    setAsking(null);
    const answer = await prove(() => server.takeBadgeOf(user));
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (answer.ok) done(t('badge.taken', { name }));
  };
  return (
    <>
      <Row
        icon={IconId}
        title={badge === null ? t('badge.none') : <span className="ltr">{badge}</span>}
        state={t(badge === null ? 'badge.noneWhy' : 'badge.why')}
        on={badge !== null}
      >
        <Button variant="default" onClick={() => setAsking('give')}>
          {t(badge === null ? 'badge.give' : 'badge.change')}
        </Button>
        {badge !== null && (
          <Button variant="default" onClick={() => setAsking('take')}>
            {t('badge.take')}
          </Button>
        )}
      </Row>
      <Wrong code={wrong} />
      {asking === 'give' && (
        <GiveDialog
          user={user}
          name={name}
          onClose={() => setAsking(null)}
          onDone={() => done(t('badge.given', { name }))}
        />
      )}
      <ConfirmDialog
        title={t('badge.takeTitle', { name })}
        what={t('badge.takeWhat')}
        act={t('badge.take')}
        tone="harm"
        opened={asking === 'take'}
        onClose={() => setAsking(null)}
        onAct={() => void take()}
      />
    </>
  );
}

interface GiveDialogProps extends Pick<PersonBadgeProps, 'user' | 'name'> {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Shorter numbers are on no badge. */
const SHORTEST = 4;

/** Scanned or typed; a scanner ends with Enter, which saves it. */
function GiveDialog({ user, name, onClose, onDone }: GiveDialogProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = number.trim().length < SHORTEST;
  const form = useFormAct({
    lacks() {
      setTried(true);
      return isShort;
    },
    act: () => prove(() => server.giveBadgeTo(user, number.trim())),
    onDone,
  });
  return (
    <Dialog title={t('badge.of', { name })} opened onClose={onClose}>
      <form className={css.form} onSubmit={form.submit} noValidate>
        <p>{t('badge.how')}</p>
        <CodeField
          label={t('badge.number')}
          value={number}
          wrong={tried && isShort ? t('badge.short') : null}
          autoComplete="off"
          maxLength={60}
          data-autofocus
          onChange={(event) => {
            setNumber(event.currentTarget.value);
            form.forget();
          }}
        />
        <FormEnd {...form} act={t('badge.save')} onClose={onClose} />
      </form>
    </Dialog>
  );
}
