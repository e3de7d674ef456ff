import { sentenceFor } from '@healthcare/domain';
import { tell, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useAddFileMutation } from './files-api.ts';

const ownWords: ReadonlySet<string> = new Set([
  'here/no-files',
  'here/empty-file',
  'here/file-too-large',
  'here/disk-full',
  'here/unreadable',
  'here/not-saved',
]);

/** Where files are added. */
export interface AddingTo {
  readonly wardId: string;
  readonly patientId: string;
}

export interface Adding {
  /** How many are being kept here right now. */
  readonly adding: number;
  /** One file after the other: sealing takes the processor, and the first is there sooner. Whatever could not be kept has been said. */
  readonly add: (files: readonly File[]) => Promise<void>;
  /** True: it is kept on this workstation. False: nothing of it is, and the person has been told why. */
  readonly addOne: (file: File) => Promise<boolean>;
}

export function useAdding(to: AddingTo): Adding {
  const { t, language } = useWords('records');
  const [run] = useAddFileMutation();
  const [adding, setAdding] = useState(0);
  const addOne = async (file: File) => {
    const { error } = await run({ file, ...to });
    if (!error) return true;
    const code = 'code' in error && error.code ? error.code : 'here/not-saved';
    const message = ownWords.has(code) ? t(`trouble.${code.slice('here/'.length)}`) : sentenceFor(code, language);
    tell({ title: t('notAdded', { name: file.name }), message, tone: 'wrong' });
    return false;
  };
  const add = async (files: readonly File[]) => {
    setAdding((now) => now + files.length);
    for (const file of files) {
      await addOne(file);
      setAdding((now) => now - 1);
    }
  };
  return { adding, add, addOne };
}
