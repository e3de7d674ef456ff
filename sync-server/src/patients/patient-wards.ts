import { createHash } from 'node:crypto';
import { type Entry, heads, SERVER_ID, serverAuthor, stamp } from '@healthcare/domain';
import type { PatientView } from '@healthcare/domain/patients';
import type { RecordView } from '@healthcare/domain/records';
import { isOver, type StayView, wardsOf } from '@healthcare/domain/stays';

/** A document as the feed tells it. `null`: the server deleted it. */
export interface Told<View> {
  readonly id: string;
  readonly document: { readonly view: View; readonly entries: readonly Entry[] } | null;
}

/** An entry to be written into a document of a database. */
export interface Due {
  readonly db: 'patients' | 'records';
  readonly id: string;
  readonly entry: Entry;
}

interface Known {
  readonly wards: readonly string[];
  readonly heads: readonly string[];
}

/**
 * What has to be written so that every ward that a patient comes to can read the file (`patient-wards.spec.md`). Pure but for its
 * memory, which is nothing but what it was told; told again, it says the same.
 */
export class PatientWards {
  readonly #patients = new Map<string, Known>();
  /** By patient: their records. */
  readonly #records = new Map<string, Map<string, Known>>();
  /** By stay: whose it is, and the wards it is in. */
  readonly #stays = new Map<string, { readonly patient: string; readonly wards: readonly string[] }>();
  /** Patients whose stays changed, or who became known (W1, W4, W5). */
  readonly #toBring = new Set<string>();
  /** Patients with a new ward or a new record (W2). */
  readonly #toShare = new Set<string>();

  stay({ id, document }: Told<StayView>): void {
    const before = this.#stays.get(id);
    const view = document?.view;
    const wards = view && !isOver(view) ? wardsOf(view) : [];
    const patient = view?.patientId ?? '';
    if (patient && wards.length > 0) this.#stays.set(id, { patient, wards });
    else this.#stays.delete(id);
    // W5: only a stay that changes brings anybody anywhere.
    if (patient && wards.join() !== before?.wards.join()) this.#toBring.add(patient);
  }

  patient({ id, document }: Told<PatientView>): void {
    const before = this.#patients.get(id);
    if (!document || document.view.state === 'none') {
      this.#patients.delete(id);
      return;
    }
    const { wards } = document.view;
    this.#patients.set(id, { wards, heads: heads(document.entries) });
    if (!before) this.#toBring.add(id);
    if (!before || wards.some((ward) => !before.wards.includes(ward))) this.#toShare.add(id);
  }

  record({ id, document }: Told<RecordView>): void {
    const { patientId = '', wards = [] } = document?.view ?? {};
    if (!document || !patientId) return;
    const theirs = this.#records.get(patientId) ?? new Map<string, Known>();
    this.#records.set(patientId, theirs.set(id, { wards, heads: heads(document.entries) }));
    this.#toShare.add(patientId);
  }

  /** Everything that is due now; asked again before it was told of what was written, it says the same. */
  due(nowMs: number): readonly Due[] {
    const files = [...this.#toBring].flatMap((patient) => this.#filesDue(patient, nowMs));
    return [...files, ...[...this.#toShare].flatMap((patient) => this.#recordsDue(patient, nowMs))];
  }

  /** What was due is stored. */
  done(): void {
    this.#toBring.clear();
    this.#toShare.clear();
  }

  /** W1, W4. */
  #filesDue(id: string, nowMs: number): readonly Due[] {
    const known = this.#patients.get(id);
    if (!known) return [];
    const needed = new Set(
      [...this.#stays.values()].filter(({ patient }) => patient === id).flatMap(({ wards }) => wards),
    );
    const missing = [...needed].filter((ward) => !known.wards.includes(ward)).sort();
    return missing.map((wardId) => ({
      db: 'patients',
      id,
      entry: entryFor({ id, known, kind: 'broughtTo', wardId, nowMs }),
    }));
  }

  /** W2. */
  #recordsDue(patient: string, nowMs: number): readonly Due[] {
    const { wards = [] } = this.#patients.get(patient) ?? {};
    return [...(this.#records.get(patient) ?? [])].flatMap(([id, known]) =>
      wards
        .filter((ward) => !known.wards.includes(ward))
        .map(
          (wardId): Due => ({ db: 'records', id, entry: entryFor({ id, known, kind: 'sharedWith', wardId, nowMs }) }),
        ),
    );
  }
}

interface Making {
  readonly id: string;
  readonly known: Known;
  readonly kind: 'broughtTo' | 'sharedWith';
  readonly wardId: string;
  readonly nowMs: number;
}

function entryFor({ id, known, kind, wardId, nowMs }: Making): Entry {
  const { user } = serverAuthor;
  const name = createHash('sha256')
    .update(JSON.stringify([kind, id, wardId, known.heads]))
    .digest('base64url');
  return {
    id: `${SERVER_ID}${name.slice(0, 32)}`,
    kind,
    at: stamp(nowMs, 0, user),
    by: { user, grant: user, workstation: user },
    after: known.heads,
    data: { wardId },
  };
}
