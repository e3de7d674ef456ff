import type { Language } from '../../api.ts';
import { bilingualPage, escaped, type PageHalf } from './bilingual-page.ts';

/** Why the app's own page is not shown. */
export type Stopped =
  | 'renderer/keeps-dying'
  | 'key-store/missing'
  | 'key-store/plain-text'
  | 'key-store/keys-unreadable'
  | 'profile/too-new'
  | 'journal/not-opened'
  | 'shell/failed';

interface Words {
  readonly title: string;
  readonly said: readonly string[];
  /** The label of the way back, where trying again can help. */
  readonly again?: string;
}

const sentences: Readonly<Record<Stopped, Readonly<Record<Language, Words>>>> = {
  'renderer/keeps-dying': {
    en: {
      title: 'The program stopped three times and is resting',
      said: [
        'What was saved on this computer is safe. Calls are not shown on this screen now: look at another workstation.',
        'Try again. If this page comes back, use another computer and call the hospital’s IT.',
      ],
      again: 'Try again',
    },
    ar: {
      title: 'توقّف البرنامج ثلاث مرات وهو الآن متوقف مؤقتًا',
      said: [
        'ما حُفظ على هذا الحاسوب في أمان. لا تظهر النداءات على هذه الشاشة الآن: تابعها من محطة أخرى.',
        'حاول مرة أخرى. إذا عادت هذه الصفحة فاستخدم حاسوبًا آخر واتصل بإدارة تقنية المعلومات.',
      ],
      again: 'حاول مرة أخرى',
    },
  },
  'key-store/missing': {
    en: {
      title: 'This computer’s key store does not answer',
      said: [
        'Without it nothing can be stored safely here. Sign in to the computer again; if this page stays, call IT.',
      ],
    },
    ar: {
      title: 'مخزن مفاتيح هذا الحاسوب لا يستجيب',
      said: [
        'بدونه لا يمكن حفظ شيء هنا بأمان. سجّل الدخول إلى الحاسوب من جديد، وإن بقيت الصفحة فاتصل بتقنية المعلومات.',
      ],
    },
  },
  'key-store/plain-text': {
    en: {
      title: 'This computer has no key store',
      said: [
        'What is stored here could be read by its other users, so the program does not start.',
        'IT: set up gnome-keyring or KWallet, or allow it knowingly with allowPlainTextKeyStore in the machine policy.',
      ],
    },
    ar: {
      title: 'لا يوجد مخزن مفاتيح على هذا الحاسوب',
      said: [
        'قد يقرأ مستخدموه الآخرون ما يُحفَظ هنا، لذلك لا يعمل البرنامج.',
        'تقنية المعلومات: جهّزوا gnome-keyring أو KWallet، أو اسمحوا بذلك عن علم عبر allowPlainTextKeyStore في سياسة الجهاز.',
      ],
    },
  },
  'key-store/keys-unreadable': {
    en: {
      title: 'The keys of this workstation cannot be opened',
      said: [
        'Its stored work is still there, but locked: the user account or its password may have been changed.',
        'Do not delete anything. Use another computer and call IT, who can open it with the hospital’s recovery key.',
      ],
    },
    ar: {
      title: 'تعذّر فتح مفاتيح محطة العمل هذه',
      said: [
        'العمل المحفوظ ما زال موجودًا لكنه مقفل: ربما تغيّر حساب المستخدم أو كلمة مروره.',
        'لا تحذف شيئًا. استخدم حاسوبًا آخر واتصل بتقنية المعلومات لفتحه بمفتاح الاسترداد الخاص بالمستشفى.',
      ],
    },
  },
  'profile/too-new': {
    en: {
      title: 'A newer version of this program has been used here',
      said: [
        'This older one could damage what the newer one stored, so it does not start. Nothing was changed.',
        'IT: install the newer version again.',
      ],
    },
    ar: {
      title: 'استُخدم هنا إصدار أحدث من هذا البرنامج',
      said: [
        'قد يُتلف هذا الإصدار الأقدم ما حفظه الأحدث، لذلك لا يعمل. لم يتغيّر شيء.',
        'تقنية المعلومات: أعيدوا تثبيت الإصدار الأحدث.',
      ],
    },
  },
  'journal/not-opened': {
    en: {
      title: 'The file of unsent work cannot be opened',
      said: [
        'Nothing new could be saved safely, so the program does not start. What was saved is still on the disk.',
        'Do not delete anything. Use another computer and call IT: the disk may be full or damaged.',
      ],
    },
    ar: {
      title: 'تعذّر فتح ملف العمل غير المُرسَل',
      said: [
        'لا يمكن حفظ شيء جديد بأمان، لذلك لا يعمل البرنامج. ما حُفظ سابقًا ما زال على القرص.',
        'لا تحذف شيئًا. استخدم حاسوبًا آخر واتصل بتقنية المعلومات: قد يكون القرص ممتلئًا أو تالفًا.',
      ],
    },
  },
  'shell/failed': {
    en: {
      title: 'The program could not start',
      said: [
        'Something on this computer kept it from starting; the reason is in its log. What was saved is still on the disk.',
        'Start it again. If this page comes back, use another computer and call the hospital’s IT.',
      ],
    },
    ar: {
      title: 'تعذّر بدء البرنامج',
      said: [
        'منعه شيء على هذا الحاسوب من البدء، والسبب مدوَّن في سجلّه. ما حُفظ سابقًا ما زال على القرص.',
        'شغّله من جديد. إذا عادت هذه الصفحة فاستخدم حاسوبًا آخر واتصل بإدارة تقنية المعلومات.',
      ],
    },
  },
};

/** The page shown instead of the app; it needs no data. `startUrl` is where "try again" leads. */
export function stoppedPage(why: Stopped, startUrl: string): string {
  const half = (language: Language): PageHalf => {
    const { title, said, again } = sentences[why][language];
    const link = again ? `<a class="again" href="${escaped(startUrl)}">${escaped(again)}</a>` : '';
    return { title, body: said.map((sentence) => `<p>${escaped(sentence)}</p>`).join('') + link };
  };
  return bilingualPage({ en: half('en'), ar: half('ar') });
}
