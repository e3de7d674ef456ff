import type { Session } from '@healthcare/protocol';
import { IconLock, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './PinOffer.module.css';
import { usePeopleHere } from './people-here.ts';
import { SetPinDialog } from './SetPinDialog.tsx';

/** Whoever has signed in without a PIN here is offered one; a workstation's policy can ask for it. */
export function PinOffer({ session }: { readonly session: Session }) {
  const { t } = useWords('unlock');
  const {
    settings: { pinRequired },
    unlocking,
  } = usePorts();
  const { directory } = useNames();
  useEffect(() => void unlocking.named(directory), [unlocking, directory]);
  const has = usePeopleHere().some(({ user, destroyed }) => user === session.user && !destroyed);
  const [later, setLater] = useState(false);
  const [open, setOpen] = useState(false);
  if (has) return null;
  return (
    <>
      {!later && (
        <section className={css.offer} aria-label={t('set.title')}>
          <IconLock size={20} aria-hidden />
          <p>{t('offer')}</p>
          <Button size="sm" variant="default" onClick={() => setOpen(true)}>
            {t('offerGo')}
          </Button>
          {!pinRequired && (
            <Button size="sm" variant="subtle" onClick={() => setLater(true)}>
              {t('offerLater')}
            </Button>
          )}
        </section>
      )}
      <SetPinDialog session={session} opened={open || pinRequired} onClose={() => setOpen(false)} />
    </>
  );
}
