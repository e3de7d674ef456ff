import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, ReasonDialog, tell, useWords } from '../../src/index.ts';
import css from './Proof.module.css';

/** The dialogs and notices, each behind the button that opens it. */
export function Dialogs() {
  const { t } = useWords('proof');
  const [open, setOpen] = useState<'confirm' | 'reason' | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const close = () => setOpen(null);
  const act = () => (reason === '' ? setTried(true) : close());
  return (
    <div className={css.row}>
      <Button variant="default" onClick={() => setOpen('confirm')}>
        {t('confirm.open')}
      </Button>
      <Button variant="default" onClick={() => setOpen('reason')}>
        {t('reason')}
      </Button>
      <Button
        variant="default"
        onClick={() => tell({ title: t('notice.title'), message: t('notice.message'), undo: close })}
      >
        {t('notice.open')}
      </Button>
      <Button variant="default" onClick={() => tell({ title: t('notice.title'), tone: 'wrong' })}>
        {t('notice.wrong')}
      </Button>
      <ConfirmDialog
        title={t('confirm.title')}
        what={t('confirm.what')}
        act={t('confirm.act')}
        tone="harm"
        opened={open === 'confirm'}
        onClose={close}
        onAct={close}
      />
      <ReasonDialog
        title={t('confirm.title')}
        what={t('confirm.what')}
        label={t('confirm.why')}
        reason={reason}
        onReason={setReason}
        ready={[t('confirm.ready')]}
        wrong={tried && reason === '' ? t('confirm.whyWrong') : null}
        act={t('confirm.act')}
        tone="harm"
        opened={open === 'reason'}
        onClose={close}
        onAct={act}
      />
    </div>
  );
}
