import { z } from 'zod';

/** Somebody who opened a patient's file. */
export const PatientReader = z.object({
  /** Id of the opening. */
  opening: z.string().max(64),
  user: z.string().max(40),
  /** By the clock of the workstation where it was opened. */
  at: z.iso.datetime(),
  /** Id of the emergency access under which it was opened; null without one. */
  emergency: z.string().max(64).nullable(),
});
export type PatientReader = Readonly<z.infer<typeof PatientReader>>;

/**
 * `GET /api/patients/<patient>/readers`, for who may see them, the latest that reached the server first. `?before=<n>` asks for the page
 * behind: `next` of the one before it, null where there is nothing older.
 */
export const PatientReaders = z.object({
  readers: z.array(PatientReader),
  next: z.number().int().nullable(),
  /** How often the file was opened in all. */
  total: z.number().int(),
});
export type PatientReaders = Readonly<z.infer<typeof PatientReaders>>;
