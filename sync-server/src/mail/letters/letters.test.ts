import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { letter } from './letter.ts';
import { type LetterKind, sentences, type Wording } from './sentences.ts';

const sources = join(import.meta.dirname, '../..');
const kinds = Object.keys(sentences) as LetterKind[];

test('U8 every letter that there are words for is sent by something the server does', () => {
  const program = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('sentences.ts'))
    .map((name) => readFileSync(join(sources, name), 'utf8'))
    .join('\n');
  expect(kinds.filter((kind) => !program.includes(`'${kind}'`))).toEqual([]);
});

test.each(kinds.flatMap((kind) => (['en', 'ar'] as const).map((language) => [kind, language] as const)))(
  'the letter %s in %s is filled in, as HTML and as text, and names the hospital',
  async (kind, language) => {
    const about = {
      ...{ code: '482915', link: 'https://hospital.example/#/password?link=x', minutes: 10, hours: 72 },
      address: 'next@hospital.example',
    };
    const hospital = { en: 'Nile Hospital', ar: 'مستشفى النيل' };
    const { subject, html, text } = await letter(kind, about, { language, hospital });
    expect(subject).toContain(hospital[language]);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\w+\}|undefined/);
    const { button, expiry } = sentences[kind][language] as Wording;
    const opens = kind.endsWith('-code') || button !== undefined;
    expect(/\{(minutes|hours)\}/.test(expiry ?? ''), 'what opens something says until when').toBe(opens);
    if (opens) for (const part of [html, text]) expect(part).toMatch(/\b(10|72)\b/);
    expect(text).toContain(sentences[kind][language].lead.split('{')[0]?.slice(0, 12));
    expect(html).toContain(language === 'ar' ? 'dir="rtl"' : 'dir="ltr"');
  },
);
