import { z } from 'zod';

/** `POST /api/emergencies/<id>/access`: the patient whose file may be opened, and until when. */
export const EmergencyGiven = z.object({ patientId: z.string().min(1).max(64), until: z.iso.datetime() });
export type EmergencyGiven = Readonly<z.infer<typeof EmergencyGiven>>;
