import { IconLanguage, IconMoon, IconSun } from '../kit/icons.ts';
import { speak } from '../language/speaking.ts';
import { useWords } from '../language/use-words.ts';
import { chooseScheme, useScheme } from '../theme/scheme.ts';
import css from './Shell.module.css';

/** The other language, named in itself, and day or night. */
export function LanguageTools() {
  const { t, language } = useWords('ui');
  const scheme = useScheme();
  const otherLanguage = language === 'en' ? 'ar' : 'en';
  const otherScheme = scheme === 'light' ? 'dark' : 'light';
  const SchemeIcon = scheme === 'light' ? IconMoon : IconSun;
  return (
    <span className={css.tools}>
      <button type="button" className={css.tool} lang={otherLanguage} onClick={() => speak(otherLanguage)}>
        <IconLanguage size={20} aria-hidden />
        {t('head.language')}
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={t(`head.${otherScheme}`)}
        onClick={() => chooseScheme(otherScheme)}
      >
        <SchemeIcon size={20} aria-hidden />
      </button>
    </span>
  );
}
