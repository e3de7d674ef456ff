import { parse, stringify } from 'devalue';

/** What structured clone carries (Map, Date, typed arrays, cycles) as text; errors keep their name and message. */
export const codec = {
  stringify: (value: unknown): string =>
    stringify(value, { Error: (thing: unknown) => thing instanceof Error && [thing.name, thing.message] }),
  parse: (text: string): unknown =>
    parse(text, {
      Error: ([name, message]: readonly [string, string]) => Object.assign(new Error(message), { name }),
    }),
};

/** Electron's own refusal for what cannot cross: functions, DOM nodes, proxies. */
export function cloned<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

export function isPlain(value: unknown): value is Record<string, unknown> | unknown[] {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
