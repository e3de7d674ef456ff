import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** Does this page stand where the browser lets it make passkeys of this site? A browser refuses them at any other name. */
export function passkeysWorkHere(site: string | null): boolean {
  return site !== null && location.hostname === site && browserSupportsWebAuthn();
}

/** The browser asks the person for their key or finger. Null when they did not give it, or it was none that counts. */
export async function madeHere(options: object): Promise<object | null> {
  try {
    return await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
  } catch {
    return null; // cancelled, timed out or known already: the browser has told the person which
  }
}

/** The same for a passkey that is there. */
export async function answeredHere(options: object): Promise<object | null> {
  try {
    return await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  } catch {
    return null; // as above
  }
}
