import { BehaviorSubject } from 'rxjs';
import type { FileState } from './files.ts';

/** How each file stands, for whoever looks. */
export class FileStates {
  readonly all = new BehaviorSubject<ReadonlyMap<string, FileState>>(new Map());

  set(file: string, state: FileState): void {
    this.all.next(new Map([...this.all.value, [file, state]]));
  }

  forget(file: string): void {
    if (!this.all.value.has(file)) return;
    this.all.next(new Map([...this.all.value].filter(([id]) => id !== file)));
  }
}
