import { useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { SetUpStep } from '../account/index.ts';
import { SignInForm } from '../session/index.ts';
import { LockScreen, usePeopleHere } from '../unlock/index.ts';
import css from './Door.module.css';

/** The names of who has a PIN here; for everybody else, and where nobody has one, the full sign-in. */
export function Door() {
  const { t } = useWords('unlock');
  const people = usePeopleHere();
  const [other, setOther] = useState(false);
  if (people.length > 0 && !other) return <LockScreen people={people} onOther={() => setOther(true)} />;
  return (
    <div className={css.door}>
      <SignInForm SetUp={SetUpStep} />
      {people.length > 0 && (
        <Button variant="subtle" fullWidth onClick={() => setOther(false)}>
          {t('back')}
        </Button>
      )}
    </div>
  );
}
