import { asTheyLie, type RoomView, type roomEntries } from '@healthcare/domain/rooms';
import type { Act, Held } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';

export type Room = Held<RoomView>;
export type RoomAsked = Act<typeof roomEntries>;

const roomsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** The rooms that this workstation holds, as they lie along the corridor, then by name as a person counts (2 before 10); so do their beds. */
    rooms: build.query<readonly Room[], void>(
      streamOf((replica) =>
        mapped(replica.shelves.rooms.watch({}), (rooms) => asTheyLie(rooms.filter(({ state }) => state === 'added'))),
      ),
    ),
    /** Judged by the domain's rules, then saved here; the screens see it through the stream above. */
    roomAct: build.mutation<null, { readonly id: string; readonly act: RoomAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.rooms.add(id, act);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useRoomsQuery, useRoomActMutation } = roomsApi;
