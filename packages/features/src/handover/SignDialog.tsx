import { ConfirmDialog } from '@healthcare/ui';
import type { Handover } from './handovers-api.ts';
import { type HandoverActs, notesIn } from './use-handover.ts';
import { useHandoverWords } from './use-handover-words.ts';

export interface SignDialogProps {
  /** "Night shift, 05-Jan-2026". */
  readonly shift: string;
  readonly writing: readonly Handover[];
  /** How many things are open in the ward. */
  readonly open: number;
  readonly onSign: HandoverActs['sign'];
  readonly onClose: () => void;
}

/** H3: says what the signature stands under, and what stays open. */
export function SignDialog({ shift, writing, open, onSign, onClose }: SignDialogProps) {
  const { t } = useHandoverWords();
  return (
    <ConfirmDialog
      title={t('sign.title', { shift })}
      what={
        <>
          <p>{t('sign.what', { points: notesIn(writing) })}</p>
          <p>{t('sign.openWork', { count: open })}</p>
        </>
      }
      act={t('sign.go')}
      opened
      onClose={onClose}
      onAct={() => void onSign(writing).then((signed) => signed && onClose())}
    />
  );
}
