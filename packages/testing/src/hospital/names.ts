/** Given and family names as they are written in Egypt, in both scripts. */
export interface BothScripts {
  readonly en: string;
  readonly ar: string;
}

const pairs = (text: string): readonly BothScripts[] =>
  text.split(',').map((pair) => {
    const [en = '', ar = ''] = pair.trim().split('=');
    return { en, ar };
  });

export const givenNames = {
  female: pairs(
    'Salma=سلمى, Rania=رانيا, Heba=هبة, Layla=ليلى, Nadia=نادية, Mona=منى, Dina=دينا, Yasmin=ياسمين, Aya=آية, Nour=نور, Hanan=حنان, Amal=أمل, Shaimaa=شيماء, Marwa=مروة, Eman=إيمان, Doaa=دعاء, Fatma=فاطمة, Mariam=مريم, Rasha=رشا, Sahar=سحر, Naglaa=نجلاء, Ghada=غادة, Asmaa=أسماء, Reham=ريهام, Mervat=ميرفت, Nesma=نسمة, Basma=بسمة, Samia=سامية',
  ),
  male: pairs(
    'Omar=عمر, Mahmoud=محمود, Karim=كريم, Ahmed=أحمد, Mostafa=مصطفى, Youssef=يوسف, Khaled=خالد, Tarek=طارق, Amr=عمرو, Hossam=حسام, Ibrahim=إبراهيم, Hassan=حسن, Hussein=حسين, Ayman=أيمن, Sherif=شريف, Waleed=وليد, Sameh=سامح, Ramy=رامي, Mina=مينا, Bassem=باسم, Fady=فادي, Adel=عادل, Ashraf=أشرف, Emad=عماد, Magdy=مجدي, Nader=نادر, Wael=وائل, Ziad=زياد',
  ),
} as const;

export const familyNames = pairs(
  'Nasr=نصر, Gaber=جابر, Zaki=زكي, Fawzy=فوزي, Hosny=حسني, Adel=عادل, Tarek=طارق, Samir=سمير, Mansour=منصور, Shaker=شاكر, Abdelrahman=عبد الرحمن, El-Sayed=السيد, Farouk=فاروق, Gamal=جمال, Hegazy=حجازي, Ismail=إسماعيل, Kamel=كامل, Lotfy=لطفي, Maher=ماهر, Naguib=نجيب, Osman=عثمان, Ragab=رجب, Saleh=صالح, Taha=طه, Wahba=وهبة, Youssef=يوسف, Zidan=زيدان, Badawy=بدوي, Darwish=درويش, Eid=عيد, Fahmy=فهمي, Girgis=جرجس, Hafez=حافظ, Morsy=مرسي, Rizk=رزق, Sabry=صبري, Shafik=شفيق, Tawfik=توفيق',
);

export const wardNames = pairs(
  'Internal medicine=الباطنة, General surgery=الجراحة العامة, Cardiology=القلب, Paediatrics=الأطفال, Orthopaedics=العظام, Obstetrics=النساء والتوليد, Intensive care=العناية المركزة, Neurology=المخ والأعصاب, Oncology=الأورام, Nephrology=الكلى, Chest diseases=الصدر, Urology=المسالك البولية',
);

export const specialties = [
  'Internal Medicine',
  'General Surgery',
  'Cardiology',
  'Pediatrics',
  'Orthopedics',
  'Obstetrics and Gynecology',
  'Intensive Care',
  'Neurology',
  'Oncology',
  'Nephrology',
  'Pulmonology',
  'Urology',
] as const;
