import { createNotificationsStore, notifications } from '@mantine/notifications';

/** Where the app's notices live; `Theme` shows them at the reading end. */
export const noticeStore = createNotificationsStore();

export interface Notice {
  readonly title: string;
  readonly message?: string;
  /** `wrong` stays until it is closed; the others leave by themselves. */
  readonly tone?: 'plain' | 'wrong';
}

/** Tells something that has happened; never the only place where a failure is shown. */
export function tell({ title, message, tone = 'plain' }: Notice): void {
  notifications.show(
    { title, message, color: tone === 'wrong' ? 'red' : 'accent', autoClose: tone === 'wrong' ? false : 5000 },
    noticeStore,
  );
}
