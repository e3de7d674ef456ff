import { useWords } from '@healthcare/ui';

/** What was done, in words: the acts of the rights table have theirs where the table is shown. */
export function useActionWord(): (action: string) => string {
  const { t } = useWords('audit');
  const rights = useWords('rights');
  return (action) => t(`action.${action}`, { defaultValue: rights.t(`does.${action}`, { defaultValue: action }) });
}
