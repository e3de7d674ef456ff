import type { Session } from '@healthcare/protocol';
import { ConfirmDialog, IconShieldLock, tell, useWords } from '@healthcare/ui';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { PersonAccount } from './PersonAccount.tsx';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Row, Section, Wrong } from './Section.tsx';
import { SessionList } from './SessionList.tsx';

/** One person: where they are signed in, and the way out when the phone is lost. */
export function PersonAccess({ session }: { readonly session: Session }) {
  const { t, locale } = useWords('account');
  const { directory, nameOf, roleOf } = useNames();
  const [user, setUser] = useState('');
  /** Of whom it is known that they have an account. */
  const [there, setThere] = useState('');
  const people = Object.keys(directory)
    .filter((person) => directory[person]?.state === 'employed')
    .map((person) => ({ value: person, label: t('person.option', { name: nameOf(person), role: roleOf(person) }) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const [resets, setResets] = useState(0);
  return (
    <>
      <Section title={t('person.title')} why={t('person.why')}>
        <div className={css.form}>
          <NativeSelect
            label={t('person.who')}
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
            data={[{ value: '', label: t('person.choose') }, ...people]}
          />
          {user !== '' && (
            <PersonAccount key={user} user={user} name={nameOf(user)} onThere={() => setThere(user)}>
              {user !== session.user && (
                <ResetRow user={user} name={nameOf(user)} onReset={() => setResets((before) => before + 1)} />
              )}
            </PersonAccount>
          )}
        </div>
      </Section>
      {user !== '' && user === there && <SessionList key={`${user} ${resets}`} whose={{ user, name: nameOf(user) }} />}
    </>
  );
}

interface ResetRowProps {
  readonly user: string;
  readonly name: string;
  readonly onReset: () => void;
}

function ResetRow({ user, name, onReset }: ResetRowProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const reset = async () => {
    setAsking(false);
    const answer = await prove(() => server.resetFactors(user));
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (!answer.ok) return;
    tell({ title: t('person.resetDone', { name }) });
    onReset();
  };
  return (
    <>
      <div className={css.rows}>
        <Row icon={IconShieldLock} title={t('factors.title')} state={t('person.resetWhy')}>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('person.reset')}
          </Button>
        </Row>
      </div>
      <Wrong code={wrong} />
      <ConfirmDialog
        title={t('person.resetTitle', { name })}
        what={t('person.resetWhat')}
        act={t('person.reset')}
        tone="harm"
        opened={asking}
        onClose={() => setAsking(false)}
        onAct={() => void reset()}
      />
    </>
  );
}
