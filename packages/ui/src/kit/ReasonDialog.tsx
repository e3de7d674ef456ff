import { Button, Textarea } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import css from './Dialog.module.css';
import { Dialog, DialogActs, type DialogProps } from './Dialog.tsx';
import fields from './Field.module.css';
import { FieldError } from './FieldError.tsx';

export interface ReasonDialogProps {
  /** The act and whom it is about. */
  readonly title: string;
  /** What will happen. */
  readonly what: ReactNode;
  /** Asks for the reason: "Why is it cancelled?" */
  readonly label: string;
  /** The reason so far; the caller keeps it, so that it survives closing. */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Frequent reasons, one press each; they may be written on. */
  readonly ready?: readonly string[];
  /** What is wrong with the reason; null while nothing is. */
  readonly wrong: string | null;
  readonly act: string;
  readonly tone?: 'plain' | 'harm';
  readonly size?: DialogProps['size'];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAct: () => void;
}

/** Says what will happen to whom and asks why. Enter writes a new line; the button acts. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useWords('ui');
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    props.onAct();
  };
  return (
    <Dialog title={props.title} opened={props.opened} onClose={props.onClose} {...(props.size && { size: props.size })}>
      <form className={css.body} onSubmit={submitted}>
        <div>{props.what}</div>
        {props.ready && <ReadyReasons label={props.label} reasons={props.ready} onChoose={props.onReason} />}
        <Textarea
          label={props.label}
          value={props.reason}
          classNames={{ input: fields.words ?? '' }}
          minRows={2}
          autosize
          data-autofocus
          error={props.wrong !== null && <FieldError>{props.wrong}</FieldError>}
          onChange={(event) => props.onReason(event.currentTarget.value)}
        />
        <DialogActs>
          <Button variant="default" onClick={props.onClose}>
            {t('kit.cancel')}
          </Button>
          <Button type="submit" color={props.tone === 'harm' ? 'red' : 'accent'}>
            {props.act}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function ReadyReasons(props: {
  readonly label: string;
  readonly reasons: readonly string[];
  readonly onChoose: (reason: string) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws and announces a form; these only fill the field below
    <div className={css.ready} role="group" aria-label={props.label}>
      {props.reasons.map((reason) => (
        <Button key={reason} variant="default" size="sm" onClick={() => props.onChoose(reason)}>
          {reason}
        </Button>
      ))}
    </div>
  );
}
