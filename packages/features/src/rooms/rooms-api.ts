import type { RoomView } from '@healthcare/domain/rooms';
import type { Held } from '@healthcare/replica';
import { mapped, replicaApi, streamOf } from '../state/index.ts';

export type Room = Held<RoomView>;

const roomsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** The rooms that this workstation holds, by name as a person counts (2 before 10). */
    rooms: build.query<readonly Room[], void>(
      streamOf((replica) =>
        mapped(replica.shelves.rooms.watch({}), (rooms) =>
          rooms.filter(({ state }) => state === 'added').toSorted((a, b) => byName.compare(a.name, b.name)),
        ),
      ),
    ),
  }),
});

export const { useRoomsQuery } = roomsApi;

const byName = new Intl.Collator('en', { numeric: true });
