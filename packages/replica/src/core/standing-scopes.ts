/** Scope keys of files that are lent begin so. */
const FILE = 'patient:';

/** The scopes that somebody stands by, as one text to compare; not those of patients' files that are lent, which come and go. */
export function standingIn(scopes: readonly string[]): string {
  return scopes.filter((scope) => !scope.startsWith(FILE)).join(' ');
}
