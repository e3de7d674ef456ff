import type { FactorBound, FactorsShown, TotpOffer } from '@healthcare/protocol';
import {
  CodeField,
  ConfirmDialog,
  Dialog,
  DialogActs,
  IconDeviceMobile,
  momentOf,
  tell,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Answered, usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { NOT_PROVEN, useProve } from './proof.ts';
import { QrCode } from './QrCode.tsx';
import { Row, useAccountSentence, Wrong } from './Section.tsx';

export interface FactorRowProps {
  readonly factors: FactorsShown;
  /** Something is set up: its recovery codes, where they came with it. */
  readonly onBound: (bound: FactorBound) => void;
  readonly onRemoved: () => void;
}

/** The authenticator app: set up by a QR code that is shown once, confirmed by its first code. */
export function AuthenticatorRow({ factors: { totp }, onBound, onRemoved }: FactorRowProps) {
  const { t, language } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const nowMs = useNow(60_000);
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [removing, setRemoving] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const settle = <Value,>(answer: Answered<Value>, then: (value: Value) => void) => {
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (answer.ok) then(answer.value);
  };
  const remove = async () => {
    setRemoving(false);
    settle(await prove(server.removeTotp), () => {
      tell({ title: t('totp.removed') });
      onRemoved();
    });
  };
  return (
    <>
      <Row
        icon={IconDeviceMobile}
        title={t('totp.title')}
        on={totp !== null}
        state={totp === null ? t('totp.off') : t('totp.on', { at: momentOf(Date.parse(totp), nowMs, language) })}
      >
        <Button
          variant={totp === null ? 'filled' : 'default'}
          onClick={async () => settle(await prove(server.offerTotp), setOffer)}
        >
          {t(totp === null ? 'totp.set' : 'totp.renew')}
        </Button>
        {totp !== null && (
          <Button variant="subtle" onClick={() => setRemoving(true)}>
            {t('totp.remove')}
          </Button>
        )}
      </Row>
      <Wrong code={wrong} />
      {offer && (
        <SetUpDialog
          offer={offer}
          confirm={(code) => prove(() => server.bindTotp(code))}
          onClose={() => setOffer(null)}
          onBound={(bound) => {
            setOffer(null);
            tell({ title: t('totp.bound') });
            onBound(bound);
          }}
        />
      )}
      <ConfirmDialog
        title={t('totp.removeTitle')}
        what={t('totp.removeWhat')}
        act={t('totp.remove')}
        tone="harm"
        opened={removing}
        onClose={() => setRemoving(false)}
        onAct={() => void remove()}
      />
    </>
  );
}

interface SetUpDialogProps {
  readonly offer: TotpOffer;
  readonly confirm: (code: string) => Promise<Answered<FactorBound>>;
  readonly onClose: () => void;
  readonly onBound: (bound: FactorBound) => void;
}

function SetUpDialog({ offer, confirm, onClose, onBound }: SetUpDialogProps) {
  const { t } = useWords('account');
  return (
    <Dialog title={t('totp.dialog')} opened onClose={onClose} size="lg">
      <SetUpTotp offer={offer} confirm={confirm} onBound={onBound} onCancel={onClose} />
    </Dialog>
  );
}

export interface SetUpTotpProps<Bound extends FactorBound> {
  readonly offer: TotpOffer;
  readonly confirm: (code: string) => Promise<Answered<Bound>>;
  readonly onBound: (bound: Bound) => void;
  readonly onCancel: () => void;
}

/** The QR code, the same as text, and the field for the first code; also where somebody is led to it at sign-in. */
export function SetUpTotp<Bound extends FactorBound>({
  offer: { secret, uri },
  confirm,
  onBound,
  onCancel,
}: SetUpTotpProps<Bound>) {
  const { t } = useWords('account');
  const ui = useWords('ui');
  const sentence = useAccountSentence();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (code.trim().length < 6) return setWrong(t('totp.incomplete'));
    setWaiting(true);
    const answer = await confirm(code);
    setWaiting(false);
    if (answer.ok) return onBound(answer.value);
    if (answer.code === NOT_PROVEN) return setWrong(null);
    setWrong(answer.code === 'factor/wrong-code' ? t('totp.codeWrong') : sentence(answer.code));
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <div className={css.scan}>
        <QrCode text={uri} label={t('totp.qr')} />
        <div className={css.form}>
          <p>{t('totp.scan')}</p>
          <div>
            <p className={css.sub}>{t('totp.type')}</p>
            <p className={`${css.key} ltr`}>
              <code>{secret.replace(/(.{4})(?!$)/g, '$1 ')}</code>
            </p>
          </div>
        </div>
      </div>
      <CodeField
        label={t('totp.code')}
        value={code}
        wrong={wrong}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        data-autofocus
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <DialogActs>
        <Button variant="default" onClick={onCancel}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit" loading={waiting}>
          {t('totp.confirm')}
        </Button>
      </DialogActs>
    </form>
  );
}
