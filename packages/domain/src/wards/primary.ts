/** W8: what is wrong with a ward's primary workstation. */
export type PrimaryFault =
  /** Nobody has chosen one. */
  | { readonly is: 'none' }
  /** It is not on the line. */
  | { readonly is: 'away'; readonly station: string }
  /** The server is away: nobody can say whether it is on the line. */
  | { readonly is: 'notKnown'; readonly station: string };

/**
 * W8: the fault that every terminal of the ward shows; null when there is none. `onLine`: the ward's workstations that the server hears now,
 * null while this terminal does not hear the server.
 */
export function primaryFault(primary: string | undefined, onLine: readonly string[] | null): PrimaryFault | null {
  if (!primary) return { is: 'none' };
  if (onLine === null) return { is: 'notKnown', station: primary };
  return onLine.includes(primary) ? null : { is: 'away', station: primary };
}
