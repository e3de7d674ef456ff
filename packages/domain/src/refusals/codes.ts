import type { Language, Sentence } from './sentence.ts';

/**
 * Every reason for which something asked for is not done. `staff` says what happened and what to do next, in the words of the
 * ward; `support` says what a technician looks for. Codes are `area/what-happened` and never change once shipped.
 */
export const refusalSentences = {
  'entry/wrong-shape': {
    staff: {
      en: 'A field of this change is not filled in as it has to be. Open it, correct it and send it again.',
      ar: 'أحد حقول هذا التغيير غير مكتمل كما يجب. افتحه وصحّحه وأرسله مرة أخرى.',
    },
    support: 'The entry or its data fails the schema of its kind; `about` is the path of the first wrong field.',
  },
  'entry/unknown-kind': {
    staff: {
      en: 'The server does not know this kind of change. This workstation may be newer than the server; tell IT.',
      ar: 'الخادم لا يعرف هذا النوع من التغيير. قد تكون هذه المحطة أحدث من الخادم؛ أبلغ تقنية المعلومات.',
    },
    support: 'No schema for this kind in the aggregate; compare the versions of workstation and server.',
  },
  'entry/newer-program': {
    staff: {
      en: 'This was made by a newer program than the server’s. It is kept here and goes by itself as soon as IT has upgraded the server.',
      ar: 'تم هذا ببرنامج أحدث من برنامج الخادم. هو محفوظ هنا وسيُرسل تلقائيًا حالما تحدّث تقنية المعلومات الخادم.',
    },
    support:
      'The entry’s version is above the aggregate’s, and its kind or data is none that this program knows. Not decided, not refused: upgrade the server first.',
  },
  'entry/unknown-predecessor': {
    staff: {
      en: 'This change follows one that never reached the server. It is kept here; send it again after the earlier one.',
      ar: 'هذا التغيير يتبع تغييرًا لم يصل إلى الخادم. هو محفوظ هنا؛ أرسله مرة أخرى بعد السابق.',
    },
    support:
      '`after` names an entry that is neither in the document, nor in the same request, nor among the refused ones.',
  },
  'entry/altered': {
    staff: {
      en: 'Something already recorded would have been changed afterwards. Records are never altered; make a new entry instead.',
      ar: 'كان هذا سيغيّر شيئًا مسجلًا من قبل. السجلات لا تُعدَّل أبدًا؛ أضف قيدًا جديدًا بدلًا من ذلك.',
    },
    support:
      'An entry id came back with other content, or under another document. A forgery or a defect of the workstation.',
  },
  'entry/saved-otherwise': {
    staff: {
      en: 'This was saved before, as it was then. What you have changed since is not recorded: look at what is there, and enter the rest as something new.',
      ar: 'حُفظ هذا من قبل كما كان حينها. ما غيّرته بعد ذلك لم يُسجَّل: راجع ما هو موجود وأدخل الباقي كقيد جديد.',
    },
    support:
      'A screen asked for other content under the id of an entry that this workstation has. A screen keeps the ids of what it has changed: a defect.',
  },
  'entry/clock-ahead': {
    staff: {
      en: 'The clock of this workstation is more than a day ahead. Tell IT to set it, then send the change again.',
      ar: 'ساعة هذه المحطة متقدمة بأكثر من يوم. أبلغ تقنية المعلومات لضبطها ثم أرسل التغيير مرة أخرى.',
    },
    support: 'The stamp is more than the allowed skew ahead of the server’s clock.',
  },
  'entry/unsigned': {
    staff: {
      en: 'This came without the signature of whoever made it, so nobody can be held to it. Sign in again and enter it anew.',
      ar: 'وصل هذا دون توقيع من أدخله، فلا يمكن نسبته إلى أحد. سجّل الدخول من جديد وأدخله مرة أخرى.',
    },
    support:
      'The entry has no `sig`, and its grant was issued after signatures came, or without a public key. An older program, or one that never gave its key.',
  },
  'entry/signature-wrong': {
    staff: {
      en: 'This is not what its author signed: it was changed on the way, or somebody else made it. Nothing of it was recorded. Tell IT.',
      ar: 'هذا ليس ما وقّعه صاحبه: فإمّا تغيّر في الطريق أو أدخله شخص آخر. لم يُسجَّل منه شيء. أبلغ تقنية المعلومات.',
    },
    support:
      '`sig` does not verify under the public key of `by.grant` over the canonical entry with its database and document. Altered, replayed elsewhere, or signed with another key: look at who sent it.',
  },
  'grant/unknown': {
    staff: {
      en: 'The server does not know the sign-in under which this was made. Sign in again and send it again.',
      ar: 'الخادم لا يعرف تسجيل الدخول الذي تم به هذا. سجّل الدخول من جديد وأرسله مرة أخرى.',
    },
    support: '`by.grant` names no sign-in of `by.user` at `by.workstation`.',
  },
  'grant/not-valid-then': {
    staff: {
      en: 'This was made after the sign-in had ended. Sign in again and send it again.',
      ar: 'تم هذا بعد انتهاء تسجيل الدخول. سجّل الدخول من جديد وأرسله مرة أخرى.',
    },
    support: 'The stamp lies outside the validity of the grant (skew allowed).',
  },
  'grant/not-proven': {
    staff: {
      en: 'Role and wards are changed only within a few minutes of a full sign-in. Sign in again with password and code, then send it again.',
      ar: 'لا يُغيَّر الدور والأقسام إلا خلال دقائق من تسجيل دخول كامل. سجّل الدخول من جديد بكلمة المرور والرمز، ثم أرسله مرة أخرى.',
    },
    support:
      'The act needs a fresh proof, and the person of `by.grant` had shown none within `proofSeconds` when it came.',
  },
  'grant/revoked': {
    staff: {
      en: 'This was made after the sign-in had been taken away. Sign in again; if that does not go, ask the administrator.',
      ar: 'تم هذا بعد سحب تسجيل الدخول. سجّل الدخول من جديد؛ وإذا لم ينجح ذلك فاسأل المسؤول.',
    },
    support: 'The stamp is later than the moment at which the grant was revoked, or the workstation was.',
  },
  'grant/other-workstation': {
    staff: {
      en: 'The workstation that this names is not the one where its author had signed in. Enter it anew there.',
      ar: 'محطة العمل المذكورة هنا ليست التي سجّل فيها صاحب الإدخال دخوله. أدخله من جديد هناك.',
    },
    support:
      '`by.workstation` is not the one the grant was given to; or the entry is older than signatures and comes from another workstation than its own.',
  },
  'right/missing': {
    staff: {
      en: 'Your role may not do this. Ask the head nurse or head doctor of the ward.',
      ar: 'دورك لا يسمح بهذا. اطلب ذلك من رئيسة التمريض أو رئيس الأطباء في القسم.',
    },
    support: 'The rights table says no for this role, kind and standing; `about` is aggregate/kind.',
  },
  'workstation/not-held-here': {
    staff: {
      en: 'This computer does not keep this kind of record. Do it at a workstation that does, or ask who works there.',
      ar: 'لا يحتفظ هذا الحاسوب بهذا النوع من السجلات. نفّذه في محطة تحتفظ به أو اطلب ذلك ممن يعمل عليها.',
    },
    support: 'The app holds only some kinds of data (`aggregates` of `openReplica`); the act was for another kind.',
  },
  'document/nobody-may-hold': {
    staff: {
      en: 'This belongs to no ward, so no workstation could show it. Choose a ward and send it again.',
      ar: 'هذا لا يخص أي قسم، فلا يمكن لأي محطة عرضه. اختر قسمًا وأرسله مرة أخرى.',
    },
    support: 'The folded document has no scope.',
  },
  'document/begun-already': {
    staff: {
      en: 'Somebody else had begun this already, and yours was made without knowing of it. Look at theirs; begin a new one if both are needed.',
      ar: 'كان شخص آخر قد بدأ هذا من قبل، وما أدخلته كان دون العلم به. راجع ما سجّله؛ وابدأ واحدًا جديدًا إذا لزم الاثنان.',
    },
    support:
      'The entry knows no entry of a document that has some: a second beginning under one id. Two hands made the id, or somebody guessed it.',
  },
  'document/erased': {
    staff: {
      en: 'The hospital has deleted this for good, so nothing can be added to it. Begin a new one if it is needed.',
      ar: 'حذفت المستشفى هذا نهائيًا فلا يمكن إضافة شيء إليه. ابدأ واحدًا جديدًا إذا لزم.',
    },
    support: 'The document has a tombstone of the server; `about` is its id.',
  },
  'call/unknown': {
    staff: {
      en: 'This call was never raised, as far as this workstation knows. Raise it first.',
      ar: 'بحسب ما تعرفه هذه المحطة لم يُرفع هذا النداء قط. ارفعه أولًا.',
    },
    support: 'An act on a call whose `raised` entry the author had not seen.',
  },
  'call/already-raised': {
    staff: {
      en: 'This call is raised already. Open it instead of raising it again.',
      ar: 'هذا النداء مرفوع بالفعل. افتحه بدلًا من رفعه مرة أخرى.',
    },
    support: 'A second `raised` entry by somebody who had seen the first.',
  },
  'call/already-accepted': {
    staff: {
      en: 'Somebody has accepted this call already. Look at who is on the way; a head nurse can take it over.',
      ar: 'لقد قَبِل أحدهم هذا النداء بالفعل. انظر من في الطريق؛ ويمكن لرئيسة التمريض توليه.',
    },
    support: '`about` is the staff id of the person responsible.',
  },
  'call/already-seen': {
    staff: {
      en: 'You have marked this call as seen already. Accept it if you are going.',
      ar: 'لقد علّمت هذا النداء كمرئي بالفعل. اقبله إن كنت ذاهبًا.',
    },
    support: 'A second `seen` by the same person.',
  },
  'call/already-there': {
    staff: {
      en: 'You are recorded as being there already. Close the call when it is done.',
      ar: 'أنت مسجل بأنك هناك بالفعل. أغلق النداء عند الانتهاء.',
    },
    support: 'A second `arrived` by the same person.',
  },
  'call/nobody-went': {
    staff: {
      en: 'Nobody has gone to this call yet, so it cannot be done. Accept it, or cancel it with a reason.',
      ar: 'لم يذهب أحد إلى هذا النداء بعد فلا يمكن إنهاؤه. اقبله أو ألغه مع ذكر السبب.',
    },
    support: '`done` on a call that nobody had accepted or arrived at, as the author saw it.',
  },
  'call/closed': {
    staff: {
      en: 'This call is closed. Raise a new one if help is needed again.',
      ar: 'هذا النداء مغلق. ارفع نداءً جديدًا إذا لزمت المساعدة مرة أخرى.',
    },
    support: '`about` is done or cancelled, as the author saw it.',
  },
  'call/not-yours': {
    staff: {
      en: 'Only the person responsible can hand a call back.',
      ar: 'الشخص المسؤول وحده يمكنه إعادة النداء.',
    },
    support: '`handedBack` by somebody who is not responsible.',
  },
  'call/no-dispute': {
    staff: {
      en: 'There is nothing to settle in this field any more.',
      ar: 'لم يعد هناك خلاف يحتاج إلى تسوية في هذا الحقل.',
    },
    support: '`settled` for a field without a dispute, as the author saw it.',
  },
  'call/already-escalated': {
    staff: {
      en: 'This call has gone to the next already. Nothing has to be done about this.',
      ar: 'انتقل هذا النداء إلى التالي بالفعل. لا يلزم فعل شيء.',
    },
    support:
      'An `escalated` entry for a step its author knew of; `about` is the step. A defect of the terminal that made it.',
  },
  'call/step-left-out': {
    staff: {
      en: 'This call goes to the next step by step, and one was left out. Nothing has to be done about this; the next terminal records it.',
      ar: 'ينتقل هذا النداء إلى التالي خطوة بخطوة، وسقطت خطوة. لا يلزم فعل شيء؛ يسجّلها الجهاز التالي.',
    },
    support:
      'An `escalated` entry whose step does not follow the last one its author knew; `about` is the step expected.',
  },
  'ward/unknown': {
    staff: {
      en: 'Nothing is set for this ward yet, as far as this workstation knows. Set it again.',
      ar: 'بحسب ما تعرفه هذه المحطة لم يُضبط شيء لهذا القسم بعد. اضبطه من جديد.',
    },
    support: 'An act on a ward page whose `opened` entry the author had not seen.',
  },
  'ward/already-open': {
    staff: {
      en: 'Somebody has set this ward up already. Look at what they set, and change that.',
      ar: 'ضبط شخص آخر هذا القسم بالفعل. راجع ما ضبطه وعدّله.',
    },
    support: 'A second `opened` entry.',
  },
  'staff/unknown': {
    staff: {
      en: 'This person is not in the staff directory yet. Add them first.',
      ar: 'هذا الشخص ليس في دليل العاملين بعد. أضفه أولًا.',
    },
    support: 'An act on a staff document without a `registered` entry.',
  },
  'staff/already-registered': {
    staff: {
      en: 'This person is in the staff directory already.',
      ar: 'هذا الشخص موجود في دليل العاملين بالفعل.',
    },
    support: 'A second `registered` entry by somebody who had seen the first.',
  },
  'staff/ended': {
    staff: {
      en: 'This employment has ended. Human resources can register the person again.',
      ar: 'انتهت هذه الخدمة. يمكن للموارد البشرية تسجيل الشخص من جديد.',
    },
    support: 'An act on a staff document after its `ended` entry.',
  },
  'staff/administrators-only': {
    staff: {
      en: 'Only an administrator can make, change or end an administrator. Ask one of them.',
      ar: 'المسؤول وحده يمكنه تعيين مسؤول أو تغييره أو إنهاء خدمته. اطلب ذلك من أحد المسؤولين.',
    },
    support: 'A role of `admin` was given, changed or ended by somebody who is none.',
  },
  'staff/own-place': {
    staff: {
      en: 'Nobody changes their own role or wards. Ask a colleague in human resources or an administrator.',
      ar: 'لا أحد يغيّر دوره أو أقسامه بنفسه. اطلب ذلك من زميل في الموارد البشرية أو من مسؤول.',
    },
    support: '`amended` of role or wards by the person the document is about.',
  },
  'room/unknown': {
    staff: {
      en: 'This room is not known yet. Add it first.',
      ar: 'هذه الغرفة غير معروفة بعد. أضفها أولًا.',
    },
    support: 'An act on a room document without an `added` entry.',
  },
  'room/already-added': {
    staff: {
      en: 'This room exists already. Change it instead of adding it again.',
      ar: 'هذه الغرفة موجودة بالفعل. غيّرها بدلًا من إضافتها مرة أخرى.',
    },
    support: 'A second `added` entry by somebody who had seen the first.',
  },
  'stay/unknown': {
    staff: {
      en: 'No bed was asked for here yet, as far as this workstation knows. Ask for one first.',
      ar: 'بحسب ما تعرفه هذه المحطة لم يُطلب سرير هنا بعد. اطلب سريرًا أولًا.',
    },
    support: 'An act on a stay whose `claimed` entry the author had not seen.',
  },
  'stay/asked-already': {
    staff: {
      en: 'A bed is asked for already for this patient. Wait for the answer, or give the request up and ask again.',
      ar: 'طُلب سرير لهذا المريض بالفعل. انتظر الرد، أو تنازل عن الطلب واطلب من جديد.',
    },
    support: 'A further claim while one waits, as the author saw it; `about` is the label of the bed asked for.',
  },
  'stay/has-bed': {
    staff: {
      en: 'This patient has a bed already. Record that the patient has left it before another is given.',
      ar: 'لهذا المريض سرير بالفعل. سجّل مغادرته له قبل منحه سريرًا آخر.',
    },
    support: 'A claim of a stay that holds a bed; `about` is the label of that bed.',
  },
  'bed/decided-before': {
    staff: {
      en: 'Before this reached the server, it had been decided otherwise about the bed: it was given up, or the patient had come into it. Look where the patient lies; if they have no bed, ask for one.',
      ar: 'قبل أن يصل هذا إلى الخادم كان قد تقرر أمر آخر بشأن السرير: إما تم التنازل عنه أو كان المريض قد وصل إليه. تحقق من مكان المريض، وإن لم يكن له سرير فاطلب سريرًا.',
    },
    support:
      '`arrived` or `withdrawn` that came late and would have undone the other (B21); `about` is the label of the bed.',
  },
  'stay/other-patient': {
    staff: {
      en: 'This stay is another patient’s. Ask for a bed for this patient by a stay of their own.',
      ar: 'هذه الإقامة لمريض آخر. اطلب سريرًا لهذا المريض بإقامة خاصة به.',
    },
    support: 'A further claim whose `patientId` is not the one of the stay.',
  },
  'stay/confirmed': {
    staff: {
      en: 'The bed is confirmed already, so the request cannot be given up. Record that the patient has left instead.',
      ar: 'تم تأكيد السرير بالفعل فلا يمكن التنازل عن الطلب. سجّل مغادرة المريض بدلًا من ذلك.',
    },
    support: '`withdrawn` by somebody who had seen the confirmation.',
  },
  'stay/no-bed': {
    staff: {
      en: 'This patient has no confirmed bed, so there is none to leave. Give the request up instead.',
      ar: 'ليس لهذا المريض سرير مؤكد ليغادره. تنازل عن الطلب بدلًا من ذلك.',
    },
    support: '`left` by somebody who had not seen a confirmation; `about` is the state they saw.',
  },
  'stay/over': {
    staff: {
      en: 'This stay is over. Ask for a bed anew if the patient needs one.',
      ar: 'انتهت هذه الإقامة. اطلب سريرًا من جديد إذا احتاج المريض إليه.',
    },
    support: 'An act on a stay that was given up or left; `about` is which of them.',
  },
  'claim/unknown': {
    staff: {
      en: 'This answers a request for a bed that is not known. Tell IT.',
      ar: 'هذا رد على طلب سرير غير معروف. أبلغ تقنية المعلومات.',
    },
    support: '`confirmed` or `declined` names no claim of the stay. A defect of the arbiter.',
  },
  'claim/answered': {
    staff: {
      en: 'This request for a bed has been answered already. Look at the answer.',
      ar: 'تم الرد على طلب السرير هذا بالفعل. انظر إلى الرد.',
    },
    support: 'A second answer to one claim. A defect of the arbiter.',
  },
  'claim/withdrawn': {
    staff: {
      en: 'The request for this bed was given up before it was answered. Nothing has to be done.',
      ar: 'تم التنازل عن طلب هذا السرير قبل الرد عليه. لا يلزم فعل شيء.',
    },
    support: 'The arbiter declined a claim whose withdrawal it had seen.',
  },
  'bed/held': {
    staff: {
      en: 'Another patient has this bed. Choose one of the free beds, or give the request up.',
      ar: 'لدى مريض آخر هذا السرير. اختر أحد الأسرّة الشاغرة أو تنازل عن الطلب.',
    },
    support: 'Declined by the arbiter: a claim that the server received earlier holds the bed.',
  },
  'patient/has-bed': {
    staff: {
      en: 'This patient has a bed already. Move them from there, or give this request up.',
      ar: 'لهذا المريض سرير بالفعل. انقله من هناك أو تنازل عن هذا الطلب.',
    },
    support: 'Declined by the arbiter: another stay with the same patient document holds a bed.',
  },
  'bed/unknown': {
    staff: {
      en: 'The hospital has no such bed any more, or not yet. Choose one of the free beds, or give the request up.',
      ar: 'لم يعد لدى المستشفى هذا السرير، أو ليس بعد. اختر أحد الأسرّة الشاغرة أو تنازل عن الطلب.',
    },
    support: 'Declined by the arbiter: the room is not known to the server, or does not have this bed.',
  },
  'bed/other-ward': {
    staff: {
      en: 'This bed belongs to another ward. Choose one of the free beds, or ask that ward.',
      ar: 'هذا السرير يخص قسمًا آخر. اختر أحد الأسرّة الشاغرة أو اسأل ذلك القسم.',
    },
    support: 'Declined by the arbiter: the ward of the claim is not the ward of the room; `about` is the room’s ward.',
  },
  'record/unknown': {
    staff: {
      en: 'This file is not known yet. Add it first.',
      ar: 'هذا الملف غير معروف بعد. أضفه أولًا.',
    },
    support: 'An act on a record document without a `fileAdded` entry.',
  },
  'record/already-added': {
    staff: {
      en: 'This file is there already. Add the other one as a file of its own.',
      ar: 'هذا الملف موجود بالفعل. أضف الآخر كملف مستقل.',
    },
    support: 'A second `fileAdded` entry by somebody who had seen the first.',
  },
  'record/already-removed': {
    staff: {
      en: 'This file has been removed already. There is nothing more to do.',
      ar: 'أُزيل هذا الملف من قبل. لا حاجة إلى فعل شيء آخر.',
    },
    support: 'A second `removed` entry; `about` is who removed it.',
  },
  'stay/moves-already': {
    staff: {
      en: 'This patient is about to move already. Record the arrival in the other bed, or give that bed up first.',
      ar: 'هذا المريض على وشك الانتقال بالفعل. سجّل وصوله إلى السرير الآخر أو تخلَّ عن ذلك السرير أولًا.',
    },
    support: 'A second claim with `moving` while one waits or is booked; `about` is the label of that bed.',
  },
  'stay/not-held': {
    staff: {
      en: 'This bed is not given to the patient yet, so nobody can arrive in it. Wait for the confirmation or choose another bed.',
      ar: 'لم يُعطَ هذا السرير للمريض بعد فلا يمكن تسجيل الوصول إليه. انتظر التأكيد أو اختر سريرًا آخر.',
    },
    support: '`arrived` for a claim that is not confirmed, or whose bed was released; `about` is the label of the bed.',
  },
  'stay/on-leave': {
    staff: {
      en: 'The patient is on leave already. Record that they came back first.',
      ar: 'المريض في إجازة بالفعل. سجّل عودته أولًا.',
    },
    support: 'A second `wentOnLeave`.',
  },
  'stay/not-on-leave': {
    staff: {
      en: 'The patient is not on leave. There is nothing more to do.',
      ar: 'المريض ليس في إجازة. لا حاجة إلى فعل شيء آخر.',
    },
    support: '`cameBack` without a leave.',
  },
  'transfer/asked-already': {
    staff: {
      en: 'A ward is asked to take this patient already. Wait for its answer or take the request back.',
      ar: 'طُلب من قسم أن يأخذ هذا المريض بالفعل. انتظر رده أو اسحب الطلب.',
    },
    support: 'A second `transferAsked` while one is open; `about` is the ward that was asked.',
  },
  'transfer/same-ward': {
    staff: {
      en: 'The patient lies in this ward already. Move them to another bed instead.',
      ar: 'المريض في هذا القسم بالفعل. انقله إلى سرير آخر بدلًا من ذلك.',
    },
    support: '`transferAsked` for the ward of the bed that is held; `about` is the ward.',
  },
  'transfer/unknown': {
    staff: {
      en: 'This request is not known here. Open the patient again and look at the requests.',
      ar: 'هذا الطلب غير معروف هنا. افتح المريض مرة أخرى وانظر إلى الطلبات.',
    },
    support: 'No `transferAsked` entry of this id; `about` is the id.',
  },
  'transfer/answered': {
    staff: {
      en: 'This request was answered already. There is nothing more to do.',
      ar: 'أُجيب على هذا الطلب من قبل. لا حاجة إلى فعل شيء آخر.',
    },
    support: 'An answer to a request that is not open; `about` is who answered.',
  },
  'transfer/other-ward': {
    staff: {
      en: 'Only the ward that was asked can refuse. Take the request back if it is not needed.',
      ar: 'لا يرفض إلا القسم الذي طُلب منه. اسحب الطلب إذا لم تعد هناك حاجة إليه.',
    },
    support: '`transferRefused` by somebody who is not of the ward; `about` is the ward that was asked.',
  },
  'bed/clean': {
    staff: {
      en: 'This bed is clean already. There is nothing more to do.',
      ar: 'هذا السرير نظيف بالفعل. لا حاجة إلى فعل شيء آخر.',
    },
    support: '`cleaned` or `cleaningBegun` for a bed that needs nothing; `about` is its label.',
  },
  'bed/cleaning-begun': {
    staff: {
      en: 'Somebody is cleaning this bed already. Record when it is clean.',
      ar: 'هناك من ينظف هذا السرير بالفعل. سجّل عندما يصبح نظيفًا.',
    },
    support: 'A second `cleaningBegun`; `about` is who began.',
  },
  'bed/not-clean': {
    staff: {
      en: 'This bed has not been cleaned since it was left. Choose another one, or record that it is clean.',
      ar: 'لم يُنظَّف هذا السرير منذ أن تُرك. اختر سريرًا آخر أو سجّل أنه نظيف.',
    },
    support: 'The arbiter found a claim whose bed was released and is not `cleaned`; `about` is the label of the bed.',
  },
  'bed/closed': {
    staff: {
      en: 'This bed is closed. Choose another one, or open it when the reason is gone.',
      ar: 'هذا السرير مغلق. اختر سريرًا آخر أو افتحه عندما يزول السبب.',
    },
    support: 'The room has a closure of this bed; `about` is its label.',
  },
  'bed/open': {
    staff: {
      en: 'This bed is in service already. There is nothing more to do.',
      ar: 'هذا السرير في الخدمة بالفعل. لا حاجة إلى فعل شيء آخر.',
    },
    support: '`bedOpened` without a closure; `about` is the label of the bed.',
  },
  'handover/unknown': {
    staff: {
      en: 'This handover was never begun, as far as this workstation knows. Begin it first.',
      ar: 'بحسب ما تعرفه هذه المحطة لم يبدأ هذا التسليم قط. ابدأه أولًا.',
    },
    support: 'An act on a handover whose `begun` entry the author had not seen.',
  },
  'handover/already-begun': {
    staff: {
      en: 'This handover is begun already. Open it and write into it.',
      ar: 'بدأ هذا التسليم بالفعل. افتحه واكتب فيه.',
    },
    support: 'A second `begun` entry.',
  },
  'handover/signed': {
    staff: {
      en: 'This handover is signed. Write it into the handover of the next shift.',
      ar: 'هذا التسليم موقَّع. اكتب ذلك في تسليم الوردية التالية.',
    },
    support: '`noted`, `takenBack` or a second signature after `signed`; `about` is who signed.',
  },
  'handover/not-signed': {
    staff: {
      en: 'This handover is not signed yet. Whoever hands over signs first.',
      ar: 'لم يُوقَّع هذا التسليم بعد. يوقّع أولًا من يسلّم.',
    },
    support: '`acknowledged` before any `signed`.',
  },
  'handover/signed-yourself': {
    staff: {
      en: 'You signed this handover. Somebody of the next shift acknowledges it.',
      ar: 'أنت وقّعت هذا التسليم. يقرّ به أحد أفراد الوردية التالية.',
    },
    support: '`acknowledged` by somebody who signed.',
  },
  'handover/unknown-point': {
    staff: {
      en: 'This point is not in the handover, as far as this workstation knows. Open it again.',
      ar: 'بحسب ما تعرفه هذه المحطة ليست هذه النقطة في التسليم. افتحه مرة أخرى.',
    },
    support: 'The entry named is no `noted` of this document; `about` is its id.',
  },
  'handover/taken-back': {
    staff: {
      en: 'This point was taken back already. There is nothing more to do.',
      ar: 'سُحبت هذه النقطة من قبل. لا حاجة إلى فعل شيء آخر.',
    },
    support: 'A second `takenBack`; `about` is who took it back.',
  },
  'handover/not-yours': {
    staff: {
      en: 'Only who wrote this point, or the head of the ward, takes it back.',
      ar: 'لا يسحب هذه النقطة إلا كاتبها أو رئيس القسم.',
    },
    support: '`takenBack` by somebody else; `about` is the author of the point.',
  },
  'patient/unknown': {
    staff: {
      en: 'This patient was never registered, as far as this workstation knows. Register them first.',
      ar: 'بحسب ما تعرفه هذه المحطة لم يُسجَّل هذا المريض قط. سجّله أولًا.',
    },
    support: 'An act on a patient whose `registered` entry the author had not seen.',
  },
  'patient/already-registered': {
    staff: {
      en: 'This patient is registered already. Open the file instead of registering it again.',
      ar: 'هذا المريض مسجّل بالفعل. افتح ملفه بدلًا من تسجيله مرة أخرى.',
    },
    support: 'A second `registered` entry by somebody who had seen the first.',
  },
  'patient/merged': {
    staff: {
      en: 'This file was merged with another one of the same patient. Open that one and write it there.',
      ar: 'دُمج هذا الملف مع ملف آخر للمريض نفسه. افتح ذلك الملف واكتبه هناك.',
    },
    support: 'An act on a merged document; `about` is the id of the document that goes on.',
  },
  'patient/not-here': {
    staff: {
      en: 'The patient is not with this ward any more. There is nothing to let go of.',
      ar: 'لم يعد المريض لدى هذا القسم. لا يوجد ما يُتخلى عنه.',
    },
    support: '`letGo` of a ward that does not have the patient; `about` is the ward.',
  },
  'allergy/stands': {
    staff: {
      en: 'An allergy stands in this file, so “none known” cannot be recorded. Take the allergy back first, with the reason.',
      ar: 'توجد حساسية مسجلة في هذا الملف، فلا يمكن تسجيل «لا حساسية معروفة». اسحب الحساسية أولًا مع ذكر السبب.',
    },
    support: '`noAllergiesKnown` by somebody who sees a standing allergy; `about` is its agent.',
  },
  'allergy/already-recorded': {
    staff: {
      en: 'This allergy stands in the file already. Take it back with a reason if it has to be written anew.',
      ar: 'هذه الحساسية مسجلة في الملف بالفعل. اسحبها مع ذكر السبب إذا لزم كتابتها من جديد.',
    },
    support: '`allergyAdded` of an agent that stands; `about` is the agent.',
  },
  'allergy/unknown': {
    staff: {
      en: 'This allergy is not in the file, as far as this workstation knows. Open the file again and look at the list.',
      ar: 'بحسب ما تعرفه هذه المحطة ليست هذه الحساسية في الملف. افتح الملف مرة أخرى وانظر إلى القائمة.',
    },
    support: 'The entry named is no standing `allergyAdded` of this document; `about` is its id.',
  },
  'allergy/taken-back': {
    staff: {
      en: 'This allergy was taken back already. There is nothing more to do.',
      ar: 'سُحبت هذه الحساسية من قبل. لا حاجة إلى فعل شيء آخر.',
    },
    support: 'A second `allergyTakenBack`; `about` is who took it back.',
  },
  'opening/already-made': {
    staff: {
      en: 'That this file was opened is recorded already. There is nothing more to do.',
      ar: 'فتح هذا الملف مسجَّل بالفعل. لا حاجة إلى فعل شيء آخر.',
    },
    support: 'A second entry in a document of `openings`; each opening has a document of its own.',
  },
  'emergency/unknown': {
    staff: {
      en: 'This emergency access is not known here. Open the list again and look at what it says now.',
      ar: 'هذا الدخول الطارئ غير معروف هنا. افتح القائمة مرة أخرى وانظر إلى ما تقوله الآن.',
    },
    support: 'An act on a document of `emergencies` whose author had not seen the request.',
  },
  'emergency/already-asked': {
    staff: {
      en: 'This emergency access was asked for already. Look at the banner or at your list.',
      ar: 'طُلب هذا الدخول الطارئ من قبل. انظر إلى الشريط أو إلى قائمتك.',
    },
    support: 'A second `asked` in one document.',
  },
  'emergency/already-granted': {
    staff: {
      en: 'The server has given this access already.',
      ar: 'منح الخادم هذا الدخول من قبل.',
    },
    support: 'A second `granted` in one document; the first counts.',
  },
  'emergency/already-over': {
    staff: {
      en: 'This emergency access is over already. There is nothing more to do.',
      ar: 'انتهى هذا الدخول الطارئ من قبل. لا حاجة إلى فعل شيء آخر.',
    },
    support: '`ended` by somebody who had seen an `ended`.',
  },
  'emergency/own': {
    staff: {
      en: 'This is your own emergency access. Another head of the ward or an administrator has to review it.',
      ar: 'هذا دخولك الطارئ أنت. يجب أن يراجعه رئيس آخر في القسم أو مسؤول النظام.',
    },
    support: '`reviewed` by who asked.',
  },
  'emergency/already-reviewed': {
    staff: {
      en: 'Somebody has reviewed this access already. Open it to see what was found.',
      ar: 'راجع شخص آخر هذا الدخول من قبل. افتحه لترى ما تبيّن.',
    },
    support: '`reviewed` by somebody who had seen a review; `about` is who reviewed.',
  },
} as const satisfies Readonly<Record<`${string}/${string}`, { readonly staff: Sentence; readonly support: string }>>;

export type RefusalCode = keyof typeof refusalSentences;

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalSentences, code);
}

/** What to tell the person; a code of a newer server has a sentence of its own kind. */
export function sentenceFor(code: string, language: Language): string {
  if (isRefusalCode(code)) return refusalSentences[code].staff[language];
  return language === 'ar'
    ? `لم يقبل الخادم هذا (${code}). هو محفوظ هنا؛ أبلغ تقنية المعلومات.`
    : `The server did not accept this (${code}). It is kept here; tell IT.`;
}
