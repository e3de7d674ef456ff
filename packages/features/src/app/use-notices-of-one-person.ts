import type { Session } from '@healthcare/protocol';
import { forgetNotices } from '@healthcare/ui';
import { useEffect } from 'react';

/** What was told to one person, and could be undone by them, is not left for the next. */
export function useNoticesOfOnePerson(session: Session | null): void {
  useEffect(() => {
    if (!session) forgetNotices();
  }, [session]);
}
