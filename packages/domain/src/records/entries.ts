import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

/** F6: most bytes of one chunk as it is stored. */
export const MOST_CHUNK_BYTES = 4 * 1024 * 1024;
/** What encryption adds to a chunk: a nonce of 96 bits before it, a tag of 128 bits after it (AES-GCM, NIST SP 800-38D). */
export const SEAL_BYTES = 12 + 16;
/** F6. Larger things (films, whole scans) belong into an image archive. */
export const MOST_FILE_BYTES = 256 * 1024 * 1024;
/** F6: the entry names each of them, and has to fit into a push. */
export const MOST_CHUNKS = 256;

/** 32 bytes as base64url: a SHA-256, or a key of AES-256. */
const thirtyTwoBytes = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url');

/** Of how many chunks a file consists. */
export function chunkCount({ bytes, chunkBytes }: { readonly bytes: number; readonly chunkBytes: number }): number {
  return Math.ceil(bytes / chunkBytes);
}

/** Bytes of one chunk as it is stored and sent. `index` counts from 0. */
export function storedChunkBytes(
  { bytes, chunkBytes }: { readonly bytes: number; readonly chunkBytes: number },
  index: number,
): number {
  return Math.min(chunkBytes, bytes - index * chunkBytes) + SEAL_BYTES;
}

/** F1. */
export const FileFacts = z.strictObject({
  wardId: z.string().min(1).max(20),
  name: z.string().trim().min(1).max(200),
  /** RFC 6838 media type. */
  type: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'a media type'),
  /** Of the file itself. */
  bytes: z.number().int().min(1).max(MOST_FILE_BYTES),
  /** Of the file in each chunk but the last. */
  chunkBytes: z
    .number()
    .int()
    .min(1)
    .max(MOST_CHUNK_BYTES - SEAL_BYTES),
  /** F5: SHA-256 of each chunk as it is stored. */
  chunks: z.array(thirtyTwoBytes).min(1).max(MOST_CHUNKS),
  /** AES-256-GCM, for this file alone. */
  key: thirtyTwoBytes,
  /** The document this file belongs to. */
  about: z.strictObject({ db: z.string().min(1).max(40), id: z.string().min(1).max(64) }).optional(),
});
export type FileFacts = Readonly<z.infer<typeof FileFacts>>;

const longText = z.string().trim().min(1).max(4000);
const shortText = z.string().trim().min(1).max(120);

/** F7: an event of a patient's medical history, as somebody learnt of it or saw it. */
export const HistoryFacts = z.strictObject({
  wardId: z.string().min(1).max(20),
  patientId: z.string().min(1).max(64),
  disease: shortText,
  treatment: shortText.optional(),
  /** `YYYY-MM-DD`: when it was, which may be long ago. */
  on: z.iso.date().max(10),
  description: longText.optional(),
  /** Staff id of the doctor who answers for it, where one of this house does. */
  doctor: z.string().min(1).max(40).optional(),
});
export type HistoryFacts = Readonly<z.infer<typeof HistoryFacts>>;

/** Everything that can be done to a record. */
export const recordEntries = {
  fileAdded: FileFacts.refine((file) => file.chunks.length === chunkCount(file), {
    error: 'as many chunks as the size needs',
    path: ['chunks'],
  }),
  historyAdded: HistoryFacts,
  /** F8: a ward that has the patient now may read what was recorded elsewhere. */
  sharedWith: z.strictObject({ wardId: z.string().min(1).max(20) }),
  removed: z.strictObject({ reason: z.string().trim().min(3).max(300) }),
} as const;
export type RecordEntry = EntryIn<typeof recordEntries>;
export type RecordAct = RecordEntry['kind'];
