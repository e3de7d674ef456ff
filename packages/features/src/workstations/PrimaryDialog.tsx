import { Dialog, DialogActs, IconDeviceDesktop, momentOf, Pill, tell, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNotDoneSentence } from '../sync/index.ts';
import { useChangeWardMutation, useWardPagesQuery } from '../wards/index.ts';
import { candidatesOf, type WardStation } from './primary-stations.ts';
import type { Station } from './stations.ts';
import css from './Workstations.module.css';

interface PrimaryDialogProps {
  readonly of: WardStation;
  readonly stations: readonly Station[];
  readonly onClose: () => void;
}

/** W5: the workstations of a ward, one of which is to be on the line at all times. */
export function PrimaryDialog({ of: { wardId, primary }, stations, onClose }: PrimaryDialogProps) {
  const { t, language } = useWords('workstations');
  const { data: pages } = useWardPagesQuery();
  const sentenceOf = useNotDoneSentence();
  const [run] = useChangeWardMutation();
  const nowMs = useNow(60_000);
  const candidates = candidatesOf(wardId, stations);
  const choose = async ({ id, name }: Station) => {
    if (!pages) return;
    const change = { primaryStation: id };
    const { error } = await run({ wardId, opened: pages[wardId] !== undefined, change });
    if (error) tell({ title: t('primary.notChosen'), message: sentenceOf(error), tone: 'wrong' });
    else {
      tell({ title: t('primary.done', { name: name || id, ward: wardId }) });
      onClose();
    }
  };
  const since = ({ line, contactMs }: Station) => {
    if (line?.wardId === wardId) return t('primary.since', { at: momentOf(line.sinceMs, nowMs, language) });
    if (line) return t('primary.elsewhere', { ward: line.wardId ?? t('unknown') });
    return contactMs === null ? t('never') : t('primary.last', { at: momentOf(contactMs, nowMs, language) });
  };
  return (
    <Dialog title={t('primary.dialog', { ward: wardId })} opened onClose={onClose} size="lg">
      <div className={css.dialog}>
        <p>{t(candidates.length > 0 ? 'primary.how' : 'primary.noneThere')}</p>
        <ul className={css.candidates}>
          {candidates.map((one) => (
            <li key={one.id}>
              <div>
                <bdi>
                  <b>{one.name || t('unnamed')}</b>
                </bdi>{' '}
                <span className={`${css.quiet} ltr`}>{one.id}</span>
                <span className={css.quietLine}>{since(one)}</span>
              </div>
              {one.id === primary ? (
                <Pill tone="present" icon={IconDeviceDesktop}>
                  {t('primary.chosen')}
                </Pill>
              ) : (
                <Button
                  variant="default"
                  aria-label={t('primary.chooseOf', { name: one.name || one.id })}
                  onClick={() => void choose(one)}
                >
                  {t('primary.choose')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <DialogActs>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
        </DialogActs>
      </div>
    </Dialog>
  );
}
