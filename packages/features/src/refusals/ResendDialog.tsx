import { type Entry, sentenceFor } from '@healthcare/domain';
import { Dialog, IconAlertCircle, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { ResendCall } from '../calls/index.ts';
import { useNotDoneSentence } from '../sync/index.ts';
import type { RefusalDialogProps } from './DismissDialog.tsx';
import css from './RefusalList.module.css';
import { askedOf, useDocumentName } from './refusal-words.ts';
import { useResendMutation } from './refusals-api.ts';
import { ResendEntry } from './resend/ResendEntry.tsx';

/** F3: the refused act with everything it said, to be looked at, corrected and done again under one's own name. */
export function ResendDialog({ refusal, opened, onClose }: RefusalDialogProps) {
  const { t, language } = useWords('refusals');
  const sentenceOf = useNotDoneSentence();
  const name = useDocumentName(refusal);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [resend] = useResendMutation();
  const send = async (data: Entry['data']) => {
    const { error } = await resend({ refusal, data });
    if (!error) return onClose();
    return setTrouble(sentenceOf(error));
  };
  const { db, entry, code } = refusal;
  return (
    <Dialog
      title={t('resend.title', { asked: askedOf(refusal, t), name })}
      opened={opened}
      onClose={onClose}
      size={'roomId' in entry.data ? 'xl' : 'lg'}
    >
      <div className={css.resend}>
        <p>{t('resend.what', { why: sentenceFor(code, language) })}</p>
        {trouble !== null && (
          <p className={css.trouble} role="alert">
            <IconAlertCircle size={20} aria-hidden />
            {trouble}
          </p>
        )}
        {db === 'calls' ? (
          <ResendCall kind={entry.kind} data={entry.data} onSend={(data) => void send(data)} onClose={onClose} />
        ) : (
          <ResendEntry refusal={refusal} onSend={(data) => void send(data)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}
