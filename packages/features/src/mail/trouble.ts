/** What kept a mail from leaving, as far as the code of the line or of the mail server tells it: the key of its sentence. */
export type Trouble = 'none' | 'away' | 'slow' | 'login' | 'secure' | 'refused' | 'busy' | 'other';

const byCode: Readonly<Record<string, Trouble>> = {
  ECONNECTION: 'away',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  ESOCKET: 'away',
  EDNS: 'away',
  ETIMEDOUT: 'slow',
  EAUTH: 'login',
  ETLS: 'secure',
};

/** `code`: of Nodemailer's own errors, or the three digits that a mail server answers with (RFC 5321, 4.2.1). */
export function troubleOf(code: string): Trouble {
  if (code === '') return 'none';
  if (code === '530' || code === '534' || code === '535') return 'login';
  if (/^5\d\d$/.test(code)) return 'refused';
  if (/^4\d\d$/.test(code)) return 'busy';
  return byCode[code] ?? 'other';
}
