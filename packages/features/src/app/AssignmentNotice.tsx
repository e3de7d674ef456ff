import type { Session } from '@healthcare/protocol';
import { tell, useWords } from '@healthcare/ui';
import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import { useWardName } from '../rooms/index.ts';
import { beforeOf, sessionOf } from '../session/index.ts';
import { useNames } from '../staff/index.ts';

/** Tells who stands here that their ward or role has become another while they were at it; stays until it is closed. */
export function AssignmentNotice() {
  const { t } = useWords('session');
  const session = useSelector(sessionOf);
  const before = useSelector(beforeOf);
  const { ward, name } = useWardName(session?.wardId ?? null);
  const { roleNamed } = useNames();
  const toldOf = useRef<Session | null>(null);
  useEffect(() => {
    if (!session || !before || toldOf.current === session) return;
    toldOf.current = session; // once for each change, whatever names become known later
    const news = newsIn(before, session);
    if (news === 'ward')
      tell({ title: t('moved.ward', { ward: ward || name }), message: t('moved.why'), tone: 'stays' });
    if (news === 'role')
      tell({ title: t('moved.role', { role: roleNamed(session) }), message: t('moved.why'), tone: 'stays' });
  });
  return null;
}

/** The ward counts more than the role: it changes what is on the screen. */
function newsIn(before: Session, now: Session): 'ward' | 'role' | null {
  if (before.wardId !== now.wardId) return 'ward';
  return before.role === now.role ? null : 'role';
}
