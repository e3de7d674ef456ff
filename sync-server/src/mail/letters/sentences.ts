import type { Language } from '@healthcare/protocol';

/** What a mail says; `{…}` is filled in. The button carries the link where there is one. */
export interface Wording {
  readonly subject: string;
  readonly lead: string;
  readonly button?: string;
  /** Until when it counts. */
  readonly expiry?: string;
  /** What to do when it was somebody else. */
  readonly otherwise: string;
}

const notMe = {
  en: 'If this was not you, tell IT at once and sign in to change your password.',
  ar: 'إن لم تكن أنت من فعل ذلك فأبلغ تقنية المعلومات فورًا وسجّل الدخول لتغيير كلمة مرورك.',
} as const;

/** A notice of something that has happened to an account. */
function notice(en: readonly [subject: string, lead: string], ar: readonly [subject: string, lead: string]) {
  return {
    en: { subject: en[0], lead: en[1], otherwise: notMe.en },
    ar: { subject: ar[0], lead: ar[1], otherwise: notMe.ar },
  } as const;
}

/** All mails of the server, in both languages. `{hospital}` is filled in everywhere, `{code}`, `{minutes}`, `{hours}`, `{address}` where they exist. */
export const sentences = {
  'sign-in-code': {
    en: {
      subject: 'Your code to sign in at {hospital}',
      lead: 'Enter this code at the workstation where you are signing in:',
      expiry: 'It counts once, for {minutes} minutes. A newer mail replaces it.',
      otherwise:
        'Nobody of {hospital} will ever ask you for this code. If you are not signing in, somebody knows your password: change it and tell IT.',
    },
    ar: {
      subject: 'رمز تسجيل الدخول إلى {hospital}',
      lead: 'أدخل هذا الرمز في المحطة التي تسجّل الدخول منها:',
      expiry: 'يُستعمل مرة واحدة خلال {minutes} دقائق. والرسالة الأحدث تلغيه.',
      otherwise:
        'لن يطلب منك أحد من {hospital} هذا الرمز أبدًا. إن لم تكن تسجّل الدخول الآن فهناك من يعرف كلمة مرورك: غيّرها وأبلغ تقنية المعلومات.',
    },
  },
  'registration-code': {
    en: {
      subject: 'Your code to register at {hospital}',
      lead: 'You are signing in for the first time. Enter this code at the workstation to confirm that this mail address is yours:',
      expiry: 'It counts once, for {minutes} minutes. A newer mail replaces it.',
      otherwise:
        'Nobody of {hospital} will ever ask you for this code. If you are not signing in, somebody has used your invitation: tell IT at once.',
    },
    ar: {
      subject: 'رمز التسجيل في {hospital}',
      lead: 'أنت تسجّل الدخول لأول مرة. أدخل هذا الرمز في المحطة لتأكيد أن هذا البريد الإلكتروني لك:',
      expiry: 'يُستعمل مرة واحدة خلال {minutes} دقائق. والرسالة الأحدث تلغيه.',
      otherwise:
        'لن يطلب منك أحد من {hospital} هذا الرمز أبدًا. إن لم تكن تسجّل الدخول الآن فقد استعمل أحدهم دعوتك: أبلغ تقنية المعلومات فورًا.',
    },
  },
  'new-address-code': {
    en: {
      subject: 'Confirm your new mail address at {hospital}',
      lead: 'Enter this code to use this address for your account:',
      expiry: 'It counts once, for {minutes} minutes.',
      otherwise: 'If you have no account at {hospital}, somebody mistyped an address: do nothing.',
    },
    ar: {
      subject: 'أكّد بريدك الجديد في {hospital}',
      lead: 'أدخل هذا الرمز لاستعمال هذا العنوان في حسابك:',
      expiry: 'يُستعمل مرة واحدة خلال {minutes} دقائق.',
      otherwise: 'إن لم يكن لك حساب في {hospital} فقد أخطأ أحدهم في كتابة العنوان: لا تفعل شيئًا.',
    },
  },
  'old-address-code': {
    en: {
      subject: 'Confirm the change of your mail address at {hospital}',
      lead: 'Your account is to use {address} from now on. Enter this code to agree:',
      expiry: 'It counts once, for {minutes} minutes.',
      otherwise: notMe.en,
    },
    ar: {
      subject: 'أكّد تغيير بريدك في {hospital}',
      lead: 'سيستعمل حسابك العنوان {address} من الآن. أدخل هذا الرمز للموافقة:',
      expiry: 'يُستعمل مرة واحدة خلال {minutes} دقائق.',
      otherwise: notMe.ar,
    },
  },
  invitation: {
    en: {
      subject: 'Your account at {hospital}',
      lead: 'An account was made for you at {hospital}. Choose your password to begin:',
      button: 'Choose a password',
      expiry: 'The link works once, for {hours} hours. Ask human resources for a new one after that.',
      otherwise: 'If you do not work at {hospital}, do nothing.',
    },
    ar: {
      subject: 'حسابك في {hospital}',
      lead: 'أُنشئ لك حساب في {hospital}. اختر كلمة مرورك لتبدأ:',
      button: 'اختر كلمة مرور',
      expiry: 'يعمل الرابط مرة واحدة خلال {hours} ساعة. بعدها اطلب رابطًا جديدًا من الموارد البشرية.',
      otherwise: 'إن كنت لا تعمل في {hospital} فلا تفعل شيئًا.',
    },
  },
  'password-reset': {
    en: {
      subject: 'Choose a new password at {hospital}',
      lead: 'Somebody, probably you, has forgotten the password of your account at {hospital}. Choose a new one here:',
      button: 'Choose a new password',
      expiry: 'The link works once, for {minutes} minutes.',
      otherwise: 'If this was not you, do nothing: your password stays as it is.',
    },
    ar: {
      subject: 'اختر كلمة مرور جديدة في {hospital}',
      lead: 'نسي أحدهم، وربما أنت، كلمة مرور حسابك في {hospital}. اختر كلمة جديدة هنا:',
      button: 'اختر كلمة مرور جديدة',
      expiry: 'يعمل الرابط مرة واحدة خلال {minutes} دقيقة.',
      otherwise: 'إن لم تكن أنت فلا تفعل شيئًا: تبقى كلمة مرورك كما هي.',
    },
  },
  'password-changed': notice(
    [
      'Your password at {hospital} was changed',
      'The password of your account was changed, and all other sessions have ended.',
    ],
    ['تغيّرت كلمة مرورك في {hospital}', 'تغيّرت كلمة مرور حسابك وانتهت كل الجلسات الأخرى.'],
  ),
  'address-changed': notice(
    ['Your mail address at {hospital} was changed', 'Codes and notices of your account go to {address} from now on.'],
    ['تغيّر بريدك في {hospital}', 'رموز حسابك وإشعاراته تذهب من الآن إلى {address}.'],
  ),
  'badge-given': notice(
    [
      'A badge was given to you at {hospital}',
      'An administrator has put the number of a badge into your account: scanned, it chooses your name. Password, code and PIN stay as they are.',
    ],
    [
      'سُجّلت لك بطاقة في {hospital}',
      'سجّل مسؤول النظام رقم بطاقة في حسابك: عند مسحها يُختار اسمك. كلمة المرور والرمز والرقم السري تبقى كما هي.',
    ],
  ),
  'badge-removed': notice(
    [
      'Your badge at {hospital} was taken out of use',
      'An administrator has taken the number of your badge out of your account. Scanned, it chooses nobody any more.',
    ],
    ['أُوقفت بطاقتك في {hospital}', 'أزال مسؤول النظام رقم بطاقتك من حسابك. لم يعد مسحها يختار أحدًا.'],
  ),
  'totp-bound': notice(
    ['An authenticator app was added at {hospital}', 'An authenticator app is now the second step of your sign-in.'],
    ['أُضيف تطبيق مصادقة في {hospital}', 'صار تطبيق المصادقة الخطوة الثانية لتسجيل دخولك.'],
  ),
  'totp-removed': notice(
    ['The authenticator app was removed at {hospital}', 'Your account has no authenticator app any more.'],
    ['أُزيل تطبيق المصادقة في {hospital}', 'لم يعد لحسابك تطبيق مصادقة.'],
  ),
  'passkey-bound': notice(
    ['A passkey was added at {hospital}', 'A passkey can now be used to sign in to your account.'],
    ['أُضيف مفتاح مرور في {hospital}', 'يمكن الآن استعمال مفتاح مرور لتسجيل الدخول إلى حسابك.'],
  ),
  'passkey-removed': notice(
    ['A passkey was removed at {hospital}', 'A passkey of your account does not work any more.'],
    ['أُزيل مفتاح مرور في {hospital}', 'لم يعد أحد مفاتيح المرور في حسابك يعمل.'],
  ),
  'recovery-codes-made': notice(
    [
      'New recovery codes at {hospital}',
      'New recovery codes were made for your account; the earlier ones do not work any more.',
    ],
    ['رموز استرداد جديدة في {hospital}', 'أُنشئت رموز استرداد جديدة لحسابك، ولم تعد السابقة تعمل.'],
  ),
  'factors-reset': notice(
    [
      'The second step of your sign-in was reset at {hospital}',
      'An administrator removed the second factors of your account. You set them up anew.',
    ],
    [
      'أُعيدت الخطوة الثانية لتسجيل دخولك في {hospital}',
      'أزال مسؤول النظام خطوات التحقق الثانية من حسابك. أعدّها من جديد.',
    ],
  ),
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Wording>>>>;

export type LetterKind = keyof typeof sentences;
