import type { PasskeyShown } from '@healthcare/protocol';
import {
  ConfirmDialog,
  Dialog,
  IconFingerprint,
  IconKey,
  momentOf,
  TextField,
  tell,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { madeHere, passkeysWorkHere } from '../passkeys/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import type { FactorRowProps } from './Authenticator.tsx';
import { accountServer } from './account-server.ts';
import { FormEnd } from './FormEnd.tsx';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Row, Wrong } from './Section.tsx';
import { useFormAct } from './use-form-act.ts';

/** Security keys and fingerprints: added where the browser has them, removed anywhere. */
export function PasskeyRows({ factors: { passkeys, passkeySite }, onBound, onRemoved }: FactorRowProps) {
  const { t } = useWords('account');
  const [adding, setAdding] = useState(false);
  const here = passkeysWorkHere(passkeySite);
  return (
    <>
      <Row
        icon={IconFingerprint}
        title={t('passkeys.title')}
        state={here ? t('passkeys.none') : t('passkeys.notHere')}
        on={passkeys.length > 0}
      >
        {here && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('passkeys.add')}
          </Button>
        )}
      </Row>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onRemoved={onRemoved} />
      ))}
      {adding && (
        <AddDialog
          onClose={() => setAdding(false)}
          onBound={(bound) => {
            setAdding(false);
            tell({ title: t('passkeys.bound') });
            onBound(bound);
          }}
        />
      )}
    </>
  );
}

function PasskeyRow({ passkey, onRemoved }: { readonly passkey: PasskeyShown; readonly onRemoved: () => void }) {
  const { t, language } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const nowMs = useNow(60_000);
  const [removing, setRemoving] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { id, name, madeAt, lastUsedAt } = passkey;
  const at = momentOf(Date.parse(madeAt), nowMs, language);
  const remove = async () => {
    setRemoving(false);
    const answer = await prove(() => server.removePasskey(id));
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (!answer.ok) return;
    tell({ title: t('passkeys.removed') });
    onRemoved();
  };
  return (
    <>
      <Row
        icon={IconKey}
        on
        title={<bdi>{name}</bdi>}
        state={
          lastUsedAt === undefined
            ? t('passkeys.one', { at })
            : t('passkeys.used', { at, used: momentOf(Date.parse(lastUsedAt), nowMs, language) })
        }
      >
        <Button variant="subtle" onClick={() => setRemoving(true)} aria-label={t('passkeys.removeOf', { name })}>
          {t('passkeys.remove')}
        </Button>
      </Row>
      <Wrong code={wrong} />
      <ConfirmDialog
        title={t('passkeys.removeTitle', { name })}
        what={t('passkeys.removeWhat')}
        act={t('passkeys.remove')}
        tone="harm"
        opened={removing}
        onClose={() => setRemoving(false)}
        onAct={() => void remove()}
      />
    </>
  );
}

/** Names it first: the browser's own dialog comes after, and takes the screen. */
function AddDialog({ onClose, onBound }: { readonly onClose: () => void } & Pick<FactorRowProps, 'onBound'>) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [name, setName] = useState('');
  const [nameless, setNameless] = useState(false);
  const form = useFormAct({
    lacks() {
      const isNamed = name.trim().length > 0 && name.trim().length <= 40;
      setNameless(!isNamed);
      return !isNamed;
    },
    async act() {
      const options = await prove(server.passkeyOptions);
      if (!options.ok) return options;
      const made = await madeHere(options.value);
      if (!made) return { ok: false, code: 'factor/passkey-not-made' } as const;
      return prove(() => server.bindPasskey(name.trim(), made));
    },
    onDone: onBound,
  });
  return (
    <Dialog title={t('passkeys.dialog')} opened onClose={onClose}>
      <form className={css.form} onSubmit={form.submit} noValidate>
        <TextField
          label={t('passkeys.name')}
          description={t('passkeys.nameWhy')}
          value={name}
          wrong={nameless ? t('passkeys.nameWrong') : null}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormEnd {...form} act={t('passkeys.go')} onClose={onClose} />
      </form>
    </Dialog>
  );
}
