import { Modal } from '@mantine/core';
import { useWords } from '../language/use-words.ts';
import css from './HelpDialog.module.css';

export interface Shortcut {
  readonly keys: string;
  readonly does: string;
}

/** Every shortcut of the screen, and what the product is not. */
export function HelpDialog(props: {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords('ui');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
      centered
    >
      <dl className={css.list}>
        {props.shortcuts.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={css.note}>{t('app.secondary')}</p>
    </Modal>
  );
}
