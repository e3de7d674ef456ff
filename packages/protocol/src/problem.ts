import type { Sentence } from '@healthcare/domain';
import { z } from 'zod';

/**
 * What a request can be answered with instead of a result, as RFC 9457 problem documents: `type` is a relative reference made of
 * the code. Sentences are for people; no patient data in any of them.
 */
export const problems = {
  'session/missing': {
    status: 401,
    title: 'No session',
    staff: { en: 'Sign in first.', ar: 'سجّل الدخول أولًا.' },
  },
  'session/expired': {
    status: 401,
    title: 'The session has ended',
    staff: {
      en: 'Your session has ended. Sign in again; what you saved is kept here and will be sent.',
      ar: 'انتهت جلستك. سجّل الدخول من جديد؛ ما حفظته باقٍ هنا وسيُرسل.',
    },
  },
  'account/not-fresh': {
    status: 403,
    title: 'Password and second factor have to be shown again',
    staff: {
      en: 'For this, show again that it is you: password and code.',
      ar: 'لهذا الإجراء أثبت مرة أخرى أنك أنت: كلمة المرور والرمز.',
    },
  },
  'session/has-key': {
    status: 409,
    title: 'The session has another key already',
    staff: {
      en: 'This sign-in has a key already. Sign out and in again to use another.',
      ar: 'لتسجيل الدخول هذا مفتاح بالفعل. سجّل الخروج ثم الدخول من جديد لاستخدام مفتاح آخر.',
    },
  },
  'session/key-lost': {
    status: 401,
    title: 'The key of the session is not on this workstation any more',
    staff: {
      en: 'This workstation can no longer sign what you do. Sign in again; what you saved is kept here and will be sent.',
      ar: 'لم تعد هذه المحطة قادرة على توقيع ما تفعله. سجّل الدخول من جديد؛ ما حفظته باقٍ هنا وسيُرسل.',
    },
  },
  'session/ended-by-owner': {
    status: 401,
    title: 'Ended by its owner from another workstation',
    staff: {
      en: 'You ended this session from another workstation. Sign in again; what you saved is kept here and will be sent.',
      ar: 'أنهيت هذه الجلسة من محطة أخرى. سجّل الدخول من جديد؛ ما حفظته باقٍ هنا وسيُرسل.',
    },
  },
  'session/ended-by-administrator': {
    status: 401,
    title: 'Ended by an administrator',
    staff: {
      en: 'An administrator ended this session. Sign in again; what you saved is kept here and will be sent.',
      ar: 'أنهى مسؤول النظام هذه الجلسة. سجّل الدخول من جديد؛ ما حفظته باقٍ هنا وسيُرسل.',
    },
  },
  'session/account-changed': {
    status: 401,
    title: 'Password or second factors of the account were changed',
    staff: {
      en: 'Your password or second factor was changed, so other sessions ended. Sign in again; what you saved is kept here and will be sent.',
      ar: 'تغيّرت كلمة مرورك أو خطوة التحقق الثانية فانتهت الجلسات الأخرى. سجّل الدخول من جديد؛ ما حفظته باقٍ هنا وسيُرسل.',
    },
  },
  'link/not-good': {
    status: 410,
    title: 'The link was used, is too old, or is none',
    staff: {
      en: 'This link is not good any more. Ask for a new one on the sign-in screen; an invitation comes from human resources.',
      ar: 'لم يعد هذا الرابط صالحًا. اطلب رابطًا جديدًا من شاشة الدخول؛ أما الدعوة فتأتي من الموارد البشرية.',
    },
  },
  'workstation/not-enrolled': {
    status: 403,
    title: 'This workstation is not enrolled',
    staff: {
      en: 'This workstation is not enrolled at the hospital. Ask IT for an enrolment code.',
      ar: 'هذه المحطة غير مسجَّلة لدى المستشفى. اطلب رمز التسجيل من تقنية المعلومات.',
    },
  },
  'workstation/revoked': {
    status: 401,
    title: 'This workstation was taken out of use',
    staff: {
      en: 'An administrator has taken this workstation out of use. It hands in what is unsent and then deletes its copy.',
      ar: 'أخرج مسؤول النظام هذه المحطة من الخدمة. ستسلّم ما لم يُرسل ثم تحذف نسختها.',
    },
  },
  'workstation/not-proven': {
    status: 401,
    title: 'The workstation has not proven itself by its key',
    staff: {
      en: 'This workstation could not prove that it is the one that was enrolled. Load the page anew; if it goes on, ask IT to enrol it again.',
      ar: 'لم تتمكن هذه المحطة من إثبات أنها المحطة المسجَّلة. أعد تحميل الصفحة؛ وإن استمر ذلك فاطلب من تقنية المعلومات تسجيلها من جديد.',
    },
  },
  'workstation/proof-late': {
    status: 401,
    title: 'The proof of the workstation is of another time than the server',
    staff: {
      en: 'The clock of this workstation is wrong. It has taken over the time of the server; try again.',
      ar: 'ساعة هذه المحطة غير صحيحة. أخذت الآن وقت الخادم؛ حاول مرة أخرى.',
    },
  },
  'workstation/other-kind': {
    status: 403,
    title: 'The workstation is enrolled as another kind',
    staff: {
      en: 'This workstation is enrolled for other work. Open the page that it is meant for, or ask IT.',
      ar: 'هذه المحطة مسجَّلة لعمل آخر. افتح الصفحة المخصصة لها أو راجع تقنية المعلومات.',
    },
  },
  'workstation/other-ward': {
    status: 403,
    title: 'The workstation is not enrolled for this ward',
    staff: {
      en: 'This workstation is not enrolled for this ward. Ask IT to add the ward to it.',
      ar: 'هذه المحطة غير مسجَّلة لهذا القسم. اطلب من تقنية المعلومات إضافة القسم إليها.',
    },
  },
  'enrolment/code-not-good': {
    status: 410,
    title: 'The enrolment code is wrong, used up or too old',
    staff: {
      en: 'This code is not good: mistyped, used already, or too old. Check it, or ask IT for a new one.',
      ar: 'هذا الرمز غير صالح: كُتب خطأ أو استُعمل أو انتهت مدته. تحقق منه أو اطلب رمزًا جديدًا من تقنية المعلومات.',
    },
  },
  'enrolment/other-kind': {
    status: 409,
    title: 'The enrolment code is for another kind of workstation',
    staff: {
      en: 'This code is for another kind of workstation. It still counts there. Ask IT for a code for this one.',
      ar: 'هذا الرمز لنوع آخر من المحطات، وما زال صالحًا هناك. اطلب رمزًا لهذه المحطة من تقنية المعلومات.',
    },
  },
  'workstation/not-revoked': {
    status: 409,
    title: 'The workstation is in use',
    staff: { en: 'This workstation is in use.', ar: 'هذه المحطة قيد الاستعمال.' },
  },
  'workstation/out-of-use': {
    status: 409,
    title: 'The workstation was taken out of use',
    staff: {
      en: 'That workstation was taken out of use meanwhile: it keeps the name and wards it had. Enrol it anew to use it again.',
      ar: 'أُخرجت تلك المحطة من الخدمة في هذه الأثناء: تبقى باسمها وأقسامها كما كانت. سجّلها من جديد لاستعمالها.',
    },
  },
  'session/wrong-credentials': {
    status: 401,
    title: 'What was entered does not match',
    staff: {
      en: 'This does not match what the server knows. Check what you entered and try again.',
      ar: 'ما أدخلته لا يطابق ما لدى الخادم. تحقق منه وحاول مرة أخرى.',
    },
  },
  'sign-in/over': {
    status: 410,
    title: 'This sign-in has ended or was used',
    staff: {
      en: 'This sign-in took too long or was used already. Begin again with your password.',
      ar: 'طال تسجيل الدخول هذا أو استُعمل من قبل. ابدأ من جديد بكلمة المرور.',
    },
  },
  'sign-in/no-second-step': {
    status: 409,
    title: 'The account has neither a mail address nor another second factor',
    staff: {
      en: 'Your account has no mail address to send a code to. Ask human resources or IT to enter one.',
      ar: 'لا يوجد في حسابك بريد إلكتروني لإرسال الرمز إليه. اطلب من الموارد البشرية أو تقنية المعلومات إدخاله.',
    },
  },
  'sign-in/address-refused': {
    status: 409,
    title: 'The mail server does not accept the address of this account',
    staff: {
      en: 'The mail server does not accept the address of your account, so no code was sent. Ask human resources or IT to correct it.',
      ar: 'خادم البريد لا يقبل عنوان حسابك، فلم يُرسل أي رمز. اطلب من الموارد البشرية أو تقنية المعلومات تصحيحه.',
    },
  },
  'sign-in/locked': {
    status: 423,
    title: 'Too many failures: locked until it is set up again',
    staff: {
      en: 'This was tried too often and is locked. Choose a new password by "Forgot password", or ask IT.',
      ar: 'كثرت المحاولات فأُغلق هذا. اختر كلمة مرور جديدة من «نسيت كلمة المرور» أو راجع تقنية المعلومات.',
    },
  },
  'session/not-on-this-ward': {
    status: 403,
    title: 'Not assigned to the ward of this workstation',
    staff: {
      en: 'You are not assigned to the ward of this workstation. Ask the head nurse, or sign in at your own ward.',
      ar: 'لست معيّنًا في قسم هذه المحطة. راجع رئيسة التمريض أو سجّل الدخول في قسمك.',
    },
  },
  'session/no-workplace': {
    status: 403,
    title: 'This account has no place at a workstation of this kind',
    staff: {
      en: 'Your role does not work at this kind of workstation.',
      ar: 'دورك لا يعمل على هذا النوع من المحطات.',
    },
  },
  'session/account-closed': {
    status: 403,
    title: 'The employment of this person has ended',
    staff: {
      en: 'This account is closed because the employment has ended. What was saved here is kept and will be sent. Ask human resources if this is wrong.',
      ar: 'هذا الحساب مغلق لأن الخدمة انتهت. ما حُفظ هنا باقٍ وسيُرسل. راجع الموارد البشرية إن كان هذا خطأ.',
    },
  },
  'factor/wrong-code': {
    status: 422,
    title: 'The code is wrong, was used before, or has run out',
    staff: {
      en: 'This code is not right, or it was used already. Take the one that is shown now.',
      ar: 'هذا الرمز غير صحيح أو استُعمل من قبل. استعمل الرمز الظاهر الآن.',
    },
  },
  'factor/locked': {
    status: 423,
    title: 'Too many wrong codes in a row',
    staff: {
      en: 'This second step is locked after too many wrong codes. Use another one, or ask IT to reset it.',
      ar: 'قُفلت هذه الخطوة بعد محاولات خاطئة كثيرة. استعمل خطوة أخرى أو اطلب من تقنية المعلومات إعادة ضبطها.',
    },
  },
  'account/wrong-password': {
    status: 422,
    title: 'Not the password of this account',
    staff: { en: 'This is not your password. Try again.', ar: 'هذه ليست كلمة مرورك. حاول مرة أخرى.' },
  },
  'account/exists': {
    status: 409,
    title: 'This person has an account already',
    staff: {
      en: 'This person has an account already. Send them another invitation, or let them choose "Forgot password".',
      ar: 'لهذا الشخص حساب بالفعل. أرسل له دعوة أخرى، أو ليختر «نسيت كلمة المرور».',
    },
  },
  'account/not-in-directory': {
    status: 409,
    title: 'Nobody of this id is employed according to the staff directory',
    staff: {
      en: 'The staff directory has nobody employed under this name. Human resources register them first.',
      ar: 'لا يوجد في دليل العاملين موظف بهذا الاسم. تسجّله الموارد البشرية أولًا.',
    },
  },
  'account/login-taken': {
    status: 409,
    title: 'Somebody else signs in by this number',
    staff: {
      en: 'Somebody else signs in by this number. Enter another one, such as the staff number.',
      ar: 'شخص آخر يسجّل الدخول بهذا الرقم. أدخل رقمًا آخر، كرقم الموظف.',
    },
  },
  'account/badge-taken': {
    status: 409,
    title: 'The number of the badge belongs to somebody else',
    staff: {
      en: 'This badge, or a phone or staff number like it, belongs to somebody else. Take it away from them first, or give another badge.',
      ar: 'هذه البطاقة، أو هاتف أو رقم موظف مطابق لها، لشخص آخر. اسحبها منه أولًا أو سجّل بطاقة أخرى.',
    },
  },
  'account/same-address': {
    status: 422,
    title: 'The address is the present one',
    staff: {
      en: 'This is the address your account has already. Enter another one.',
      ar: 'هذا هو العنوان المسجّل في حسابك بالفعل. أدخل عنوانًا آخر.',
    },
  },
  'account/address-refused': {
    status: 422,
    title: 'The mail server does not accept the new address',
    staff: {
      en: 'The mail server does not accept this address, so nothing was changed. Look whether it is spelled right.',
      ar: 'خادم البريد لا يقبل هذا العنوان، فلم يتغيّر شيء. تأكد من صحة كتابته.',
    },
  },
  'account/change-over': {
    status: 410,
    title: 'This change of address has ended, or the address was changed otherwise',
    staff: {
      en: 'This change took too long, or your address was changed in the meantime. Begin again with the new address.',
      ar: 'طال هذا التغيير أو تغيّر عنوانك في هذه الأثناء. ابدأ من جديد بالعنوان الجديد.',
    },
  },
  'password/too-short': {
    status: 422,
    title: 'Fewer than 8 characters',
    staff: {
      en: 'Take at least 8 characters. A sentence is easy to keep.',
      ar: 'اختر 8 أحرف على الأقل. الجملة سهلة التذكر.',
    },
  },
  'password/too-long': {
    status: 422,
    title: 'More than 128 characters',
    staff: { en: 'Take 128 characters at most.', ar: 'اختر 128 حرفًا على الأكثر.' },
  },
  'password/common': {
    status: 422,
    title: 'Among the first that are guessed',
    staff: {
      en: 'This is among the first that anybody would guess. Take something that only you would think of.',
      ar: 'هذه من أوائل ما يخمّنه أي أحد. اختر شيئًا لا يخطر إلا لك.',
    },
  },
  'password/own-data': {
    status: 422,
    title: 'Made of own data',
    staff: {
      en: 'Your number or address is in it, and that is tried first. Take something else.',
      ar: 'فيها رقمك أو عنوانك، وهذا أول ما يُجرَّب. اختر شيئًا آخر.',
    },
  },
  'mail/gone': {
    status: 404,
    title: 'No such mail in the queue, or it has lost its sense',
    staff: {
      en: 'This mail is not in the queue any more, or what is in it counts no longer. The person asks for a new one.',
      ar: 'لم تعد هذه الرسالة في قائمة الانتظار، أو لم يعد ما فيها صالحًا. على الشخص طلب رسالة جديدة.',
    },
  },
  'factor/not-set-up': {
    status: 404,
    title: 'No such factor on this account',
    staff: { en: 'This is not set up on the account.', ar: 'هذا غير معدّ على هذا الحساب.' },
  },
  'factor/set-up-first': {
    status: 403,
    title: 'The role needs a second factor that is not set up',
    staff: {
      en: 'Your role needs a stronger second step than a mail. Set it up now; then you are in. If this screen does not offer it, update this workstation.',
      ar: 'دورك يتطلب خطوة ثانية أقوى من البريد. أعدّها الآن ثم تدخل. إن لم تعرضها هذه الشاشة فحدّث هذه المحطة.',
    },
  },
  'factor/required': {
    status: 409,
    title: 'The role needs this factor',
    staff: {
      en: 'Your role needs this. Set up another in its place before you remove it.',
      ar: 'دورك يتطلب هذا. أعدّ بديلًا عنه قبل أن تزيله.',
    },
  },
  'factor/no-passkeys-here': {
    status: 409,
    title: 'Passkeys do not exist at this address',
    staff: {
      en: 'Passkeys do not work at this address of the server. Use an authenticator app, or open the page under the name of the server.',
      ar: 'مفاتيح المرور لا تعمل على هذا العنوان. استعمل تطبيق المصادقة أو افتح الصفحة باسم الخادم.',
    },
  },
  'factor/passkey-not-made': {
    status: 422,
    title: 'What the browser sent is not a passkey for this request',
    staff: {
      en: 'The passkey was not set up. Try again; if it goes on, use an authenticator app.',
      ar: 'لم يُعدّ مفتاح المرور. حاول مرة أخرى، وإن استمر ذلك فاستعمل تطبيق المصادقة.',
    },
  },
  'account/in-directory': {
    status: 409,
    title: 'The staff directory decides about this account',
    staff: {
      en: 'This person is in the staff directory. Change role and wards there.',
      ar: 'هذا الشخص موجود في دليل العاملين. غيّر الدور والأقسام هناك.',
    },
  },
  'emergency/over': {
    status: 409,
    title: 'This emergency access is over, or was asked under another sign-in',
    staff: {
      en: 'This emergency access is over, or was asked at another workstation. If the need goes on, ask again with the reason.',
      ar: 'انتهى هذا الدخول الطارئ أو طُلب من محطة أخرى. إن استمرت الحاجة فاطلبه من جديد مع السبب.',
    },
  },
  'emergency/no-such-patient': {
    status: 422,
    title: 'No patient, or more than one, has this number',
    staff: {
      en: 'No patient has this number, or more than one has it. Read the wristband or the national id again, and ask anew.',
      ar: 'لا يوجد مريض بهذا الرقم، أو يوجد أكثر من واحد. اقرأ السوار أو الرقم القومي مرة أخرى واطلب من جديد.',
    },
  },
  'right/missing': {
    status: 403,
    title: 'Not allowed',
    staff: { en: 'Your role may not do this.', ar: 'دورك لا يسمح بهذا.' },
  },
  'request/malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    staff: { en: 'The request could not be read.', ar: 'تعذّرت قراءة الطلب.' },
  },
  'request/wrong-shape': {
    status: 400,
    title: 'A field of the request is wrong',
    staff: { en: 'A field is not filled in as it has to be.', ar: 'أحد الحقول غير مكتمل كما يجب.' },
  },
  'request/too-large': {
    status: 413,
    title: 'The body is larger than allowed',
    staff: { en: 'This is too large to send in one piece.', ar: 'هذا أكبر من أن يُرسل دفعة واحدة.' },
  },
  'request/too-many': {
    status: 429,
    title: 'Too many requests from this address',
    staff: { en: 'Too many requests. Wait a moment and try again.', ar: 'طلبات كثيرة. انتظر قليلًا وحاول مرة أخرى.' },
  },
  'request/not-found': {
    status: 404,
    title: 'Nothing at this address',
    staff: { en: 'There is nothing at this address.', ar: 'لا يوجد شيء في هذا العنوان.' },
  },
  'database/unknown': {
    status: 404,
    title: 'No such database',
    staff: { en: 'The server does not keep this kind of data.', ar: 'الخادم لا يحفظ هذا النوع من البيانات.' },
  },
  'database/other-scope': {
    status: 409,
    title: 'The workstation goes by other scopes than its session has now',
    staff: {
      en: 'What you may see has just changed. This workstation fetches it and then sends your work by itself.',
      ar: 'تغيّر للتو ما يمكنك رؤيته. تجلبه هذه المحطة ثم ترسل عملك تلقائيًا.',
    },
  },
  'database/path-not-open': {
    status: 403,
    title: 'This part of the CouchDB surface is not open to the caller',
    staff: {
      en: 'This way of reading or writing is not open to you.',
      ar: 'هذه الطريقة في القراءة أو الكتابة غير متاحة لك.',
    },
  },
  'file/unknown': {
    status: 404,
    title: 'No such file, or not for the caller',
    staff: {
      en: 'This file is not here, or not for this workstation.',
      ar: 'هذا الملف غير موجود هنا، أو ليس لهذه المحطة.',
    },
  },
  'file/removed': {
    status: 410,
    title: 'The file has been removed',
    staff: { en: 'This file has been removed from the record.', ar: 'أُزيل هذا الملف من السجل.' },
  },
  'file/not-here-yet': {
    status: 404,
    title: 'This chunk of the file has not reached the server',
    staff: {
      en: 'The workstation where this file was added has not sent all of it yet. Try again when it is connected.',
      ar: 'المحطة التي أضيف فيها هذا الملف لم ترسله كله بعد. حاول مرة أخرى عندما تكون متصلة.',
    },
  },
  'file/damaged': {
    status: 422,
    title: 'What arrived is not the chunk that the record names',
    staff: {
      en: 'Part of this file arrived damaged and was not kept. It is sent again.',
      ar: 'وصل جزء من هذا الملف تالفًا ولم يُحفظ. سيُرسل مرة أخرى.',
    },
  },
  'document/conflict': {
    status: 409,
    title: 'Somebody else has written this in the meantime',
    staff: {
      en: 'Somebody else has changed this in the meantime. Load it again and repeat your change.',
      ar: 'لقد غيّر شخص آخر هذا في هذه الأثناء. حمّله من جديد وأعد تغييرك.',
    },
  },
  'document/forbidden': {
    status: 403,
    title: 'The document may not stand as it was sent',
    staff: {
      en: 'The server did not take this change. Look at the reason, correct it and send it again.',
      ar: 'لم يقبل الخادم هذا التغيير. انظر إلى السبب وصحّحه وأرسله مرة أخرى.',
    },
  },
  'document/out-of-date': {
    status: 409,
    title: 'The document has changed since the revision that was named',
    staff: {
      en: 'Somebody has changed this in the meantime. Look at it again, then repeat what you did.',
      ar: 'غيّر شخص ما هذا في هذه الأثناء. راجعه مرة أخرى ثم كرّر ما فعلته.',
    },
  },
  'protocol/workstation-too-old': {
    status: 400,
    title: 'The caller speaks an older version of the protocol than this server understands',
    staff: {
      en: 'The program of this workstation is too old for the server. Update it (in a browser: load this page anew). Everything saved is kept here and will be sent.',
      ar: 'برنامج هذه المحطة أقدم من أن يفهمه الخادم. حدّثه (في المتصفح: أعد تحميل هذه الصفحة). كل ما حُفظ باقٍ هنا وسيُرسل.',
    },
  },
  'protocol/server-too-old': {
    status: 400,
    title: 'The caller speaks a newer version of the protocol than this server understands',
    staff: {
      en: 'The program of this workstation is newer than the server. Ask IT to upgrade the server first. Everything saved is kept here and will be sent.',
      ar: 'برنامج هذه المحطة أحدث من الخادم. اطلب من تقنية المعلومات تحديث الخادم أولًا. كل ما حُفظ باقٍ هنا وسيُرسل.',
    },
  },
  'server/stopping': {
    status: 503,
    title: 'The server is stopping',
    staff: {
      en: 'The server is restarting. Your work is kept here and will be sent.',
      ar: 'الخادم يُعاد تشغيله. عملك محفوظ هنا وسيُرسل.',
    },
  },
  'server/failed': {
    status: 500,
    title: 'The server could not do this',
    staff: {
      en: 'The server could not do this. Your work is kept here; tell IT if it goes on.',
      ar: 'لم يتمكن الخادم من ذلك. عملك محفوظ هنا؛ أبلغ تقنية المعلومات إن استمر.',
    },
  },
} as const satisfies Readonly<
  Record<`${string}/${string}`, { readonly status: number; readonly title: string; readonly staff: Sentence }>
>;
export type ProblemCode = keyof typeof problems;

/** RFC 9457 body (`application/problem+json`). `error` and `reason` repeat it in CouchDB's form for CouchDB clients. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  /** The field or name that is wrong. */
  about: z.string().optional(),
  /** Seconds to wait, with 429 and 503. */
  retryAfter: z.number().optional(),
  /** With `workstation/proof-late`: the server's time, wall ms. */
  serverTimeMs: z.number().optional(),
  error: z.string(),
  reason: z.string(),
});
export type Problem = Readonly<z.infer<typeof Problem>>;
