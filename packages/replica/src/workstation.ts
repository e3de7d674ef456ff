/** Where the workstation's own secret is kept: in the browser its local storage, in the desktop the system's key store. */
export interface SecretPlace {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'healthcare.workstation';
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** The secret by which a workstation names itself at sign-in: 32 random bytes as base64url, made once. */
export function workstationSecret(place: SecretPlace): string {
  const kept = place.getItem(KEY);
  if (kept !== null && FORM.test(kept)) return kept;
  const made = base64url(crypto.getRandomValues(new Uint8Array(32)));
  place.setItem(KEY, made);
  return made;
}

/** The public id of a workstation, derived from its secret by the same rule as on the server. */
export async function workstationIdFrom(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return `wk-${base64url(new Uint8Array(digest)).slice(0, 16)}`;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
