import {
  Age,
  Ago,
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconBell,
  IconCheck,
  IconUserCheck,
  Keys,
  PersonChip,
  Pill,
  useNow,
  useWords,
} from '../../src/index.ts';
import css from './Proof.module.css';

/** Pills, people, ages and keys. */
export function Signs() {
  const { t } = useWords('proof');
  const nowMs = useNow();
  return (
    <>
      <div className={css.row}>
        <Pill icon={IconAlertOctagonFilled} tone="urgent" solid>
          {t('state.high')}
        </Pill>
        <Pill icon={IconAlertTriangleFilled} tone="attention" solid>
          {t('state.medium')}
        </Pill>
        <Pill icon={IconBell} solid>
          {t('state.low')}
        </Pill>
        <Pill icon={IconUserCheck} tone="present" solid>
          {t('state.there')}
        </Pill>
        <Pill icon={IconUserCheck} tone="accent" solid>
          {t('state.mine')}
        </Pill>
        <Pill icon={IconCheck} tone="quiet">
          {t('state.quiet')}
        </Pill>
        <Pill icon={IconAlertOctagonFilled} tone="urgent">
          {t('state.high')}
        </Pill>
        <Pill icon={IconAlertTriangleFilled} tone="attention">
          {t('state.medium')}
        </Pill>
        <Pill icon={IconUserCheck} tone="present">
          {t('state.there')}
        </Pill>
      </div>
      <div className={css.row}>
        <PersonChip name={t('nurse.name')} shape="round" />
        <PersonChip name={t('doctor.name')} shape="square" />
        <Age sinceMs={nowMs - 252_000} />
        <Ago sinceMs={nowMs - 252_000} />
        <Keys keys="/" />
      </div>
    </>
  );
}
