/** NIST SP 800-63B-4, 3.1.1.2: length and what is guessed first count, composition does not. */
const SHORTEST = 8;
const LONGEST = 128;

/** What is wrong with a password: too short or long, among the first that are guessed, or made of the person's own data. */
export type PasswordFault = 'password/too-short' | 'password/too-long' | 'password/common' | 'password/own-data';

/** `own`: what anybody would try for this person (logins, addresses); of four characters and more. Undefined when nothing is wrong. */
export function passwordFault(password: string, own: readonly string[]): PasswordFault | undefined {
  const text = password.normalize('NFC');
  const length = [...text].length;
  if (length < SHORTEST) return 'password/too-short';
  if (length > LONGEST) return 'password/too-long';
  const bare = lettersOf(text);
  if (own.map(lettersOf).some((part) => part.length > 3 && bare.includes(part))) return 'password/own-data';
  return isGuessedFirst(bare) ? 'password/common' : undefined;
}

function isGuessedFirst(bare: string): boolean {
  if (new Set(bare).size < 3 || isRun(bare) || isRepeated(bare)) return true;
  // "Password2026!", "1234hospital": a word that is tried first, dressed up with digits and signs.
  const word = bare.replace(/^\p{N}+|\p{N}+$/gu, '');
  return word === '' ? isDate(bare) || bare.length < 10 : guessedFirst.has(word) || guessedFirst.has(unleeted(word));
}

/** Letters and digits alone, in one spelling. */
function lettersOf(text: string): string {
  return plainForm(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function plainForm(text: string): string {
  const latin = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return latin.replaceAll('@', 'a').replaceAll('$', 's');
}

/** `p@ssw0rd` is `password`; signs are gone by now. */
function unleeted(word: string): string {
  const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };
  return word.replace(/[0134578]/g, (digit) => letters[digit] ?? digit);
}

/** `12345678`, `qwertyuiop`, backwards too. */
function isRun(text: string): boolean {
  return rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));
}

/** `abcabcabc`, `12121212`. */
function isRepeated(text: string): boolean {
  return /^(.{1,5})\1+$/u.test(text);
}

/** A day or a phone number is found in any directory: eight digits that read as a date. */
function isDate(digits: string): boolean {
  return /^((19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])|([0-2]\d|3[01])(0[1-9]|1[0-2])(19|20)\d{2})$/.test(digits);
}

const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلاىةوزظ',
] as const;

/** The words that stand first in every published list of leaked passwords, and those of a hospital and its country. */
const guessedFirst: ReadonlySet<string> = new Set(
  `password passwort passw0rd pass passpass mypassword newpassword thepassword secret topsecret letmein welcome welcomeback
  admin administrator root superuser user guest test testing tester default changeme change login master access hello helloworld
  iloveyou loveyou lovely love princess prince sunshine moonlight flower butterfly rainbow angel angels blessed jesus christ
  football soccer baseball basketball hockey liverpool chelsea arsenal manchester barcelona realmadrid juventus alahly ahly zamalek
  dragon monkey tiger lion shadow superman batman spiderman pokemon starwars matrix ninja hunter ranger killer warrior mustang
  ferrari porsche mercedes toyota samsung google facebook computer internet windows microsoft apple iphone android linkedin twitter
  michael jennifer jordan jessica ashley daniel andrew joshua matthew nicole hannah charlie thomas robert george william anthony
  mohamed mohammed muhammad ahmed mahmoud mostafa mustafa ibrahim youssef yousef hassan hussein omar ali khaled karim fatma fatima
  mariam maryam sara sarah nour noor salma aya menna habibi habibti bismillah alhamdulillah allahakbar mashallah inshallah
  egypt cairo alexandria masr misr pharaoh pyramid pyramids
  hospital healthcare health clinic doctor nurse nursing pharmacy pharmacist medicine medical patient ward emergency surgery
  summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july august
  september october november december whatever nothing trustno freedom forever friends family mother father sister brother
  qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm abcabc abcd abcdef abcdefgh aaaaaa qazwsx qweasd qweasdzxc
  كلمةالمرور كلمةالسر مستشفى مصر القاهرة محمد احمد أحمد الله بسمالله الحمدلله حبيبي حبيبتي الاهلي الأهلي الزمالك مرحبا`.split(
    /\s+/,
  ),
);
