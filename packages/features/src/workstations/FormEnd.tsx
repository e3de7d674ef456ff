import { DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useWrongSentence } from './use-wrong-sentence.ts';
import css from './Workstations.module.css';

interface FormEndProps {
  /** What the form lacks, or the problem that it was answered with. */
  readonly wrong: string | null;
  /** What pressing it does. */
  readonly act: string;
  readonly onClose: () => void;
}

/** The end of a form about workstations: what is wrong, the way out, and the act. */
export function FormEnd({ wrong, act, onClose }: FormEndProps) {
  const { t } = useWords('workstations');
  const sentence = useWrongSentence();
  return (
    <>
      <p role="alert" className={css.wrong}>
        {wrong !== null && sentence(wrong)}
      </p>
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit">{act}</Button>
      </DialogActs>
    </>
  );
}
