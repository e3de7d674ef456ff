import type { Isolation } from '@healthcare/domain/stays';
import type { BothScripts } from './names.ts';

/** What somebody lies here for, what is done about it, and whether others have to be kept apart. */
export interface Illness {
  readonly disease: BothScripts;
  readonly treatment: BothScripts;
  readonly isolation?: Isolation;
}

const illness = (disease: BothScripts, treatment: BothScripts, isolation?: Isolation): Illness => ({
  disease,
  treatment,
  ...(isolation && { isolation }),
});

export const illnesses: readonly Illness[] = [
  illness({ en: 'Pneumonia', ar: 'التهاب رئوي' }, { en: 'Antibiotics, oxygen', ar: 'مضاد حيوي وأكسجين' }),
  illness({ en: 'Heart failure', ar: 'قصور القلب' }, { en: 'Diuretics, daily weight', ar: 'مدرات بول ووزن يومي' }),
  illness({ en: 'COPD', ar: 'السدة الرئوية' }, { en: 'Nebuliser, steroids', ar: 'جلسات استنشاق وكورتيزون' }),
  illness({ en: 'Diabetic foot', ar: 'قدم سكري' }, { en: 'Dressing twice a day', ar: 'غيار مرتين يوميًا' }),
  illness({ en: 'Kidney injury', ar: 'قصور كلوي' }, { en: 'Fluids, balance every 6 h', ar: 'سوائل وميزان كل 6 ساعات' }),
  illness({ en: 'Stroke', ar: 'سكتة دماغية' }, { en: 'Physiotherapy, swallowing test', ar: 'علاج طبيعي واختبار بلع' }),
  illness({ en: 'GI bleeding', ar: 'نزيف هضمي' }, { en: 'Endoscopy tomorrow', ar: 'منظار غدًا' }),
  illness({ en: 'Cirrhosis', ar: 'تليف الكبد' }, { en: 'Paracentesis', ar: 'بزل' }),
  illness(
    { en: 'Hip fracture', ar: 'كسر الفخذ' },
    { en: 'Operated, walks with help', ar: 'أُجريت الجراحة ويمشي بمساعدة' },
  ),
  illness(
    { en: 'Sepsis', ar: 'تعفن الدم' },
    { en: 'Antibiotics, hourly checks', ar: 'مضاد حيوي ومتابعة كل ساعة' },
    'contact',
  ),
  illness({ en: 'Influenza', ar: 'إنفلونزا' }, { en: 'Antivirals', ar: 'مضاد فيروسي' }, 'droplet'),
  illness({ en: 'Tuberculosis', ar: 'درن رئوي' }, { en: 'Four-drug regimen', ar: 'علاج رباعي' }, 'airborne'),
];

/** Illnesses of earlier years. */
export const pastIllnesses: readonly Illness[] = [
  illness({ en: 'Appendicitis', ar: 'التهاب الزائدة' }, { en: 'Appendectomy', ar: 'استئصال الزائدة' }),
  illness({ en: 'Hypertension', ar: 'ارتفاع ضغط الدم' }, { en: 'Tablets, daily', ar: 'أقراص يوميًا' }),
  illness({ en: 'Type 2 diabetes', ar: 'سكري من النوع الثاني' }, { en: 'Metformin', ar: 'ميتفورمين' }),
  illness({ en: 'Gallstones', ar: 'حصوات المرارة' }, { en: 'Gallbladder removed', ar: 'استئصال المرارة' }),
  illness({ en: 'Asthma', ar: 'ربو' }, { en: 'Inhaler when needed', ar: 'بخاخ عند الحاجة' }),
];

/** What people do not tolerate; agents in Latin letters, as on the package. */
export const allergens: readonly { readonly agent: string; readonly reaction: BothScripts }[] = [
  { agent: 'penicillin', reaction: { en: 'anaphylaxis', ar: 'صدمة تحسسية' } },
  { agent: 'ibuprofen', reaction: { en: 'rash', ar: 'طفح جلدي' } },
  { agent: 'latex', reaction: { en: 'itching', ar: 'حكة' } },
  { agent: 'iodine contrast', reaction: { en: 'breathless', ar: 'ضيق تنفس' } },
];

/** Why a bed is out of service. */
export const closureReasons: readonly BothScripts[] = [
  { en: 'Oxygen outlet does not hold', ar: 'مخرج الأكسجين معطل' },
  { en: 'Bed brake broken', ar: 'فرامل السرير مكسورة' },
];
