import type { Session } from '@healthcare/protocol';
import {
  type Area,
  HelpDialog,
  IconArrowsSplit2,
  IconBed,
  IconBellRinging,
  IconChartBar,
  IconClipboardCheck,
  IconClipboardX,
  IconLockOpen,
  IconPrinter,
  IconUserCircle,
  IconUsers,
  Shell,
  useWords,
} from '@healthcare/ui';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { EmergencyBanner, EmergencyScreen } from '../access/index.ts';
import { AccountScreen, SetUpNotice } from '../account/index.ts';
import { BedsArea, type CallPlace, isBedsScreen } from '../beds/index.ts';
import {
  CallBoard,
  CallDetails,
  CallStrip,
  isBoardView,
  mayRaise,
  newDraft,
  RaiseCall,
  raiseBegun,
  raiseChanged,
  raiseDraftOf,
} from '../calls/index.ts';
import { DisputeList } from '../disputes/index.ts';
import { DowntimeScreen } from '../downtime/index.ts';
import { HandoverScreen } from '../handover/index.ts';
import { LeadScreen, mayLead } from '../lead/index.ts';
import { PatientsScreen } from '../patient-file/index.ts';
import { RefusalList } from '../refusals/index.ts';
import { SearchDialog } from '../search/index.ts';
import { personOf } from '../session/index.ts';
import { StandingBanners, StationPart } from '../settings/index.ts';
import { go, hashOf, useAddress, usePorts } from '../state/index.ts';
import { ClockWarning, syncOf, VersionBanner } from '../sync/index.ts';
import { IdleLock, PinOffer } from '../unlock/index.ts';
import { DemoPrimary, PrimaryFaultLine } from '../wards/index.ts';
import { useHeader, useLeave } from './use-header.tsx';
import { useWardShortcuts } from './use-ward-shortcuts.ts';

type Over = 'raise' | 'help' | 'search' | null;

/** A person at a ward terminal. Thrown away as a whole when they leave, with everything they had open. */
export function WardScreen({ session }: { readonly session: Session }) {
  const { screen } = useAddress();
  const person = personOf(session);
  const link = useSelector(syncOf);
  const [over, setOver] = useState<Over>(null);
  const raise = useRaiseOpener(session, () => setOver('raise'));
  const lock = useLeave();
  const header = useHeader(session, () => setOver('help'));
  const shortcuts = useWardShortcuts({
    r: () => raise?.(),
    '?': () => setOver('help'),
    '/': () => setOver('search'),
    b: () => go({ screen: 'beds' }),
    p: () => go({ screen: 'patients' }),
    c: () => go({ screen: 'calls' }),
    h: () => go({ screen: 'handover' }),
    l: lock,
  });
  const here = areaOf(screen);
  const close = () => setOver(null);
  return (
    <Shell
      areas={useAreas(session)}
      here={here}
      header={header}
      link={link}
      strip={
        <>
          <StandingBanners />
          <DemoPrimary session={session} />
          <PrimaryFaultLine wardId={session.wardId} session={session} />
          <SetUpNotice here={here} />
          <EmergencyBanner session={session} />
          <VersionBanner />
          <ClockWarning />
          <PinOffer session={session} />
          <IdleLock session={session} onLock={lock} />
          {here !== 'calls' && <CallStrip person={person} />}
        </>
      }
    >
      {here === 'calls' && <CallBoard session={session} onRaise={() => raise?.()} />}
      {here === 'beds' && <BedsArea screen={screen} session={session} onCall={raise} />}
      {here === 'patients' && <PatientsScreen session={session} />}
      {here === 'handover' && <HandoverScreen session={session} />}
      {here === 'lead' && <LeadScreen session={session} />}
      {here === 'downtime' && <DowntimeScreen session={session} />}
      {here === 'disputes' && <DisputeList session={session} />}
      {here === 'refusals' && <RefusalList session={session} />}
      {here === 'emergency' && <EmergencyScreen session={session} />}
      {here === 'account' && <AccountScreen session={session} />}
      <CallDetails session={session} />
      <RaiseCall session={session} opened={over === 'raise'} onClose={close} />
      <SearchDialog session={session} opened={over === 'search'} onClose={close} />
      <HelpDialog {...shortcuts} opened={over === 'help'} onClose={close} about={<StationPart />} />
    </Shell>
  );
}

const lists: ReadonlySet<string> = new Set([
  'patients',
  'handover',
  'lead',
  'downtime',
  'disputes',
  'refusals',
  'emergency',
  'account',
]);

/** Which entry of the rail a screen belongs to; what is unknown leads to the calls. */
function areaOf(screen: string): string {
  const area = screen.split('/')[0] ?? screen;
  if (isBedsScreen(screen)) return 'beds';
  return isBoardView(screen) || !lists.has(area) ? 'calls' : area;
}

function useAreas(session: Session): readonly Area[] {
  const calls = useWords('calls');
  const beds = useWords('beds');
  const file = useWords('file');
  const handover = useWords('handover');
  const lead = useWords('lead');
  const downtime = useWords('downtime');
  const disputes = useWords('disputes');
  const refusals = useWords('refusals');
  const account = useWords('account');
  const access = useWords('access');
  const at = (screen: string) => hashOf({ screen, call: null });
  return [
    { id: 'calls', word: calls.t('title'), icon: IconBellRinging, href: at('calls') },
    { id: 'beds', word: beds.t('title'), icon: IconBed, href: at('beds') },
    { id: 'patients', word: file.t('list.title'), icon: IconUsers, href: at('patients') },
    { id: 'handover', word: handover.t('nav'), icon: IconClipboardCheck, href: at('handover') },
    ...(mayLead(session) ? [{ id: 'lead', word: lead.t('nav'), icon: IconChartBar, href: at('lead') }] : []),
    { id: 'downtime', word: downtime.t('nav'), icon: IconPrinter, href: at('downtime') },
    { id: 'disputes', word: disputes.t('nav'), icon: IconArrowsSplit2, href: at('disputes') },
    { id: 'refusals', word: refusals.t('nav'), icon: IconClipboardX, href: at('refusals') },
    { id: 'emergency', word: access.t('nav'), icon: IconLockOpen, href: at('emergency') },
    { id: 'account', word: account.t('nav'), icon: IconUserCircle, href: at('account') },
  ];
}

/** Begins a draft unless one is kept, at a bed where one is named; undefined for who may not raise. */
function useRaiseOpener(session: Session, open: () => void): ((place?: CallPlace) => void) | undefined {
  const { newId } = usePorts();
  const dispatch = useDispatch();
  const draft = useSelector(raiseDraftOf);
  if (session.wardId === null || !mayRaise(personOf(session), session.wardId)) return undefined;
  return (place) => {
    if (!draft) dispatch(raiseBegun({ ...newDraft(newId), ...place }));
    else if (place) dispatch(raiseChanged(place));
    open();
  };
}
