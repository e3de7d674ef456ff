import type { Language } from '../../api.ts';
import type { SettingProblem } from '../configuration/problem.ts';
import { bilingualPage, escaped, type PageHalf } from './bilingual-page.ts';
import { settingSentences } from './setting-sentences.ts';

const words: Readonly<Record<Language, { readonly title: string; readonly intro: string; readonly file: string }>> = {
  en: {
    title: 'This workstation is not set up correctly',
    intro: 'It cannot start until these settings are corrected. Call the hospital’s IT; then start the program again.',
    file: 'The whole file',
  },
  ar: {
    title: 'محطة العمل هذه غير معدّة بشكل صحيح',
    intro: 'لا يمكن تشغيلها قبل تصحيح هذه الإعدادات. اتصل بإدارة تقنية المعلومات، ثم شغّل البرنامج من جديد.',
    file: 'الملف كله',
  },
};

/** Names every wrong setting, what is wrong with it, and where it stands. */
export function settingsPage(problems: readonly SettingProblem[]): string {
  return bilingualPage({ en: half('en', problems), ar: half('ar', problems) });
}

function half(language: Language, problems: readonly SettingProblem[]): PageHalf {
  const { title, intro, file } = words[language];
  const listed = problems.map((problem) => {
    const name = problem.field ? `<code>${escaped(problem.field)}</code>` : escaped(file);
    const allowed = `<code>${escaped(problem.allowed ?? '—')}</code>`; // a code keeps ≥ from turning round in Arabic
    const sentence = escaped(settingSentences[problem.code][language]).replace('{allowed}', allowed);
    return `<dt>${name}</dt><dd>${sentence}</dd><dd class="source"><code>${escaped(problem.source)}</code></dd>`;
  });
  return { title, body: `<p>${escaped(intro)}</p><dl>${listed.join('')}</dl>` };
}
