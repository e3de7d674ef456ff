import type { Banner, Language } from './api.ts';

/** What a banner says: what happened, to what, what to do next. */
export const bannerSentences: Readonly<Record<Banner, Readonly<Record<Language, string>>>> = {
  'key-store/plain-text': {
    en: 'This computer has no key store: what is stored here is not protected from its other users. Ask IT to set one up.',
    ar: 'لا يوجد مخزن مفاتيح على هذا الحاسوب: ما يُحفَظ هنا غير محمي من مستخدميه الآخرين. اطلب من إدارة تقنية المعلومات إعداده.',
  },
  'policy/ignored-writable': {
    en: 'The policy file of this computer was ignored because ordinary users may change it. Ask IT to protect it.',
    ar: 'تم تجاهل ملف سياسة هذا الحاسوب لأن المستخدمين العاديين يستطيعون تغييره. اطلب من إدارة تقنية المعلومات حمايته.',
  },
  'server/certificate-changed': {
    en: 'The server shows another certificate than the one this computer was enrolled with, so nothing is sent to it. Work is kept here. Call IT: either the certificate was changed, or this is not the hospital’s server.',
    ar: 'يعرض الخادم شهادة غير التي سُجّل بها هذا الحاسوب، لذلك لا يُرسَل إليه شيء. العمل محفوظ هنا. اتصل بتقنية المعلومات: إما أن الشهادة تغيّرت، أو أن هذا ليس خادم المستشفى.',
  },
  'storage/stopped-uncleanly': {
    en: 'This computer was switched off without closing the program. Its stored work was checked; nothing needs to be done.',
    ar: 'أُطفئ هذا الحاسوب دون إغلاق البرنامج. تم فحص العمل المحفوظ عليه، ولا يلزم فعل شيء.',
  },
  'storage/lost': {
    en: 'This computer has lost its copy of the hospital’s records. It fetches them again from the server; unsent work is kept.',
    ar: 'فقد هذا الحاسوب نسخته من سجلات المستشفى. يجري جلبها من الخادم مجددًا، والعمل غير المُرسَل محفوظ.',
  },
  'journal/damaged': {
    en: 'Part of the unsent work on this computer could not be read. A copy was kept: call IT before working on here.',
    ar: 'تعذّرت قراءة جزء من العمل غير المُرسَل على هذا الحاسوب. حُفظت نسخة منه: اتصل بتقنية المعلومات قبل متابعة العمل هنا.',
  },
  'disk/low': {
    en: 'The disk of this computer is nearly full. Ask IT to make room before it stops saving.',
    ar: 'قرص هذا الحاسوب شبه ممتلئ. اطلب من إدارة تقنية المعلومات إخلاء مساحة قبل أن يتوقف الحفظ.',
  },
  'disk/full': {
    en: 'The disk of this computer is full. Work is saved in the last reserve: use another computer and call IT now.',
    ar: 'قرص هذا الحاسوب ممتلئ. يُحفَظ العمل في آخر مساحة احتياطية: استخدم حاسوبًا آخر واتصل بتقنية المعلومات الآن.',
  },
};
