import { BedBoard, type BedBoardProps } from './board/BedBoard.tsx';
import { PastStaysScreen } from './history/PastStaysScreen.tsx';
import { HospitalView } from './hospital/HospitalView.tsx';
import { RoomPage } from './room/RoomPage.tsx';

/** Is this address one of the screens of rooms and beds? */
export function isBedsScreen(screen: string): boolean {
  const [area = ''] = screen.split('/', 1);
  return areas.has(area);
}

const areas: ReadonlySet<string> = new Set(['beds', 'hospital', 'stays', 'room']);

/** The hospital, the ward, a room: one zooms in and out by address, so that Back leads where one was. */
export function BedsArea({ screen, session, onCall }: BedBoardProps & { readonly screen: string }) {
  const [area, roomId = ''] = screen.split('/');
  if (area === 'hospital') return <HospitalView session={session} />;
  if (area === 'room') return <RoomPage key={roomId} session={session} roomId={roomId} />;
  if (area === 'stays') return <PastStaysScreen />;
  return <BedBoard session={session} onCall={onCall} />;
}
