import type { MemberView } from '@healthcare/domain/staff';
import type { Held } from '@healthcare/replica';
import { mapped, replicaApi, streamOf } from '../state/index.ts';

/** Who works here, by staff id. */
export type Directory = Readonly<Record<string, Held<MemberView>>>;

const staffApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    directory: build.query<Directory, void>(
      streamOf((replica) =>
        mapped(replica.shelves.staff.watch({}), (members) =>
          Object.fromEntries(members.filter(({ person }) => person).map((member) => [member.person, member])),
        ),
      ),
    ),
  }),
});

export const { useDirectoryQuery } = staffApi;
