import type { Recovery } from '@healthcare/replica';
import type { WorkstationSettings } from '../settings/index.ts';

type Sentence = WorkstationSettings['banners'][number];

/**
 * What the people in front of a workstation are told when its storage was not as it was left; empty on every ordinary day.
 * `journalIsNew`: the journal is gone as well.
 */
export function recoverySentences({ replica, putBack }: Recovery, journalIsNew: boolean): readonly Sentence[] {
  if (replica === 'whole') return putBack > 0 ? [completed(putBack)] : [];
  const kept = journalIsNew ? unsentLost : unsentKept(putBack);
  return [{ en: `${found[replica].en} ${kept.en} ${next.en}`, ar: `${found[replica].ar} ${kept.ar} ${next.ar}` }];
}

const found: Readonly<Record<'lost' | 'set-aside', Sentence>> = {
  lost: {
    en: 'This computer has lost its copy of the hospital’s records.',
    ar: 'فقد هذا الحاسوب نسخته من سجلات المستشفى.',
  },
  'set-aside': {
    en: 'This computer’s copy of the hospital’s records could not be read, and was put aside for IT.',
    ar: 'تعذّرت قراءة نسخة هذا الحاسوب من سجلات المستشفى، ووُضعت جانبًا لإدارة تقنية المعلومات.',
  },
};

const next: Sentence = {
  en: 'The records come back from the server: until the header says live, look at another computer too. Tell IT.',
  ar: 'تعود السجلات من الخادم: راجع جهازًا آخر أيضًا إلى أن يظهر في الأعلى أن الجهاز متصل. أبلغ تقنية المعلومات.',
};

/** Only in a browser, whose whole storage was cleared or is damaged: there nothing can tell what had not been sent. */
const unsentLost: Sentence = {
  en: 'Work that was saved here and not yet sent may be lost: compare what you did here with the records, and enter again what is missing.',
  ar: 'قد يكون ما حُفظ هنا ولم يُرسَل بعد قد ضاع: قارن ما فعلته هنا بالسجلات وأدخل الناقص من جديد.',
};

function unsentKept(entries: number): Sentence {
  if (entries === 0) return { en: 'Nothing that was saved is lost.', ar: 'لم يضع شيء مما حُفظ.' };
  return {
    en: `Nothing that was saved is lost: what was not sent yet (${entries}) is here again and will be sent.`,
    ar: `لم يضع شيء مما حُفظ: ما لم يُرسَل بعد (${entries}) عاد إلى هنا وسيُرسَل.`,
  };
}

/** The program ended between the journal and the replica, or the replica lost its last moments. */
function completed(entries: number): Sentence {
  return {
    en: `When this computer last stopped, work was still being saved (${entries}). It was completed and will be sent: check that it is right.`,
    ar: `عند آخر توقف لهذا الحاسوب كان هناك عمل قيد الحفظ (${entries}). اكتمل حفظه وسيُرسَل: تحقق من صحته.`,
  };
}
