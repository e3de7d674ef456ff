import type { RevocationReason, WorkstationShown } from '@healthcare/protocol';
import { Dialog, DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Workstations.module.css';

/** Says what will happen to a workstation, and asks why: from that follows what counts that is done there. */
export function RevokeDialog({ of, onClose }: { readonly of: WorkstationShown; readonly onClose: () => void }) {
  const { t } = useWords('workstations');
  const { server } = usePorts();
  const prove = useProve();
  const [reason, setReason] = useState<RevocationReason>('retired');
  const [wrong, setWrong] = useState<string | null>(null);
  const name = of.name || of.id;
  const revoke = async () => {
    const path = `/api/workstations/${encodeURIComponent(of.id)}/revocation`;
    const done = await prove(() => server.ask(path, { method: 'POST', body: { reason }, shape: z.null() }));
    if (done.ok) onClose();
    else if (done.code !== NOT_PROVEN) setWrong(done.code);
  };
  return (
    <Dialog title={t('revoke.title', { name })} opened onClose={onClose} size="lg">
      <div className={css.dialog}>
        <p>{t('revoke.what')}</p>
        {of.unsent !== null && of.unsent > 0 && (
          <p className={css.notice}>{t('revoke.unsent', { count: of.unsent })}</p>
        )}
        <fieldset className={css.choices}>
          <legend>{t('revoke.why')}</legend>
          {(['retired', 'lost'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              <span>
                {t(`revoke.${one}`)}
                <small>{t(`revoke.${one}What`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <p role="alert" className={css.wrong}>
          {wrong !== null && t('failed', { why: wrong })}
        </p>
        <DialogActs>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={revoke}>
            {t('revoke.go')}
          </Button>
        </DialogActs>
      </div>
    </Dialog>
  );
}
