import { Dialog, DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import css from '../BedBoard.module.css';
import { useStayName } from '../stay-names.ts';
import { useStayAct } from '../use-stay-act.ts';
import { changedFacts } from './changed-facts.ts';
import type { DoingDialogProps } from './doing-props.ts';
import { FactFields, factTextsOf } from './FactFields.tsx';

/** B13: what is known of a stay, amended field by field. */
export function FactsDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const act = useStayAct();
  const name = useStayName(stay);
  const [texts, setTexts] = useState(() => factTextsOf(stay));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const save = async () => {
    const said = changedFacts(texts, stay);
    setWrong(said.ok ? [] : said.fields);
    if (!said.ok) return;
    if (Object.keys(said.facts).length === 0) return onClose();
    if (await act(stay.id, stay.patient, { kind: 'amended', data: said.facts })) onDone();
  };
  return (
    <Dialog title={t('facts.title', { patient: name })} size={720} opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FactFields facts={texts} wrong={wrong} onChange={(to) => setTexts({ ...texts, ...to })} />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('facts.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
