import { mayHandleRefusal, type RefusedAct } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';

/** F2, at this workstation: what is told to a head belongs to the ward that the workstation may hold. */
export function seesRefusal(session: Session, refused: RefusedAct): boolean {
  if (refused.author === session.user || session.role === 'admin') return true;
  return mayHandleRefusal(session, refused) && session.scopes.some(isWard(refused.scopes));
}

const isWard = (keys: readonly string[]) => (scope: string) => scope.startsWith('ward:') && keys.includes(scope);
