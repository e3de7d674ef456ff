import { useEffect, useRef } from 'react';

/** What a single key does, by the character it writes. */
export type Acts = Readonly<Record<string, () => void>>;

/** Single keys work everywhere except where somebody writes, or where something lies on top. No F-keys, no chords. */
export function useShortcuts(acts: Acts): void {
  const now = useRef(acts);
  useEffect(() => {
    now.current = acts;
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const act = now.current[characterOf(event)];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}

/** Under an Arabic layout the key of R writes another letter: letters go by the place of the key, signs by what they write. */
export function characterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (key === '?' || key === '؟') return '?';
  if (key === '/') return '/';
  return code.startsWith('Key') ? code.slice(3).toLowerCase() : key;
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null;
}
