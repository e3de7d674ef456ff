import type { Session } from '@healthcare/protocol';
import { EmptyState, HelpDialog, IconBan, Shell, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { SetUpNotice } from '../../account/index.ts';
import { StandingBanners, StationPart } from '../../settings/index.ts';
import { go, hashOf, useAddress } from '../../state/index.ts';
import { ClockWarning, syncOf, VersionBanner } from '../../sync/index.ts';
import { IdleLock, PinOffer } from '../../unlock/index.ts';
import { useShortcuts } from '../shortcuts.ts';
import { DecisionCounts, LinkState, useLeave, useWho } from '../use-header.tsx';
import { areasFor } from './areas.ts';

/** Somebody at the administrator's desk. Thrown away as a whole when they leave, with everything they had open. */
export function AdminScreen({ session }: { readonly session: Session }) {
  const { t } = useWords('admin');
  const { screen } = useAddress();
  const areas = areasFor(session);
  const here = areas.find(({ id }) => id === screen) ?? areas[0];
  const [helps, setHelps] = useState(false);
  const lock = useLeave();
  const help = useHelp({ open: () => setHelps(true), lock });
  const header = {
    ...useWho(session),
    ward: t('desk'),
    desk: t('hospital'),
    state: <State session={session} />,
    onHelp: () => setHelps(true),
  };
  return (
    <Shell
      areas={areas.map(({ id, icon }) => ({
        id,
        icon,
        word: t(`area.${id}`),
        href: hashOf({ screen: id, call: null }),
      }))}
      here={here?.id ?? ''}
      header={header}
      link={useSelector(syncOf)}
      place="desk"
      strip={
        <>
          <StandingBanners />
          <SetUpNotice here={here?.id ?? ''} />
          <VersionBanner />
          <ClockWarning />
          <PinOffer session={session} />
          <IdleLock session={session} onLock={lock} />
        </>
      }
    >
      {here ? (
        <here.Screen session={session} />
      ) : (
        <EmptyState icon={IconBan} title={t('notYours')} why={t('notYoursWhy')} />
      )}
      <HelpDialog {...help} opened={helps} onClose={() => setHelps(false)} about={<StationPart />} />
    </Shell>
  );
}

function State({ session }: { readonly session: Session }) {
  return (
    <>
      <LinkState />
      <DecisionCounts session={session} />
    </>
  );
}

/** The keys of this desk, and the list of them for the help. */
function useHelp({ open, lock }: { readonly open: () => void; readonly lock: () => void }) {
  const ui = useWords('ui');
  const { t } = useWords('admin');
  useShortcuts({ n: () => go({ screen: 'refusals' }), d: () => go({ screen: 'disputes' }), '?': open, l: lock });
  const shortcuts = [
    { keys: 'N', does: t('keys.refused') },
    { keys: 'D', does: t('keys.disputes') },
    { keys: 'L', does: t('keys.lock') },
    { keys: 'Esc', does: t('keys.close') },
    { keys: '?', does: t('keys.help') },
  ];
  return { title: ui.t('head.help'), shortcuts };
}
