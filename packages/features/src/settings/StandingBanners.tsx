import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { usePorts } from '../state/index.ts';
import css from './StandingBanners.module.css';

/** Warnings of this workstation that nobody can close, for example that its disk is nearly full. */
export function StandingBanners() {
  const { language } = useWords('ui');
  return usePorts().settings.banners.map((sentence) => (
    <p key={sentence.en} className={css.banner} role="status">
      <IconAlertTriangleFilled size={20} aria-hidden />
      {sentence[language]}
    </p>
  ));
}
