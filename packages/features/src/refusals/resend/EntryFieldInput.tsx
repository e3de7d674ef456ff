import type { Entry } from '@healthcare/domain';
import { useWords } from '@healthcare/ui';
import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MomentField } from '../../beds/index.ts';
import { DayField } from '../../patients/index.ts';
import { PlacePicker, type Room } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import { usePorts } from '../../state/index.ts';
import { bedsLabelled, labelsOf, wordsIn } from './beds-by-label.ts';
import type { EntryField } from './entry-fields.ts';
import css from './ResendEntry.module.css';

export interface EntryFieldProps {
  readonly field: EntryField;
  readonly draft: Entry['data'];
  /** The domain did not take it as it is. */
  readonly wrong: boolean;
  readonly onChange: (to: Entry['data']) => void;
}

interface OneProps extends EntryFieldProps {
  readonly label: string;
  readonly error: string | false;
}

/** One field of a refused act, by the shape that the domain gives it. */
export function EntryFieldInput(props: EntryFieldProps) {
  const { t } = useWords('refusals');
  const { field, draft, wrong, onChange } = props;
  const { name, shape } = field;
  const one = { ...props, label: t(`field.${name}`, { defaultValue: name }), error: wrong && t('resend.wrong') };
  const { label, error } = one;
  const value = draft[name];
  switch (shape.is) {
    case 'text': {
      const Input = shape.long ? Textarea : TextInput;
      return (
        <Input
          label={label}
          error={error}
          value={textOf(value)}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      );
    }
    case 'day':
    case 'dayAndTime': {
      const Input = shape.is === 'day' ? DayField : MomentField;
      return (
        <Input label={label} wrong={error || null} value={textOf(value)} onChange={(to) => onChange({ [name]: to })} />
      );
    }
    case 'number':
      return (
        <NumberInput
          label={label}
          error={error}
          value={Number(value ?? 0)}
          hideControls
          onChange={(to) => onChange({ [name]: Number(to) })}
        />
      );
    case 'yesNo':
      return (
        <Checkbox
          label={label}
          checked={value === true}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      );
    case 'choice': {
      const data = shape.options.map((option) => ({
        value: option,
        label: t(`value.${option}`, { defaultValue: option }),
      }));
      return (
        <Select
          label={label}
          error={error}
          data={data}
          value={textOf(value) || null}
          allowDeselect={false}
          onChange={(to) => onChange({ [name]: to })}
        />
      );
    }
    case 'person':
      return <PersonSelect {...one} />;
    case 'bothScripts':
      return <BothScripts {...one} />;
    case 'list':
      return <Words {...one} text={textOf(value)} read={wordsIn} />;
    case 'beds':
      return <Beds {...one} />;
    case 'place':
      return <Place {...one} needsBed={shape.needsBed} />;
  }
}

function PersonSelect({ field: { name }, draft, label, error, onChange }: OneProps) {
  const { t } = useWords('refusals');
  const { directory, nameOf } = useNames();
  const data = Object.values(directory)
    .filter(({ state }) => state === 'employed')
    .map(({ person }) => ({ value: person, label: nameOf(person) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Select
      label={label}
      error={error}
      data={data}
      value={textOf(draft[name]) || null}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('resend.nobody') }}
      onChange={(to) => onChange({ [name]: to })}
    />
  );
}

function BothScripts({ field: { name }, draft, label, error, onChange }: OneProps) {
  const { t } = useWords('refusals');
  const said = scriptsOf(draft[name]);
  const script = (language: 'en' | 'ar') => (
    <TextInput
      label={t(`script.${language}`, { field: label })}
      error={error}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
      lang={language}
      value={said[language]}
      onChange={(event) => onChange({ [name]: { ...said, [language]: event.currentTarget.value } })}
    />
  );
  return (
    <div className={css.scripts}>
      {script('en')}
      {script('ar')}
    </div>
  );
}

function Beds(props: OneProps) {
  const { newId } = usePorts();
  const [before] = useState(props.draft.beds);
  return <Words {...props} text={labelsOf(before)} read={(text) => bedsLabelled(text, before, newId)} />;
}

/** Words between commas; what is typed stays as it was typed. */
function Words(props: OneProps & { readonly text: string; readonly read: (text: string) => readonly unknown[] }) {
  const { t } = useWords('refusals');
  const [typed, setTyped] = useState(props.text);
  return (
    <TextInput
      label={props.label}
      description={t('resend.commas')}
      error={props.error}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        props.onChange({ [props.field.name]: props.read(event.currentTarget.value) });
      }}
    />
  );
}

function Place({ draft, error, needsBed, onChange }: OneProps & { readonly needsBed: boolean }) {
  const pick = (room: Room, label: string | null) => {
    const bed = room.beds.find((one) => one.label === label);
    if (needsBed && !bed) return;
    onChange({
      wardId: room.wardId,
      roomId: room.id,
      room: room.name,
      bed: label,
      ...('bedId' in draft || needsBed ? { bedId: bed?.id } : {}),
    });
  };
  return (
    <div>
      <PlacePicker
        wardId={textOf(draft.wardId) || null}
        roomId={textOf(draft.roomId) || null}
        bed={textOf(draft.bed) || null}
        onPick={({ room, bed }) => pick(room, bed)}
      />
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '' : String(value);
}

function scriptsOf(value: unknown): { readonly en: string; readonly ar: string } {
  const said = typeof value === 'object' && value !== null ? value : {};
  const of = (language: 'en' | 'ar') => textOf(Reflect.get(said, language));
  return { en: of('en'), ar: of('ar') };
}
