import type { CallKind, CallPriority } from '@healthcare/domain/calls';
import type { BothScripts } from './names.ts';

/** What people write when they raise a call of a kind. */
export const descriptions: Readonly<Record<CallKind, readonly BothScripts[]>> = {
  emergency: [
    { en: 'Not responding, low blood pressure', ar: 'لا يستجيب، ضغط منخفض' },
    { en: 'Chest pain, pale and sweating', ar: 'ألم في الصدر، شحوب وتعرق' },
    { en: 'Fell beside the bed, confused', ar: 'سقط بجوار السرير، غير مدرك' },
    { en: 'Breathless, oxygen falling', ar: 'ضيق تنفس، الأكسجين ينخفض' },
    { en: 'Seizure', ar: 'نوبة تشنج' },
  ],
  assistance: [
    { en: 'Second person to lift', ar: 'مطلوب شخص ثانٍ للرفع' },
    { en: 'Help to the bathroom', ar: 'مساعدة إلى دورة المياه' },
    { en: 'Turning, two people', ar: 'تقليب المريض، شخصان' },
    { en: 'Family asks for the nurse', ar: 'الأسرة تطلب الممرضة' },
  ],
  treatment: [
    { en: 'Infusion finished', ar: 'انتهى المحلول الوريدي' },
    { en: 'Change dressing', ar: 'تغيير الضماد' },
    { en: 'Pain, asks for the next dose', ar: 'ألم، يطلب الجرعة التالية' },
    { en: 'Cannula blocked', ar: 'الكانيولا مسدودة' },
    { en: 'Blood sugar before the meal', ar: 'قياس السكر قبل الوجبة' },
  ],
  surgery: [
    { en: 'Theatre asks for the patient', ar: 'غرفة العمليات تطلب المريض' },
    { en: 'Back from theatre, receive', ar: 'عائد من العمليات، استقبال' },
  ],
};

export const cancelReasons: readonly BothScripts[] = [
  { en: 'Raised by mistake', ar: 'نداء بالخطأ' },
  { en: 'Patient no longer needs help', ar: 'لم يعد المريض يحتاج إلى مساعدة' },
  { en: 'Raised twice', ar: 'نداء مكرر' },
];

/** Which priorities a kind usually has; more often the first. */
export const usualPriorities: Readonly<Record<CallKind, readonly CallPriority[]>> = {
  emergency: ['high'],
  assistance: ['medium', 'medium', 'low'],
  treatment: ['low', 'low', 'medium'],
  surgery: ['medium', 'high'],
};

/** How often each kind is raised on a ward, of twenty calls. */
export const kindsOfTwenty: readonly CallKind[] = [
  ...Array<CallKind>(2).fill('emergency'),
  ...Array<CallKind>(9).fill('assistance'),
  ...Array<CallKind>(8).fill('treatment'),
  'surgery',
];

/** Why a patient left a bed, in the script in which the ward wrote of them. */
export const leaveReasons: readonly BothScripts[] = [
  { en: 'Discharged home', ar: 'خرج إلى بيته' },
  { en: 'Went to another hospital', ar: 'نُقل إلى مستشفى آخر' },
  { en: 'Left at own request', ar: 'خرج بناءً على طلبه' },
];
