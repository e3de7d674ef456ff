import type { ReactNode } from 'react';
import { Dialog } from '../kit/Dialog.tsx';
import { Keys } from '../kit/Keys.tsx';
import { useWords } from '../language/use-words.ts';
import css from './HelpDialog.module.css';

export interface Shortcut {
  readonly keys: string;
  readonly does: string;
}

/** Every shortcut of the screen, what to tell whoever helps, and what the product is not. */
export function HelpDialog(props: {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Which workstation this is. */
  readonly about?: ReactNode;
}) {
  const { t } = useWords('ui');
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      <dl className={css.list}>
        {props.shortcuts.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className={css.about}>{props.about}</div>
      <p className={css.note}>{t('app.secondary')}</p>
    </Dialog>
  );
}
