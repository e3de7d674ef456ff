import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * One Arabic word for one thing, wherever people read it.
 * Ward: القسم, as on the door and in "رئيسة القسم" of Egyptian hospitals, where people also say "قسم الباطنة". جناح is a private suite
 * there. A department that is no ward (IT) is إدارة, so that nobody looks for it among the wards.
 * A bed that can be given is شاغر, on the board, on paper and in what the server answers.
 * Head nurse: رئيسة التمريض, as the post is called in hospitals whoever holds it; a person who is one is named by their own sex (`select`).
 * The primary station is none of them: it is رئيسية.
 */
const glossary = [
  { thing: 'ward', never: /جناح|أجنح|عنبر|عنابر/ },
  { thing: 'department of IT', never: /قسم تقنية/ },
  { thing: 'free bed', never: /خالٍ|سرير(ًا)? (خالي|فارغ)|الأسر(ّ)?ة (الخالية|الفارغة)/ },
  { thing: 'head nurse', never: /(?<!other \{)رئيس (ال)?تمريض|كبير(ة)? (ال)?ممرض|مشرف(ة)? (ال)?تمريض/ },
] as const;

const packages = join(import.meta.dirname, '../../..');
/** Words of screens, and sentences of refusals, problems and pages that are shown without any. */
const sentences = /words\.ar\.json$|(codes|problem|sentences|banner-sentences|-page)\.ts$/;
const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(
  (file) => sentences.test(file) && !/node_modules|dist/.test(file),
);

test.each(glossary)('one word in Arabic: $thing', ({ never }) => {
  expect(files.length).toBeGreaterThan(30);
  const others = files.flatMap((file) =>
    readFileSync(join(packages, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (never.test(line) ? [`${file}:${at + 1}`] : [])),
  );
  expect(others).toEqual([]);
});
