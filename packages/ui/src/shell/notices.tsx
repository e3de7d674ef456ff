import { Button } from '@mantine/core';
import { createNotificationsStore, notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { IconAlertCircle, IconCheck } from '../kit/icons.ts';
import css from './notices.module.css';

/** Where the app's notices live; `Theme` shows them where they cover nothing that acts. */
export const noticeStore = createNotificationsStore();

export interface Notice {
  readonly title: string;
  readonly message?: string;
  /** `wrong` and `stays` stay until they are closed; `plain` leaves by itself. */
  readonly tone?: 'plain' | 'stays' | 'wrong';
  /** Takes the act back. The notice then stays longer, so that a busy person can still reach it. */
  readonly undo?: () => void;
}

const READING_MS = 5000;
const UNDO_MS = 12_000;

/** Tells something that has happened; never the only place where a failure is shown. */
export function tell({ title, message, tone = 'plain', undo }: Notice): void {
  const id = notifications.show(
    {
      title,
      message: undo ? (
        <span className={css.told}>
          <span>{message}</span>
          <UndoButton
            onUndo={() => {
              notifications.hide(id, noticeStore);
              undo();
            }}
          />
        </span>
      ) : (
        message
      ),
      icon: tone === 'wrong' ? <IconAlertCircle size={20} aria-hidden /> : <IconCheck size={20} aria-hidden />,
      color: tone === 'wrong' ? 'red' : 'accent',
      autoClose: tone !== 'plain' ? false : undo ? UNDO_MS : READING_MS,
      closeButtonProps: { 'aria-label': i18next.t('kit.close') },
    },
    noticeStore,
  );
}

/** Takes every notice off the screen: a person who leaves takes theirs along, what could be undone included. */
export function forgetNotices(): void {
  notifications.clean(noticeStore);
}

function UndoButton({ onUndo }: { readonly onUndo: () => void }) {
  return (
    <Button variant="light" onClick={onUndo}>
      {i18next.t('kit.undo')}
    </Button>
  );
}
