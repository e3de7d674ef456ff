import { type ReactNode, useState } from 'react';
import {
  type Area,
  CountBadge,
  HelpDialog,
  type Icon,
  IconAlertCircle,
  IconArrowsSplit2,
  IconBed,
  IconBell,
  IconClipboardX,
  IconHeartbeat,
  IconHistory,
  IconPencil,
  IconPrinter,
  IconStethoscope,
  Shell,
  SyncState,
  useNow,
  useWords,
} from '../../src/index.ts';
import { linkAsked } from '../asked.ts';

const icons = {
  board: IconBed,
  calls: IconBell,
  patients: IconHeartbeat,
  handover: IconPencil,
  pharmacy: IconClipboardX,
  chat: IconStethoscope,
  records: IconHistory,
  settings: IconPrinter,
} as const satisfies Record<string, Icon>;

/** The shell at its fullest: eight areas, two counts, a long ward name. */
export function ProofShell({ children }: { readonly children: ReactNode }) {
  const { t } = useWords('proof');
  const [help, setHelp] = useState(false);
  const link = linkAsked(useNow());
  const areas: readonly Area[] = Object.entries(icons).map(([id, icon]) => ({
    id,
    icon,
    word: t(`area.${id}`),
    href: `#${id}`,
  }));
  return (
    <>
      <Shell
        areas={areas}
        here="calls"
        link={link}
        strip={null}
        header={{
          ward: t('ward'),
          desk: t('desk'),
          person: { name: t('nurse.name'), role: t('nurse.role'), shape: 'round' },
          state: <HeaderState />,
          onHelp: () => setHelp(true),
          onSwitchUser: () => location.assign('?page=entry'),
        }}
      >
        {children}
      </Shell>
      <HelpDialog
        title={t('help')}
        shortcuts={[
          { keys: '/', does: t('shortcut.search') },
          { keys: 'R', does: t('shortcut.raise') },
          { keys: '?', does: t('shortcut.help') },
        ]}
        opened={help}
        onClose={() => setHelp(false)}
      />
    </>
  );
}

function HeaderState() {
  const { t } = useWords('proof');
  const link = linkAsked(useNow());
  return (
    <>
      <SyncState facts={link} onOpen={() => location.assign('#refusals')} />
      <CountBadge icon={IconArrowsSplit2} word={t('disputes', { count: 1 })} href="#disputes" />
      {link.refused > 0 && (
        <CountBadge icon={IconAlertCircle} word={t('refusals', { count: link.refused })} href="#refusals" />
      )}
    </>
  );
}
