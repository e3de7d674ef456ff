import { z } from 'zod';
import { stampMs } from '../kernel/stamp.ts';
import { EMERGENCY_MS, findings } from './entries.ts';

/** E6: one review, who made it and when (a stamp). */
const Review = z.strictObject({
  entry: z.string().max(64),
  by: z.string().max(40),
  at: z.string().max(40),
  finding: z.enum(findings),
  note: z.string().max(300),
});
export type Review = Readonly<z.infer<typeof Review>>;

export const EmergencyView = z.strictObject({
  state: z.enum(['none', 'asked', 'granted', 'ended']),
  /** `reviewed` as soon as anybody has looked at it. */
  review: z.enum(['none', 'waiting', 'reviewed']),
  wardId: z.string().max(20),
  /** Empty while only a number is known. */
  patientId: z.string().max(64),
  /** As it was typed; empty where the document was named. */
  number: z.string().max(20),
  reason: z.string().max(300),
  provenBy: z.enum(['secondStep', 'pin']),
  askedBy: z.string().max(40),
  /** A stamp. */
  askedAt: z.string().max(40),
  /** The sign-in under which it was asked: the server gives access to no other. */
  askedUnder: z.string().max(40),
  /** ISO 8601; empty while the server has not given access. */
  until: z.string().max(30),
  /** A stamp; empty while nobody ended it early. */
  endedAt: z.string().max(40),
  reviews: z.array(Review),
});
export type EmergencyView = Readonly<z.infer<typeof EmergencyView>>;

export const noEmergency: EmergencyView = {
  state: 'none',
  review: 'none',
  wardId: '',
  patientId: '',
  number: '',
  reason: '',
  provenBy: 'pin',
  askedBy: '',
  askedAt: '',
  askedUnder: '',
  until: '',
  endedAt: '',
  reviews: [],
};

/** Wall ms at which an access is over by itself: what the server said, or, without it, four hours after the request (E4, E5). */
export function overAtMs({ until, askedAt }: Pick<EmergencyView, 'until' | 'askedAt'>): number {
  return until === '' ? stampMs(askedAt) + EMERGENCY_MS : Date.parse(until);
}

/** E4: may its person look into the file now? */
export function isInForce(access: EmergencyView, nowMs: number): boolean {
  return (access.state === 'asked' || access.state === 'granted') && nowMs < overAtMs(access);
}
