import type { WitnessApi } from '@healthcare/desktop/api';
import type { Witness, WitnessNote } from '@healthcare/replica';

const key = 'healthcare.replica';

/** Beside the replica's storage: the window's local storage, which has files of its own, and the desktop's witness where there is one. */
export function witnessIn(storage: Pick<Storage, 'getItem' | 'setItem'>, desktop: WitnessApi | undefined): Witness {
  return {
    async read() {
      const here = noteIn(storage.getItem(key));
      const there = await desktop?.read();
      if (!here && !there?.sequence) return undefined;
      return { generation: here?.generation ?? 1, starts: Math.max(here?.starts ?? 0, there?.sequence ?? 0) };
    },
    async write(note) {
      storage.setItem(key, JSON.stringify(note));
      await desktop?.record(note.starts);
    },
  };
}

function noteIn(text: string | null): WitnessNote | undefined {
  const [, generation, starts] = /^\{"generation":([1-9]\d{0,8}),"starts":(\d{1,9})\}$/.exec(text ?? '') ?? [];
  return generation && starts ? { generation: Number(generation), starts: Number(starts) } : undefined;
}
