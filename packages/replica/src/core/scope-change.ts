/** How the scopes of a session have changed: not at all, by a patient's file that was lent or given back, or those it stands by. */
export type ScopeChange = 'none' | 'files' | 'standing';

export function scopeChange(before: readonly string[], after: readonly string[]): ScopeChange {
  if (before.join() === after.join()) return 'none';
  return standingIn(before) === standingIn(after) ? 'files' : 'standing';
}

/** Scope keys of files that are lent begin so. */
const FILE = 'patient:';

function standingIn(scopes: readonly string[]): string {
  return scopes.filter((scope) => !scope.startsWith(FILE)).join();
}
