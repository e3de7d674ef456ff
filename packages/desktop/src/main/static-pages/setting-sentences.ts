import type { Language } from '../../api.ts';
import type { SettingProblemCode } from '../configuration/problem.ts';

/** What is wrong with a setting, said to the hospital's IT. `{allowed}` is filled in where it is known. */
export const settingSentences: Readonly<Record<SettingProblemCode, Readonly<Record<Language, string>>>> = {
  'setting/missing': {
    en: 'It is not set. Enter the address of the hospital’s server, for example https://sync.hospital.example',
    ar: 'غير محدَّد. أدخل عنوان خادم المستشفى، مثلًا https://sync.hospital.example',
  },
  'setting/unknown': {
    en: 'There is no setting of this name. Correct its spelling or remove it.',
    ar: 'لا يوجد إعداد بهذا الاسم. صحّح كتابته أو احذفه.',
  },
  'setting/wrong-type': {
    en: 'Its value is of the wrong type. Allowed: {allowed}.',
    ar: 'نوع قيمته خاطئ. المسموح: {allowed}.',
  },
  'setting/not-allowed': {
    en: 'Its value is not allowed. Allowed: {allowed}.',
    ar: 'قيمته غير مسموح بها. المسموح: {allowed}.',
  },
  'setting/not-an-address': {
    en: 'This is not an address. Write it like https://sync.hospital.example',
    ar: 'هذا ليس عنوانًا. اكتبه مثل https://sync.hospital.example',
  },
  'setting/address-not-https': {
    en: 'The address must begin with https:// because patients’ data crosses the network.',
    ar: 'يجب أن يبدأ العنوان بـ https:// لأن بيانات المرضى تعبر الشبكة.',
  },
  'setting/address-has-more': {
    en: 'Write the address without a path, a name or a question mark after the host.',
    ar: 'اكتب العنوان دون مسار أو اسم أو علامة استفهام بعد اسم المضيف.',
  },
  'setting/not-a-key': {
    en: 'This is not a public key in PEM form of the expected kind.',
    ar: 'هذا ليس مفتاحًا عامًا بصيغة PEM من النوع المطلوب.',
  },
  'setting/not-a-folder': {
    en: 'Write the whole path of the folder, without “..”, for example /srv/scans, D:\\Scans or \\\\server\\scans.',
    ar: 'اكتب المسار الكامل للمجلد دون «..»، مثلًا /srv/scans أو D:\\Scans أو \\\\server\\scans.',
  },
  'setting/not-json': {
    en: 'The file is not valid JSON. Correct it; often a comma or a quotation mark is missing.',
    ar: 'الملف ليس JSON صالحًا. صحّحه؛ كثيرًا ما تنقص فاصلة أو علامة اقتباس.',
  },
  'setting/unreadable': {
    en: 'The file cannot be read. Give this computer’s users the right to read it.',
    ar: 'تعذّرت قراءة الملف. امنح مستخدمي هذا الحاسوب حق قراءته.',
  },
  'setting/other-kind': {
    en: 'The policy is meant for another kind of workstation; this program is: {allowed}.',
    ar: 'السياسة مخصّصة لنوع آخر من محطات العمل؛ وهذا البرنامج هو: {allowed}.',
  },
};
