import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { usePorts } from '../state/index.ts';
import css from './StandingBanners.module.css';

/** Warnings of this workstation that nobody can close, for example that its disk is not encrypted. */
export function StandingBanners() {
  const { t } = useWords('settings');
  const { banners } = usePorts().settings;
  return banners.map((code) => (
    <p key={code} className={css.banner} role="status">
      <IconAlertTriangleFilled size={20} aria-hidden />
      {t(`banner.${code}`, { defaultValue: t('banner.other', { code }) })}
    </p>
  ));
}
