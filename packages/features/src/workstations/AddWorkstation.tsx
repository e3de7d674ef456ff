import { EnrolmentCodeMade, type MakeEnrolmentCode } from '@healthcare/protocol';
import { Dialog, DialogActs, momentOf, TextField, useNow, useWords } from '@healthcare/ui';
import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { NOT_PROVEN, useProve } from '../account/index.ts';
import { usePorts } from '../state/index.ts';
import { FormEnd } from './FormEnd.tsx';
import { WardChoices } from './WardChoices.tsx';
import css from './Workstations.module.css';

const kinds = ['ward', 'pharmacy', 'admin'] as const;
const hours = { hoursOne: 1, hoursDay: 24, hoursWeek: 168, hoursTwo: 336 } as const;

/** Makes a code for a computer, or for a rollout, and shows it once. */
export function AddWorkstation({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords('workstations');
  const [made, setMade] = useState<EnrolmentCodeMade | null>(null);
  return made ? (
    <Dialog title={t('made.title', { name: made.name })} opened onClose={onClose} onlyByButton size="lg">
      <Made of={made} onDone={onClose} />
    </Dialog>
  ) : (
    <Dialog title={t('make.title')} opened onClose={onClose} size="lg">
      <Form onMade={setMade} onClose={onClose} />
    </Dialog>
  );
}

function Made({ of, onDone }: { readonly of: EnrolmentCodeMade; readonly onDone: () => void }) {
  const { t, language } = useWords('workstations');
  const nowMs = useNow(60_000);
  return (
    <div className={css.dialog}>
      <p>{t('made.what', { count: of.uses })}</p>
      <p className={`${css.code} ltr`}>{of.code}</p>
      <p>{t('made.until', { until: momentOf(Date.parse(of.expiresAt), nowMs, language) })}</p>
      {of.fingerprint !== null && (
        <div>
          <p>{t('made.fingerprint')}</p>
          <p className={`${css.hex} ltr`}>{of.fingerprint}</p>
        </div>
      )}
      <DialogActs>
        <Button onClick={onDone} data-autofocus>
          {t('made.done')}
        </Button>
      </DialogActs>
    </div>
  );
}

interface FormProps {
  readonly onMade: (made: EnrolmentCodeMade) => void;
  readonly onClose: () => void;
}

function Form({ onMade, onClose }: FormProps) {
  const { t } = useWords('workstations');
  const { server } = usePorts();
  const prove = useProve();
  const [kind, setKind] = useState<(typeof kinds)[number]>('ward');
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = askedIn(new FormData(event.currentTarget), kind);
    const lacks = lacking(body);
    if (lacks) return setWrong(lacks);
    const shape = EnrolmentCodeMade;
    const done = await prove(() => server.ask('/api/enrolment-codes', { method: 'POST', body, shape }));
    if (done.ok) onMade(done.value);
    else if (done.code !== NOT_PROVEN) setWrong(done.code);
  };
  return (
    <form className={css.dialog} onSubmit={submit} noValidate>
      <TextField name="name" label={t('make.name')} description={t('make.nameHint')} maxLength={80} data-autofocus />
      <NativeSelect
        label={t('make.kind')}
        value={kind}
        onChange={({ currentTarget }) => setKind(kinds.find((one) => one === currentTarget.value) ?? 'ward')}
        data={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      {kind === 'ward' && <WardChoices />}
      <TextField name="uses" label={t('make.uses')} defaultValue="1" inputMode="numeric" maxLength={3} />
      <NativeSelect
        name="hours"
        label={t('make.hours')}
        defaultValue="24"
        data={Object.entries(hours).map(([word, count]) => ({
          value: String(count),
          label: t(`make.${word as keyof typeof hours}`),
        }))}
      />
      <FormEnd wrong={wrong} act={t('make.go')} onClose={onClose} />
    </form>
  );
}

function askedIn(fields: FormData, kind: (typeof kinds)[number]): MakeEnrolmentCode {
  return {
    name: String(fields.get('name') ?? '').trim(),
    kind,
    wards: kind === 'ward' ? fields.getAll('ward').map(String) : [],
    uses: Number(fields.get('uses')),
    hours: Number(fields.get('hours')),
  };
}

function lacking({ name, kind, wards, uses }: MakeEnrolmentCode): 'lacksName' | 'lacksWard' | 'lacksUses' | null {
  if (!name) return 'lacksName';
  if (kind === 'ward' && wards.length === 0) return 'lacksWard';
  return Number.isInteger(uses) && uses >= 1 && uses <= 500 ? null : 'lacksUses';
}
