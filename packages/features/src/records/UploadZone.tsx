import { IconFileUpload, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import css from './RecordsPart.module.css';
import { useAdding } from './use-adding.ts';

export interface UploadZoneProps {
  readonly wardId: string;
  readonly patientId: string;
}

/** Files are chosen or dropped here; each is kept on this workstation before it is called added. */
export function UploadZone({ wardId, patientId }: UploadZoneProps) {
  const { t } = useWords('records');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { adding, add } = useAdding({ wardId, patientId });
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the button is the first
    <div
      className={css.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <Button
        leftSection={<IconFileUpload size={20} aria-hidden />}
        loading={adding > 0}
        onClick={() => input.current?.click()}
      >
        {t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.dcm,.dicom,image/*,application/pdf,application/dicom"
        aria-label={t('add')}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <p role="status">{adding > 0 ? t('keeping', { count: adding }) : t('addHow')}</p>
    </div>
  );
}
