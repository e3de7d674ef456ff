import {
  IconAlertTriangleFilled,
  IconClockHour4,
  IconDeviceDesktop,
  IconDeviceDesktopOff,
  IconPlugConnected,
  IconPlugConnectedX,
  listed,
  momentOf,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import { useWardPagesQuery } from '../wards/index.ts';
import { wardsRelyingOn } from './primary-stations.ts';
import { isOut, type Station } from './stations.ts';
import css from './Workstations.module.css';

interface StationRowProps {
  readonly of: Station;
  readonly onAct: (what: 'place' | 'revoke') => void;
}

/** One workstation: what it is, how it stands, and what can be done with it from here. */
export function StationRow({ of, onAct }: StationRowProps) {
  const { t, language } = useWords('workstations');
  const at = useMoment();
  const { data: pages = {} } = useWardPagesQuery();
  const reliedOn = wardsRelyingOn(of.id, pages);
  return (
    <tr className={isOut(of) ? css.out : ''}>
      <th scope="row">
        <bdi>{of.name || t('unnamed')}</bdi>
        <span className={`${css.quiet} ltr`}>{of.id}</span>
      </th>
      <td>
        {t(`kind.${of.kind}`)}
        {of.kind === 'ward' && (
          <span className={css.quiet}>
            <bdi>{of.wards === null ? t('everyWard') : of.wards.join(', ')}</bdi>
          </span>
        )}
        {reliedOn.length > 0 && (
          <span className={css.quiet}>{t('primary.isPrimary', { wards: listed(reliedOn, language) })}</span>
        )}
      </td>
      <td>
        <StandingCell of={of} />
      </td>
      <td>
        {of.standing === 'line' ? t('now') : of.contactMs === null ? t('never') : at(of.contactMs)}
        <span className={css.quiet}>{t('version', { version: of.version ?? t('unknown') })}</span>
      </td>
      <td className={of.unsent ? css.unsent : ''}>{of.unsent ?? t('unknown')}</td>
      <td>
        <Acts of={of} onAct={onAct} />
      </td>
    </tr>
  );
}

const pills = {
  line: { tone: 'present', icon: IconPlugConnected },
  heard: { tone: 'plain', icon: IconClockHour4 },
  away: { tone: 'attention', icon: IconPlugConnectedX },
  leaving: { tone: 'attention', icon: IconDeviceDesktop },
  lost: { tone: 'urgent', icon: IconAlertTriangleFilled },
  back: { tone: 'quiet', icon: IconDeviceDesktopOff },
} as const;

function StandingCell({ of }: { readonly of: Station }) {
  const { t } = useWords('workstations');
  const more = useMore(of);
  const { tone, icon } = pills[of.standing];
  return (
    <>
      <Pill tone={tone} icon={icon}>
        {t(`standings.${of.standing}`)}
      </Pill>
      {more.map((line) => (
        <span key={line} className={css.quiet}>
          {line}
        </span>
      ))}
    </>
  );
}

/** Who, since when, and what became of what was there. */
function useMore({ standing, line, contactMs, revokedMs, wiped, hasKey }: Station): readonly string[] {
  const { t } = useWords('workstations');
  const { nameOf, roleNamed } = useNames();
  const at = useMoment();
  if (line) {
    const by = { name: nameOf(line.user), role: roleNamed(line), at: at(line.sinceMs) };
    const who = line.wardId === null ? t('by', by) : t('byInWard', { ...by, ward: line.wardId });
    return hasKey ? [who] : [who, t('noKey')];
  }
  if (standing === 'back' && wiped) {
    const { lost, files = 0 } = wiped;
    const entries = lost === null ? t('lostUnknown') : t('lostCount', { count: lost });
    const parts = [...(lost === 0 ? [] : [entries]), ...(files > 0 ? [t('lostFiles', { count: files })] : [])];
    return [t('since', { at: at(Date.parse(wiped.at)) }), ...parts];
  }
  if (revokedMs !== null) return [t('since', { at: at(revokedMs) })];
  if (standing === 'heard') return [t('nobodySignedIn')];
  return contactMs === null ? [] : [t('since', { at: at(contactMs) })];
}

function Acts({ of, onAct }: StationRowProps) {
  const { t } = useWords('workstations');
  const { replica } = usePorts();
  const name = of.name || of.id;
  const isHere = of.id === replica.workstation;
  if (!of.isEnrolled) return <span className={css.quiet}>{t('notEnrolled')}</span>;
  if (isOut(of)) return null;
  return (
    <div className={css.acts}>
      <Button variant="default" aria-label={t('placeOf', { name })} onClick={() => onAct('place')}>
        {t('place.go')}
      </Button>
      {isHere ? (
        <span className={css.quiet}>{t('here')}</span>
      ) : (
        <Button variant="subtle" color="red" aria-label={t('takeAwayOf', { name })} onClick={() => onAct('revoke')}>
          {t('takeAway')}
        </Button>
      )}
    </div>
  );
}

function useMoment(): (ms: number) => string {
  const { language } = useWords('workstations');
  const nowMs = useNow(60_000);
  return (ms) => momentOf(ms, nowMs, language);
}
