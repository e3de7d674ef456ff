import type { RevocationReason } from '@healthcare/protocol';
import { Dialog, DialogActs, listed, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { useProblemSentence } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import { useWardPagesQuery } from '../wards/index.ts';
import { wardsRelyingOn } from './primary-stations.ts';
import type { Station } from './stations.ts';
import css from './Workstations.module.css';

/** Says what will happen to a workstation, and asks why: from that follows what counts that is done there. */
export function RevokeDialog({ of, onClose }: { readonly of: Station; readonly onClose: () => void }) {
  const { t, language } = useWords('workstations');
  const { server } = usePorts();
  const { nameOf } = useNames();
  const prove = useProve();
  const sentence = useProblemSentence();
  const [reason, setReason] = useState<RevocationReason>('retired');
  const [wrong, setWrong] = useState<string | null>(null);
  const name = of.name || of.id;
  const { data: pages = {} } = useWardPagesQuery();
  const relying = wardsRelyingOn(of.id, pages);
  const revoke = async () => {
    const path = `/api/workstations/${encodeURIComponent(of.id)}/revocation`;
    const done = await prove(() => server.ask(path, { method: 'POST', body: { reason }, shape: z.null() }));
    if (!done.ok) return done.code === NOT_PROVEN ? undefined : setWrong(done.code);
    tell({ title: t('revoke.done', { name }) });
    onClose();
  };
  return (
    <Dialog title={t('revoke.title', { name })} opened onClose={onClose} size="lg">
      <div className={css.dialog}>
        <p>{t('revoke.what')}</p>
        {of.line && <p className={css.notice}>{t('revoke.signedIn', { name: nameOf(of.line.user) })}</p>}
        {of.unsent !== null && of.unsent > 0 && (
          <p className={css.notice}>{t('revoke.unsent', { count: of.unsent })}</p>
        )}
        {relying.length > 0 && (
          <p className={css.notice}>
            {t('primary.revoked', { count: relying.length, wards: listed(relying, language) })}
          </p>
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
          {wrong !== null && sentence(wrong)}
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
