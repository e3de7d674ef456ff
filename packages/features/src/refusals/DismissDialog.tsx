import { DismissalNote } from '@healthcare/domain';
import type { KnownRefusal } from '@healthcare/replica';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useNotDoneSentence } from '../sync/index.ts';
import { askedOf, useDocumentName } from './refusal-words.ts';
import { useDismissRefusalMutation } from './refusals-api.ts';

export interface RefusalDialogProps {
  readonly refusal: KnownRefusal;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** F3: puts a refusal aside, saying why. What is written stays when the dialog is closed. */
export function DismissDialog({ refusal, opened, onClose }: RefusalDialogProps) {
  const { t } = useWords('refusals');
  const sentenceOf = useNotDoneSentence();
  const name = useDocumentName(refusal);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [dismiss] = useDismissRefusalMutation();
  const go = async () => {
    const said = DismissalNote.safeParse(note);
    if (!said.success) return setWrong(t('dismiss.wrong'));
    const { error } = await dismiss({ id: refusal.id, note: said.data });
    if (!error) return onClose();
    return setWrong(sentenceOf(error));
  };
  return (
    <ReasonDialog
      title={t('dismiss.title', { asked: askedOf(refusal, t), name })}
      what={<p>{t('dismiss.what')}</p>}
      label={t('dismiss.label')}
      reason={note}
      onReason={setNote}
      ready={[t('dismiss.ready.inPerson'), t('dismiss.ready.otherwise'), t('dismiss.ready.mistake')]}
      wrong={wrong}
      act={t('dismiss.go')}
      opened={opened}
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
