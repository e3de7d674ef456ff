import type { SettingProblemCode } from './problem.ts';

export type ServerAddress =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly code: SettingProblemCode };

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * An address of scheme, host and port only, without the slash at its end. Outside this machine it must be https: patients'
 * data never crosses a network in clear.
 */
export function serverAddress(text: string): ServerAddress {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return { ok: false, code: 'setting/not-an-address' };
  const url = new URL(text);
  const hasMore = url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '';
  if (hasMore) return { ok: false, code: 'setting/address-has-more' };
  if (url.protocol === 'http:' && !loopback.includes(url.hostname)) {
    return { ok: false, code: 'setting/address-not-https' };
  }
  return { ok: true, url: url.origin };
}
