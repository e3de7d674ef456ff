import type { KeptMail } from './mailbox.ts';

/** A plain page that needs no script: a list, and one mail as its text. */
export function mailboxPage(mails: readonly KeptMail[], wanted: unknown): string {
  const shown = mails.find(({ id }) => String(id) === wanted) ?? mails[0];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox of the demo</title></head><body>
<h1>Mailbox of the demo</h1>
<p><strong>For local use only.</strong> No mail server is configured (HEALTHCARE_SMTP_URL), so mails stay on this machine, in memory, and nobody receives them.
Only a browser on this machine is shown this page. A hospital sets HEALTHCARE_SMTP_URL, and this page is gone.</p>
<ol>${mails.map((mail) => `<li><a href="?mail=${mail.id}">${escaped(mail.subject)}</a> to ${escaped(mail.to)}, ${escaped(mail.at)}</li>`).join('\n')}</ol>
${shown ? `<hr><h2>${escaped(shown.subject)}</h2><p>To ${escaped(shown.to)}, ${escaped(shown.at)}</p><pre dir="auto">${linked(escaped(shown.text))}</pre>` : '<p>No mails yet.</p>'}
</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Links of a mail can be followed. Comes after escaping: an address holds none of the signs that end an attribute. */
function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s&<>"']+/g, (url) => `<a href="${url}">${url}</a>`);
}
