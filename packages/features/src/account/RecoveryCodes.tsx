import type { FactorsShown } from '@healthcare/protocol';
import {
  ConfirmDialog,
  Dialog,
  DialogActs,
  IconAlertCircle,
  IconTicket,
  momentOf,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Row, Wrong } from './Section.tsx';

/** Below this many it is time for new ones. */
const FEW = 3;

export interface RecoveryRowProps {
  readonly factors: FactorsShown;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** How many recovery codes are left; made anew on demand. */
export function RecoveryRow({ factors: { recovery, totp, passkeys }, onCodes }: RecoveryRowProps) {
  const { t, language } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const nowMs = useNow(60_000);
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const hasFactor = totp !== null || passkeys.length > 0;
  const make = async () => {
    setAsking(false);
    const made = await prove(server.makeRecoveryCodes);
    setWrong(made.ok || made.code === NOT_PROVEN ? null : made.code);
    if (made.ok) onCodes(made.value.recoveryCodes);
  };
  const state = recovery
    ? t('recovery.left', {
        left: recovery.left,
        of: recovery.of,
        at: momentOf(Date.parse(recovery.madeAt), nowMs, language),
      })
    : t('recovery.none');
  return (
    <>
      <Row
        icon={IconTicket}
        title={t('recovery.title')}
        on={recovery !== null && recovery.left > 0}
        state={
          <>
            {state} {recovery && recovery.left < FEW && t('recovery.few')}
          </>
        }
      >
        {hasFactor && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('recovery.make')}
          </Button>
        )}
      </Row>
      <Wrong code={wrong} />
      <ConfirmDialog
        title={t('recovery.makeTitle')}
        what={t('recovery.makeWhat')}
        act={t('recovery.make')}
        opened={asking}
        onClose={() => setAsking(false)}
        onAct={() => void make()}
      />
    </>
  );
}

export interface CodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** Shown once, and left only by the button that says they are kept: a press beside the dialog would lose them. */
export function CodesDialog({ codes, onClose }: CodesDialogProps) {
  const { t } = useWords('account');
  return (
    <Dialog title={t('recovery.dialog')} opened onClose={onClose} size="lg" onlyByButton>
      <KeepCodes codes={codes} onKept={onClose} />
    </Dialog>
  );
}

/** The codes with what to do with them; also where they come at the sign-in. */
export function KeepCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const { t } = useWords('account');
  return (
    <div className={css.form}>
      <p className={css.note}>
        <IconAlertCircle size={20} aria-hidden />
        <span>{t('recovery.what')}</span>
      </p>
      <ul className={css.codes} data-print>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <DialogActs>
        <Button variant="default" onClick={() => print()}>
          {t('recovery.print')}
        </Button>
        <Button onClick={onKept} data-autofocus>
          {t('recovery.done')}
        </Button>
      </DialogActs>
    </div>
  );
}
