import type { Session } from '@healthcare/protocol';
import { EmptyState, IconAlertCircle, IconLockOpen, IconShieldLock, Skeleton, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProofGate } from '../account/index.ts';
import css from './Access.module.css';
import { EmergencyDialog } from './EmergencyDialog.tsx';
import { useFileHeldQuery } from './emergencies-api.ts';
import { useFileAccess } from './use-file-access.ts';
import { useFileOpened } from './use-file-opened.ts';

export interface FileGateProps {
  readonly session: Session;
  readonly patientId: string;
  /** The file itself: shown, and put down as opened, only to who may look into it. */
  readonly children: ReactNode;
  /** What is shown where the workstation does not hold the file, beside the way to ask for it. */
  readonly missing?: ReactNode;
}

/** Stands around every screen of one patient's file: whose it is not may ask for it in an emergency (`emergencies.spec.md`). */
export function FileGate({ session, patientId, children, missing }: FileGateProps) {
  const access = useFileAccess(session, patientId);
  if (!access) return <Skeleton />;
  if (access.is === 'theirs') return <Opened patientId={patientId}>{children}</Opened>;
  if (access.is === 'emergency')
    return (
      <Opened patientId={patientId} emergency={access.access.id}>
        {children}
      </Opened>
    );
  return (
    <ProofGate>
      {access.is === 'notHere' && missing}
      <Door
        session={session}
        patientId={patientId}
        isHeld={access.is === 'closed'}
        mayAsk={access.mayAsk}
        isAsked={access.access !== undefined}
        isSaid={access.is === 'notHere' && missing !== undefined}
      />
    </ProofGate>
  );
}

function Opened(props: { readonly patientId: string; readonly emergency?: string; readonly children: ReactNode }) {
  const { t } = useWords('access');
  const kept = useFileOpened(props.patientId, props.emergency);
  return (
    <>
      {kept === 'unkept' && (
        <p className={css.wrong} role="alert">
          <IconAlertCircle size={20} aria-hidden />
          <span>{t('unkept')}</span>
        </p>
      )}
      {props.children}
    </>
  );
}

interface DoorProps {
  readonly session: Session;
  readonly patientId: string;
  readonly isHeld: boolean;
  readonly mayAsk: boolean;
  /** An access is under way; the banner says how it stands. */
  readonly isAsked: boolean;
  /** That the file is not here is said already. */
  readonly isSaid: boolean;
}

function Door({ session, patientId, isHeld, mayAsk, isAsked, isSaid }: DoorProps) {
  const { t, language } = useWords('access');
  const [asks, setAsks] = useState(false);
  const { data: file } = useFileHeldQuery(patientId);
  const name = file ? `${file.given[language]} ${file.family[language]}`.trim() : null;
  const why = isAsked ? 'door.asked' : mayAsk ? (isHeld ? 'door.closedWhy' : 'door.notHereWhy') : 'door.notYoursWhy';
  const way = (
    <>
      {mayAsk && !isAsked && (
        <Button color="red" leftSection={<IconLockOpen size={20} aria-hidden />} onClick={() => setAsks(true)}>
          {t('ask.open')}
        </Button>
      )}
      {asks && (
        <EmergencyDialog
          session={session}
          patientId={patientId}
          name={name}
          isHeld={isHeld}
          onClose={() => setAsks(false)}
          onDone={({ is }) => {
            setAsks(false);
            tell({ title: t(is === 'kept' ? 'done.kept' : 'done.open') });
          }}
        />
      )}
    </>
  );
  if (isSaid) return <div className={css.way}>{way}</div>;
  return (
    <EmptyState icon={IconShieldLock} title={t(isHeld ? 'door.closed' : 'door.notHere')} why={t(why)}>
      {way}
    </EmptyState>
  );
}
