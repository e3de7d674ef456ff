import {
  clinicalDate,
  clockTime,
  EmptyState,
  type Icon,
  IconAlertTriangleFilled,
  IconBed,
  IconBellRinging,
  IconClipboardX,
  IconCloudCheck,
  IconDeviceDesktop,
  IconFileUpload,
  IconHistory,
  IconStethoscope,
  IconUserCircle,
  isolated,
  PersonChip,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { useCallWords } from '../../calls/index.ts';
import { useNames } from '../../staff/index.ts';
import { hashOf, useAddress } from '../../state/index.ts';
import type { Happening, HappeningArea } from './happenings.ts';
import css from './Timeline.module.css';

const icons: Readonly<Record<HappeningArea, Icon>> = {
  patient: IconUserCircle,
  allergy: IconAlertTriangleFilled,
  stay: IconBed,
  call: IconBellRinging,
  history: IconStethoscope,
  file: IconFileUpload,
  note: IconClipboardX,
};

/** A round reads the last days; more comes by a press, so that a long file opens as fast as a short one. */
const FIRST_SHOWN = 40;
const MORE_SHOWN = 200;

/** Everything that happened to the patient by day, the latest first. */
export function Timeline({ happenings }: { readonly happenings: readonly Happening[] }) {
  const { t } = useWords('file');
  const [most, setMost] = useState(FIRST_SHOWN);
  const days = useMemo(() => daysOf(happenings.slice(0, most)), [happenings, most]);
  const below = happenings.length - most;
  if (happenings.length === 0)
    return <EmptyState icon={IconHistory} title={t('timeline.none')} why={t('timeline.noneWhy')} />;
  return (
    <div className={css.timeline}>
      {days.map(({ dayMs, of }) => (
        <Day key={dayMs} dayMs={dayMs} of={of} />
      ))}
      {below > 0 && (
        <p className={css.below}>
          {t('timeline.below', { shown: most, all: happenings.length, count: below })}
          <Button variant="subtle" onClick={() => setMost(most + MORE_SHOWN)}>
            {t('timeline.more')}
          </Button>
        </p>
      )}
    </div>
  );
}

interface DayOf {
  readonly dayMs: number;
  readonly of: readonly Happening[];
}

function Day({ dayMs, of }: DayOf) {
  const { t, language } = useWords('file');
  const today = midnight(useNow(60_000));
  const word = dayMs === today ? 'today' : dayMs === midnight(today - 1) ? 'yesterday' : null;
  return (
    <div className={css.day}>
      <h2>
        {word ? (
          <>
            {t(`timeline.${word}`)} <span>{clinicalDate(dayMs, language)}</span>
          </>
        ) : (
          clinicalDate(dayMs, language)
        )}
      </h2>
      <ol>
        {of.map((one) => (
          <Line key={one.id} of={one} />
        ))}
      </ol>
    </div>
  );
}

const Line = memo(function Line({ of }: { readonly of: Happening }) {
  const { t } = useWords('file');
  const { nameOf, shapeOf } = useNames();
  const { screen } = useAddress();
  const title = useTitle(of);
  const Sign = icons[of.area];
  return (
    <li className={css.event}>
      <time className="ltr" dateTime={new Date(of.atMs).toISOString()}>
        {clockTime(of.atMs)}
      </time>
      <Sign className={css.sign} size={20} stroke={1.75} aria-hidden />
      <div className={css.text}>
        <h3>{of.area === 'call' ? <a href={hashOf({ screen, call: of.id })}>{title}</a> : title}</h3>
        {of.text !== null && (
          <p>
            <bdi>{of.text}</bdi>
          </p>
        )}
      </div>
      <div className={css.by}>
        {of.by === null ? <span>{t('byServer')}</span> : <PersonChip name={nameOf(of.by)} shape={shapeOf(of.by)} />}
        {of.unsent ? (
          <Pill tone="attention" icon={IconDeviceDesktop}>
            {t('onlyHere')}
          </Pill>
        ) : (
          <Pill tone="quiet" icon={IconCloudCheck}>
            {t('onServer')}
          </Pill>
        )}
      </div>
    </li>
  );
});

function useTitle({ area, what, about, fields }: Happening): string {
  const { t, language } = useWords('file');
  const calls = useCallWords();
  if (area === 'call') {
    const { kind, state, room = '', bed } = about;
    return t('happened.call.raised', {
      kind: calls.t(`kind.${kind}`),
      state: calls.t(`state.${state}`),
      place: calls.place({ room, bed: bed || null }),
    });
  }
  const list = (fields ?? []).map((field) => t(`fact.${field}`, { defaultValue: field }));
  const on = about.on ? clinicalDate(new Date(`${about.on}T12:00`).getTime(), language) : '';
  // What was written may be of the other direction than the sentence: neither turns the other round.
  const named = Object.fromEntries(Object.entries(about).map(([name, value]) => [name, isolated(value)]));
  return t(`happened.${area}.${what}`, { ...named, on, fields: list.join(t('and')) });
}

function daysOf(happenings: readonly Happening[]): readonly DayOf[] {
  return [...Map.groupBy(happenings, ({ atMs }) => midnight(atMs))].map(([dayMs, of]) => ({ dayMs, of }));
}

function midnight(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}
