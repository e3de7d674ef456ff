import type { Language } from '@healthcare/protocol';
import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Text } from '@react-email/components';
import { render, toPlainText } from '@react-email/render';
import { createElement as h, type ReactElement } from 'react';
import type { Mail } from '../mail.ts';
import { type LetterKind, sentences, type Wording } from './sentences.ts';

/** What is filled in. `code` and `link` are drawn by themselves; the others stand in sentences. */
export interface About {
  readonly code?: string;
  readonly link?: string;
  readonly minutes?: number;
  readonly hours?: number;
  readonly address?: string;
}

export type HospitalName = Readonly<Record<Language, string>>;

/** Writes a mail in one language, as HTML and as text. */
export async function letter(
  kind: LetterKind,
  about: About,
  { language, hospital }: { readonly language: Language; readonly hospital: HospitalName },
): Promise<Omit<Mail, 'to'>> {
  const words = filled(sentences[kind][language], { ...about, hospital: hospital[language] });
  const html = await render(page(words, about, language, hospital[language]));
  return { subject: words.subject, html, text: toPlainText(html) };
}

const ink = '#16202b';
const quiet = '#4a5866';
const blue = '#2b4a9f';
const font = { fontFamily: "'IBM Plex Sans', 'IBM Plex Sans Arabic', Tahoma, Arial, sans-serif", color: ink } as const;

function page(words: Wording, { code, link }: About, language: Language, hospital: string): ReactElement {
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  const text = (key: string, content: string, style: object = {}) =>
    h(Text, { key, style: { ...font, fontSize: 16, lineHeight: '24px', ...style } }, content);
  return h(
    Html,
    { lang: language, dir },
    h(Head, null),
    h(Preview, null, words.lead),
    h(
      Body,
      { dir, style: { ...font, backgroundColor: '#eceff2', margin: 0, padding: 24 } },
      h(
        Container,
        { style: { backgroundColor: '#ffffff', borderRadius: 8, padding: 32, maxWidth: 520 } },
        text('hospital', hospital, { color: blue, fontWeight: 600, margin: 0 }),
        h(Heading, { as: 'h1', style: { ...font, fontSize: 24, lineHeight: '32px' } }, words.subject),
        text('lead', words.lead),
        // A code is a number: left to right in every language.
        code === undefined
          ? null
          : h(
              Text,
              { dir: 'ltr', style: { ...font, fontSize: 36, letterSpacing: 8, fontWeight: 600, textAlign: 'center' } },
              code,
            ),
        link === undefined || words.button === undefined
          ? null
          : h(
              Button,
              {
                href: link,
                style: { ...font, backgroundColor: blue, color: '#ffffff', padding: '12px 20px', borderRadius: 6 },
              },
              words.button,
            ),
        words.expiry === undefined ? null : text('expiry', words.expiry, { color: quiet }),
        h(Hr, null),
        text('otherwise', words.otherwise, { color: quiet, fontSize: 14 }),
      ),
    ),
  );
}

function filled(words: Wording, about: Readonly<Record<string, unknown>>): Wording {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(about[name] ?? ''));
  return Object.fromEntries(
    Object.entries(words).map(([key, sentence]) => [key, fill(String(sentence))]),
  ) as unknown as Wording;
}
