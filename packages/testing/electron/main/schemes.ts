// Chromium cannot be taught app://, so app://ward/x is https://ward.app.localhost/x inside the page: a secure context
// with an origin of its own. Whatever the app is shown, and whatever a server is shown, is the app:// address.

const registered = new Set<string>();

export function registerScheme(scheme: string): void {
  registered.add(scheme);
}

export function registeredSchemes(): readonly string[] {
  return [...registered];
}

export function isRegistered(scheme: string): boolean {
  return registered.has(scheme);
}

/** app://ward/x → https://ward.app.localhost/x; other addresses are unchanged. */
export function asPageUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (whole, scheme: string, host: string) =>
    registered.has(scheme) ? `https://${host}.${scheme}.localhost` : whole,
  );
}

/** https://ward.app.localhost/x → app://ward/x; other addresses are unchanged. */
export function asAppUrl(url: string): string {
  return url.replace(/^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.localhost(?=[/?#]|$)/, (whole, host: string, scheme) =>
    registered.has(scheme) ? `${scheme}://${host}` : whole,
  );
}
