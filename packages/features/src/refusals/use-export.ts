import { sentenceFor, stampMs } from '@healthcare/domain';
import type { KnownRefusal } from '@healthcare/replica';
import { clinicalDate, clockTime, type Language, tell, useWords } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import { type ExportLine, exportName, exportText } from './export-refusal.ts';
import type { RefusalCase } from './refusal-list.ts';
import { askedOf, useToldWords } from './refusal-words.ts';

/** Writes a refusal with everything in it to a file that the person chooses. */
export function useExport(): (of: RefusalCase) => void {
  const { t, language } = useWords('refusals');
  const { nameOf } = useNames();
  const toldWords = useToldWords();
  const { saveText } = usePorts();
  const linesOf = (refusal: KnownRefusal): readonly ExportLine[] => [
    [t('export.asked'), askedOf(refusal, t)],
    [t('export.document'), `${refusal.db} ${refusal.document}`],
    [t('export.by'), nameOf(refusal.entry.by.user)],
    [t('export.at'), dateTime(stampMs(refusal.entry.at), language)],
    [t('export.told'), dateTime(refusal.toldMs, language)],
    [t('export.why'), sentenceFor(refusal.code, 'en')],
    [t('export.why'), sentenceFor(refusal.code, 'ar')],
    ...toldWords(refusal).map(({ field, value }): ExportLine => [field, value]),
    ...refusal.handled.map(
      (one): ExportLine => [
        t('export.handled'),
        t(`done.${one.kind}`, { name: nameOf(one.by.user), at: dateTime(stampMs(one.at), language) }),
      ],
    ),
  ];
  return ({ refusal, earlier }) => {
    const all = [refusal, ...earlier];
    const text = exportText(t('title'), all.flatMap(linesOf), all);
    saveText(exportName(refusal), text).then(
      (saved) => saved && tell({ title: t('export.done') }),
      () => tell({ title: t('export.failed'), tone: 'wrong' }),
    );
  };
}

function dateTime(ms: number, language: Language): string {
  return `${clinicalDate(ms, language)} ${clockTime(ms)}`;
}
