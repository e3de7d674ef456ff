import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import css from './Dialog.module.css';

export interface DialogProps {
  /** Says the act and what or whom it is about: at 4 a.m. nobody reads further. */
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly size?: ModalProps['size'];
  /** What it shows would be lost by a press beside it: only its own buttons close it. */
  readonly onlyByButton?: boolean;
  readonly children: ReactNode;
}

/** Lies over the screen until it is closed by Esc, by its cross or beside it; the focus goes back to where it was. */
export function Dialog({ title, opened, onClose, size = 'md', onlyByButton = false, children }: DialogProps) {
  const { t } = useWords('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      withCloseButton={!onlyByButton}
      closeOnClickOutside={!onlyByButton}
      closeOnEscape={!onlyByButton}
      classNames={{ title: css.title ?? '', content: css.content ?? '' }}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {children}
    </Modal>
  );
}

/** The buttons at the end of a dialog; the one that acts stands last. */
export function DialogActs({ children }: { readonly children: ReactNode }) {
  return <div className={css.acts}>{children}</div>;
}
