import { MOST_FILE_BYTES } from '@healthcare/domain/records';
import type { FileState, Replica } from '@healthcare/replica';
import { type NotDone, notSaved, portsIn, replicaApi, type Streamed, streamOf } from '../state/index.ts';
import { typedFile } from './file-type.ts';

/** How the files of this workstation stand, by the ids of their records. */
export type FileStatesHere = Readonly<Record<string, FileState>>;

/** A file that is to be added to a patient, in a ward. */
export interface AddedFile {
  readonly file: File;
  readonly wardId: string;
  readonly patientId: string;
}

const filesApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    fileStates: build.query<FileStatesHere, void>(streamOf((replica) => statesIn(replica))),
    /** Sealed and saved here piece by piece, then sent when there is a line. */
    addFile: build.mutation<string, AddedFile>({
      queryFn: async ({ file, wardId, patientId }, { extra }) => {
        const { files } = portsIn(extra).replica;
        if (!files) return { error: { code: 'here/no-files' } };
        if (file.size === 0) return { error: { code: 'here/empty-file' } };
        if (file.size > MOST_FILE_BYTES) return { error: { code: 'here/file-too-large' } };
        try {
          const about = { db: 'patients', id: patientId };
          const added = await files.add(await typedFile(file), { wardId, name: nameOf(file), about });
          if (added.ok) return { data: added.id };
          if ('refusal' in added) return { error: added.refusal satisfies NotDone };
          return { error: { code: added.trouble === 'no-space' ? 'here/disk-full' : 'here/unreadable' } };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useFileStatesQuery, useAddFileMutation } = filesApi;

function statesIn(replica: Replica): Streamed<FileStatesHere> {
  const { files } = replica;
  if (!files) return nowhere;
  return { subscribe: (next) => files.states.subscribe((states) => next(Object.fromEntries(states))) };
}

/** Of a workstation that keeps no files. */
const nowhere: Streamed<FileStatesHere> = {
  subscribe(next) {
    next({});
    return { unsubscribe: () => undefined };
  },
};

/** A name without a path and within what a record takes. */
function nameOf({ name }: File): string {
  const bare = name.split(/[\\/]/).at(-1)?.trim() || 'file';
  return bare.length <= MOST_NAME ? bare : `${bare.slice(0, MOST_NAME - 10)}…${bare.slice(-8)}`;
}

const MOST_NAME = 200;
