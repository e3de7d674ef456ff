import { Dialog, TextField, tell, useWords } from '@healthcare/ui';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import { FormEnd } from './FormEnd.tsx';
import type { Station } from './stations.ts';
import { WardChoices } from './WardChoices.tsx';
import css from './Workstations.module.css';

interface PlaceDialogProps {
  readonly of: Station;
  readonly onClose: () => void;
}

/** Another name for a workstation, or other wards: it takes them over as it is, without a new enrolment. */
export function PlaceDialog({ of, onClose }: PlaceDialogProps) {
  const { t } = useWords('workstations');
  const { server } = usePorts();
  const { nameOf } = useNames();
  const prove = useProve();
  const [wrong, setWrong] = useState<string | null>(null);
  const isWard = of.kind === 'ward';
  const place = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get('name') ?? '').trim();
    const wards = isWard ? fields.getAll('ward').map(String) : [];
    if (!name) return setWrong('lacksName');
    if (isWard && wards.length === 0) return setWrong('lacksWard');
    const path = `/api/workstations/${encodeURIComponent(of.id)}`;
    const done = await prove(() => server.ask(path, { method: 'PUT', body: { name, wards }, shape: z.null() }));
    if (!done.ok) return done.code === NOT_PROVEN ? undefined : setWrong(done.code);
    tell({ title: t('place.done', { name }) });
    onClose();
  };
  return (
    <Dialog title={t('place.title', { name: of.name || of.id })} opened onClose={onClose} size="lg">
      <form className={css.dialog} onSubmit={place} noValidate>
        <TextField
          name="name"
          label={t('make.name')}
          description={t('make.nameHint')}
          defaultValue={of.name}
          maxLength={80}
          data-autofocus
        />
        {isWard && <WardChoices now={of.wards ?? []} />}
        {isWard && of.wards === null && <p className={css.quiet}>{t('place.unbound')}</p>}
        {isWard && <p>{t('place.what')}</p>}
        {isWard && of.line && (
          <p className={css.notice}>
            {t('place.signedIn', { name: nameOf(of.line.user), ward: of.line.wardId ?? t('unknown') })}
          </p>
        )}
        <FormEnd wrong={wrong} act={t('place.save')} onClose={onClose} />
      </form>
    </Dialog>
  );
}
