/** The scheme of every page we serve. Scheme, host and partition are the key of a page's storage: never to be changed. */
export const appScheme = 'app';

/** Host of the pages the shell makes itself when the app's own cannot run; an origin of its own, without any IPC. */
export const shellHost = 'shell';

/** Whether an address is a page of the app served under `host`, and not merely looks like one. */
export function isAppPage(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === `${appScheme}:` && parsed.host === host && parsed.username === '' && parsed.password === ''
  );
}
