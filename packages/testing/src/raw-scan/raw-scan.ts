import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Found {
  readonly word: string;
  readonly form: string;
  readonly file: string;
}

/** Where in the files of a folder these words stand, in any of the forms in which a program could have written them. */
export function scanned(folder: string, words: readonly string[]): readonly Found[] {
  const wanted = words.flatMap((word) => formsOf(word).map(([form, bytes]) => ({ word, form, bytes })));
  return filesIn(folder).flatMap((file) => {
    const content = readFileSync(file);
    return wanted
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ word, form }) => ({ word, form, file: relative(folder, file) }));
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function formsOf(word: string): readonly (readonly [string, Buffer])[] {
  const escaped = JSON.stringify(word)
    .slice(1, -1)
    .replace(/[^ -~]/gu, (letter) =>
      [...Array(letter.length).keys()]
        .map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join(''),
    );
  return [
    ['utf-8', Buffer.from(word)],
    ['utf-16', Buffer.from(word, 'utf16le')],
    ['escaped', Buffer.from(escaped)],
    ['hex', Buffer.from(Buffer.from(word).toString('hex'))],
    ...base64Forms(word),
  ];
}

/** What base64 makes of the word depends on where in its text it stands: three forms, without the letters that the neighbours change. */
function base64Forms(word: string): readonly (readonly [string, Buffer])[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]);
    const whole = Math.floor((bytes.length * 8) / 6);
    return [
      `base64+${before}`,
      Buffer.from(bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole)),
    ] as const;
  });
}
