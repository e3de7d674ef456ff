import { roomTypes } from '@healthcare/domain/rooms';
import { Dialog, DialogActs, IconPlus, IconX, TextField, useWords } from '@healthcare/ui';
import { ActionIcon, Button, Select } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Room, useRoomAct, useRoomsQuery } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import { usePorts } from '../../state/index.ts';
import css from './RoomForm.module.css';
import { addedRoom, amendedRoom, noRoomFields, type RoomFields, roomFieldsOf, type Said } from './room-fields.ts';

export interface RoomFormProps {
  /** Null: a new room. */
  readonly room: Room | null;
  readonly onClose: () => void;
}

/** M1, M2: a room with its beds; its ward is said once, when it is added. */
export function RoomForm({ room, onClose }: RoomFormProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const { newId } = usePorts();
  const act = useRoomAct();
  const [ids] = useState(() => ({ room: newId(), entry: newId() }));
  const [fields, setFields] = useState(room ? roomFieldsOf(room) : noRoomFields);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const change = (to: Partial<RoomFields>) => setFields({ ...fields, ...to });
  const title = room ? t('roomForm.change', { room: room.name }) : t('roomForm.add');
  const save = async () => {
    const notDone = t('roomForm.notDone', { room: fields.name });
    const saved = room
      ? await amend(room, notDone)
      : await saidOr(addedRoom(fields), (data) => act(ids.room, notDone, { kind: 'added', data, entryId: ids.entry }));
    if (saved) onClose();
  };
  const amend = (of: Room, notDone: string) =>
    saidOr(amendedRoom(fields, of), async (data) =>
      Object.keys(data).length === 0 ? true : act(of.id, notDone, { kind: 'amended', data }),
    );
  const saidOr = <Data,>(said: Said<Data>, run: (data: Data) => Promise<boolean>): Promise<boolean> => {
    setWrong(said.ok ? [] : said.fields);
    return said.ok ? run(said.data) : Promise.resolve(false);
  };
  return (
    <Dialog title={title} size={640} opened onClose={onClose}>
      <form
        className={css.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {!room && <WardFields fields={fields} wrong={wrong} onChange={change} />}
        <TextField
          label={t('roomForm.name')}
          value={fields.name}
          wrong={wrong.includes('name') ? t('roomForm.wrongName') : null}
          data-autofocus
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('roomForm.type')}
          data={roomTypes.map((type) => ({ value: type, label: t(`type.${type}`) }))}
          value={fields.type}
          allowDeselect={false}
          onChange={(type) => change({ type: roomTypes.find((one) => one === type) ?? fields.type })}
        />
        <TextField
          label={t('roomForm.place')}
          description={t('roomForm.placeHint')}
          value={fields.corridorPlace}
          inputMode="numeric"
          maxLength={3}
          wrong={wrong.includes('corridorPlace') ? t('roomForm.wrongPlace') : null}
          onChange={(event) => change({ corridorPlace: event.currentTarget.value })}
        />
        <InCharge fields={fields} onChange={change} />
        <BedLabels fields={fields} wrong={wrong.includes('beds')} onChange={change} newId={newId} />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t(room ? 'roomForm.save' : 'roomForm.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

interface PartProps {
  readonly fields: RoomFields;
  readonly onChange: (to: Partial<RoomFields>) => void;
}

/** A ward that has rooms already brings its name along. */
function WardFields({ fields, wrong, onChange }: PartProps & { readonly wrong: readonly string[] }) {
  const { t } = useWords('beds');
  const { data: rooms = [] } = useRoomsQuery();
  const knownName = (wardId: string) => {
    const known = rooms.find((room) => room.wardId === wardId)?.wardName;
    return known && { wardNameEn: known.en, wardNameAr: known.ar };
  };
  const filledFor = useRef('');
  useEffect(() => {
    const { wardId, wardNameEn, wardNameAr } = fields;
    const known = knownName(wardId); // its rooms can come after its name was typed
    if (!known || wardNameEn || wardNameAr || filledFor.current === wardId) return;
    filledFor.current = wardId;
    onChange(known);
  });
  const named = (wardId: string) => {
    const known = knownName(wardId);
    if (known) filledFor.current = wardId;
    onChange({ wardId, ...known });
  };
  return (
    <div className={css.ward}>
      <TextField
        label={t('roomForm.ward')}
        value={fields.wardId}
        wrong={wrong.includes('wardId') ? t('roomForm.wrongWard') : null}
        onChange={(event) => named(event.currentTarget.value.trim())}
      />
      <TextField
        label={t('roomForm.wardNameEn')}
        value={fields.wardNameEn}
        dir="ltr"
        wrong={wrong.includes('wardName') ? t('roomForm.wrongWardName') : null}
        onChange={(event) => onChange({ wardNameEn: event.currentTarget.value })}
      />
      <TextField
        label={t('roomForm.wardNameAr')}
        value={fields.wardNameAr}
        dir="rtl"
        onChange={(event) => onChange({ wardNameAr: event.currentTarget.value })}
      />
    </div>
  );
}

/** Whoever works in the ward can be in charge of a room. */
function InCharge({ fields, onChange }: PartProps) {
  const { t } = useWords('beds');
  const { directory, nameOf } = useNames();
  const people = useMemo(
    () =>
      Object.values(directory)
        .filter(({ state, wards }) => state === 'employed' && wards.includes(fields.wardId))
        .map(({ person }) => ({ value: person, label: nameOf(person) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [directory, nameOf, fields.wardId],
  );
  return (
    <Select
      label={t('roomForm.inCharge')}
      data={people}
      value={fields.inCharge || null}
      searchable
      nothingFoundMessage={t('fact.nobody')}
      onChange={(user) => onChange({ inCharge: user ?? '' })}
    />
  );
}

function BedLabels(props: PartProps & { readonly wrong: boolean; readonly newId: () => string }) {
  const { t } = useWords('beds');
  const { fields, wrong, onChange, newId } = props;
  const { beds } = fields;
  const next = String(Math.max(0, ...beds.map(({ label }) => Number(label) || 0)) + 1);
  return (
    <fieldset className={css.beds}>
      <legend>{t('roomForm.beds', { count: beds.length })}</legend>
      <div className={css.labels}>
        {beds.map((bed, at) => (
          <div key={bed.id} className={css.bed}>
            <TextField
              aria-label={t('roomForm.bed', { at: at + 1 })}
              value={bed.label}
              onChange={(event) =>
                onChange({
                  beds: beds.map((one) => (one.id === bed.id ? { ...one, label: event.currentTarget.value } : one)),
                })
              }
            />
            <ActionIcon
              variant="subtle"
              size={44}
              aria-label={t('roomForm.remove', { bed: bed.label })}
              onClick={() => onChange({ beds: beds.filter(({ id }) => id !== bed.id) })}
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => onChange({ beds: [...beds, { id: newId(), label: next }] })}
        >
          {t('roomForm.addBed')}
        </Button>
      </div>
      {wrong && (
        <p className={css.wrong} role="alert">
          {t('roomForm.wrongBeds')}
        </p>
      )}
      <p className={css.quiet}>{t('roomForm.removed')}</p>
    </fieldset>
  );
}
