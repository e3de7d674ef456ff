import { DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { Wrong } from './Section.tsx';
import type { FormState } from './use-form-act.ts';

interface FormEndProps extends Pick<FormState, 'wrong' | 'waiting'> {
  /** What pressing it does. */
  readonly act: string;
  readonly onClose: () => void;
}

/** The end of every form of an account that lies in a dialog: what is wrong, the way out, and the act. */
export function FormEnd({ wrong, waiting, act, onClose }: FormEndProps) {
  const { t } = useWords('ui');
  return (
    <>
      <Wrong code={wrong} />
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
        <Button type="submit" loading={waiting}>
          {act}
        </Button>
      </DialogActs>
    </>
  );
}
