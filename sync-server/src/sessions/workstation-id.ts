import { createHash } from 'node:crypto';

/** The id of the workstation that holds this secret: nobody can claim the id without the secret. The client derives it by the same rule. */
export function workstationIdFrom(secret: string): string {
  return `wk-${createHash('sha256').update(secret).digest('base64url').slice(0, 16)}`;
}
