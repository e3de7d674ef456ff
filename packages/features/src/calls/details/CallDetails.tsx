import type { Session } from '@healthcare/protocol';
import { EmptyState, IconBell, Skeleton, useWords } from '@healthcare/ui';
import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { personOf } from '../../session/index.ts';
import { go, useAddress } from '../../state/index.ts';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { useCallQuery } from '../calls-api.ts';
import { DeliveryLine } from '../DeliveryLine.tsx';
import { type Asking, CallActs, type CallActsProps } from './CallActs.tsx';
import css from './CallDetails.module.css';
import { CallFactList } from './CallFactList.tsx';
import { Disputes } from './Disputes.tsx';
import { Story } from './Story.tsx';

/** One call in full, over whatever screen is open: facts, acts, disagreements, and everything that was done to it. */
export function CallDetails({ session }: { readonly session: Session }) {
  const { t } = useWords('ui');
  const { call: id } = useAddress();
  const words = useCallWords();
  const [asking, onAsk] = useState<Asking | null>(null);
  return (
    <Drawer
      opened={id !== null}
      onClose={() => go({ call: null })}
      position="right"
      size={560}
      // Escape closes what lies on top, one at a time.
      closeOnEscape={asking === null}
      // The board behind stays readable: a call may come while somebody reads another.
      overlayProps={{ backgroundOpacity: 0.15 }}
      title={words.t('details.title')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {id !== null && <Details key={id} id={id} session={session} asking={asking} onAsk={onAsk} />}
    </Drawer>
  );
}

type Asks = Pick<CallActsProps, 'asking' | 'onAsk'>;

function Details({ id, session, ...asks }: { readonly id: string; readonly session: Session } & Asks) {
  const { t } = useCallWords();
  const { data: call } = useCallQuery(id);
  if (call === undefined) return <Skeleton />;
  if (call === null) return <EmptyState icon={IconBell} title={t('details.gone')} why={t('details.goneWhy')} />;
  return <Held call={call} session={session} {...asks} />;
}

function Held({ call, session, ...asks }: { readonly call: Call; readonly session: Session } & Asks) {
  const person = personOf(session);
  return (
    <div className={css.details}>
      <CallFactList call={call} />
      <DeliveryLine call={call} />
      <Disputes call={call} person={person} />
      <CallActs call={call} person={person} session={session} {...asks} />
      <Story call={call} />
    </div>
  );
}
