import { useNames } from '../../staff/index.ts';
import { useCallWords } from '../call-words.ts';

/** A fact of a call in the language in force: kinds and priorities by their words, people by their names, texts as written. */
export function useFactWords() {
  const { t } = useCallWords();
  const { nameOf } = useNames();
  const factWord = (field: string, value: unknown): string => {
    const text = String(value);
    if (text === '') return t('field.takenBack'); // C12
    switch (field) {
      case 'kind':
      case 'priority':
        return t(`${field}.${text}`);
      case 'doctor':
      case 'nurse':
        return nameOf(text);
      default:
        return text;
    }
  };
  return { factWord, fieldWord: (field: string) => t(`field.${field}`) };
}
