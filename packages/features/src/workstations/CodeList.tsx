import type { EnrolmentCodeShown } from '@healthcare/protocol';
import { momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { useProblemSentence } from '../session/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Workstations.module.css';

interface CodeListProps {
  readonly of: readonly EnrolmentCodeShown[];
  readonly onChanged: () => void;
}

/** Codes by which a workstation can be enrolled still; never the codes themselves. */
export function CodeList({ of, onChanged }: CodeListProps) {
  const { t, language } = useWords('workstations');
  const { server } = usePorts();
  const sentence = useProblemSentence();
  const prove = useProve();
  const nowMs = useNow(60_000);
  const [wrong, setWrong] = useState<string | null>(null);
  const withdraw = async (id: string) => {
    const path = `/api/enrolment-codes/${encodeURIComponent(id)}`;
    const done = await prove(() => server.ask(path, { method: 'DELETE', shape: z.null() }));
    setWrong(done.ok || done.code === NOT_PROVEN ? null : done.code);
    onChanged();
  };
  return (
    <section className={css.codes} aria-labelledby="codes">
      <h2 id="codes">{t('codes.title')}</h2>
      <ul>
        {of.map(({ id, name, used, uses, expiresAt }) => (
          <li key={id}>
            <span>{t('codes.one', { name, used, uses, until: momentOf(Date.parse(expiresAt), nowMs, language) })}</span>
            <Button variant="subtle" aria-label={t('codes.withdrawOf', { name })} onClick={() => withdraw(id)}>
              {t('codes.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className={css.wrong}>
        {wrong !== null && sentence(wrong)}
      </p>
    </section>
  );
}
