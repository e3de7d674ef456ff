import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import css from './Dialog.module.css';
import { Dialog, DialogActs } from './Dialog.tsx';

export interface ConfirmDialogProps {
  /** The act and whom it is about, as a question: "Cancel the call from room 403, bed 2?" */
  readonly title: string;
  /** What will happen, and to whom. */
  readonly what: ReactNode;
  /** The act in the words of the title: "Cancel the call". Never "OK". */
  readonly act: string;
  /** `harm`: something is lost or somebody is not helped; the way back is then what Enter presses. */
  readonly tone?: 'plain' | 'harm';
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAct: () => void;
}

/** Asks once before something that cannot be taken back. Where it can be, `tell` with `undo` is the better way. */
export function ConfirmDialog({ title, what, act, tone = 'plain', opened, onClose, onAct }: ConfirmDialogProps) {
  const { t } = useWords('ui');
  const harm = tone === 'harm';
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      <div className={css.body}>
        <div>{what}</div>
        <DialogActs>
          <Button variant="default" onClick={onClose} data-autofocus={harm || undefined}>
            {t('kit.cancel')}
          </Button>
          <Button color={harm ? 'red' : 'accent'} onClick={onAct} data-autofocus={harm ? undefined : true}>
            {act}
          </Button>
        </DialogActs>
      </div>
    </Dialog>
  );
}
