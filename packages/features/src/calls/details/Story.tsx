import { sentenceFor } from '@healthcare/domain';
import { CallFacts } from '@healthcare/domain/calls';
import { IconCheck, IconCircleX, IconClockHour4, momentOf, useNow } from '@healthcare/ui';
import { useNames } from '../../staff/index.ts';
import { usePorts } from '../../state/index.ts';
import { useRefusalsQuery } from '../../sync/index.ts';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { type StoryStep, storyOf } from '../story.ts';
import { useFactWords } from './fact-words.ts';
import css from './Story.module.css';

/** Every entry of the call: who, when, what, at which workstation, and whether the server has it. */
export function Story({ call }: { readonly call: Call }) {
  const { t } = useCallWords();
  const { data: refusals = [] } = useRefusalsQuery();
  return (
    <section aria-labelledby="story">
      <h3 id="story">{t('story.title')}</h3>
      <ol className={css.story}>
        {storyOf(call, refusals).map((step) => (
          <Step key={step.entry.id} step={step} />
        ))}
      </ol>
    </section>
  );
}

const sign = { server: IconCheck, here: IconClockHour4, refused: IconCircleX } as const;

function Step({ step }: { readonly step: StoryStep }) {
  const { t, language } = useCallWords();
  const { nameOf, roleOf } = useNames();
  const { workstation: here } = usePorts().replica;
  const nowMs = useNow(60_000);
  const { entry, said, standing, atMs, code } = step;
  const Sign = sign[standing];
  return (
    <li className={css.step} data-standing={standing}>
      <time>
        <bdi>{momentOf(atMs, nowMs, language)}</bdi>
      </time>
      <div>
        <p>
          <b>{said ? t(`story.kind.${said.kind}`) : t('story.newer')}</b> <bdi>{nameOf(entry.by.user)}</bdi>{' '}
          <span className={css.role}>{roleOf(entry.by.user)}</span>
        </p>
        {said?.kind === 'escalated' && <p>{t(`escalation.to.${said.data.to}`)}</p>}
        {said ? <Said data={said.data} /> : <p className={css.reason}>{t('story.newerWhy')}</p>}
        <p className={css.where}>
          <span className={css.standing}>
            <Sign size={16} stroke={2} aria-hidden />
            {t(`story.standing.${standing}`)}
          </span>
          <span>
            {here === entry.by.workstation
              ? t('story.atThis')
              : t('story.at', { workstation: `\u2066${entry.by.workstation}\u2069` })}
          </span>
        </p>
        {code !== undefined && <p className={css.reason}>{sentenceFor(code, language)}</p>}
      </div>
    </li>
  );
}

/** What was said with the act: facts by name, reasons and outcomes as written. */
function Said({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  const { factWord, fieldWord } = useFactWords();
  const shown = Object.entries(data).filter(
    ([field]) => field in CallFacts.shape || field === 'reason' || field === 'outcome',
  );
  if (shown.length === 0) return null;
  return (
    <dl className={css.said}>
      {shown.map(([field, value]) => (
        <div key={field}>
          <dt>{fieldWord(field)}</dt>
          <dd>
            <bdi>{factWord(field, value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
