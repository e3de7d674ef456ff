import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  EmptyState,
  IconBell,
  IconPlus,
  SearchField,
  Segments,
  Skeleton,
  TextField,
  useWords,
} from '../../src/index.ts';
import { Dialogs } from './Dialogs.tsx';
import css from './Proof.module.css';
import { ProofShell } from './ProofShell.tsx';
import { Signs } from './Signs.tsx';

/** Every part of the kit once, inside the shell. */
export function KitPage() {
  const { t } = useWords('proof');
  const [filter, setFilter] = useState('current');
  const segments = ['current', 'mine', 'all', 'history'].map((id) => ({ id, word: t(`filter.${id}`) }));
  return (
    <ProofShell>
      <div className={css.page}>
        <div className={css.row}>
          <h1>{t('area.calls')}</h1>
          <Segments label={t('filter.label')} segments={segments} chosen={filter} onChoose={setFilter} />
          <SearchField label={t('search')} />
          <Button leftSection={<IconPlus size={20} aria-hidden />}>{t('empty.act')}</Button>
        </div>
        <Signs />
        <div className={css.row}>
          <TextField label={t('note')} />
          <TextField label={t('phone')} wrong={t('phoneWrong')} />
          <Button disabled>{t('signIn')}</Button>
        </div>
        <Dialogs />
        <div className={css.halves}>
          <EmptyState icon={IconBell} title={t('empty.title')} why={t('empty.why')}>
            <Button variant="default">{t('empty.act')}</Button>
          </EmptyState>
          <Skeleton rows={2} />
        </div>
      </div>
    </ProofShell>
  );
}
