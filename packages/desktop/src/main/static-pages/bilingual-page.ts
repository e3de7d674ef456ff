import type { Language } from '../../api.ts';

/** One language's half of a page. `body` is HTML already. */
export interface PageHalf {
  readonly title: string;
  readonly body: string;
}

/** English and Arabic beside each other: who reads it is not known when the app cannot run. */
export function bilingualPage(halves: Readonly<Record<Language, PageHalf>>): string {
  const half = (language: Language, direction: 'ltr' | 'rtl') =>
    `<section lang="${language}" dir="${direction}"><h1>${escaped(halves[language].title)}</h1>${halves[language].body}</section>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>HealthCare</title>',
    '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/page.css"></head>',
    `<body><main><div class="languages">${half('en', 'ltr')}${half('ar', 'rtl')}</div></main></body></html>`,
  ].join('');
}

export function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? '');
}
