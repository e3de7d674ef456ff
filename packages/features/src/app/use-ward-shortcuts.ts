import { type Shortcut, useWords } from '@healthcare/ui';
import { type Acts, useShortcuts } from './shortcuts.ts';

/** The keys of a ward terminal, and the list of them for the help. */
export function useWardShortcuts(acts: Acts): { readonly title: string; readonly shortcuts: readonly Shortcut[] } {
  const ui = useWords('ui');
  const { t } = useWords('calls');
  const handover = useWords('handover');
  useShortcuts(acts);
  const shortcuts = [
    { keys: 'R', does: t('keys.raise') },
    { keys: '/', does: t('keys.search') },
    { keys: 'C', does: t('keys.toCalls') },
    { keys: 'B', does: t('keys.toBeds') },
    { keys: 'P', does: t('keys.toPatients') },
    { keys: 'H', does: handover.t('keys') },
    { keys: 'L', does: t('keys.lock') },
    { keys: '↑ ↓', does: t('keys.move') },
    { keys: 'Enter', does: t('keys.open') },
    { keys: 'Esc', does: t('keys.close') },
    { keys: '?', does: t('keys.help') },
  ];
  return { title: ui.t('head.help'), shortcuts };
}
