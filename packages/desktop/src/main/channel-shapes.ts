import { z } from 'zod';
import type { Channel, Channels, Json } from '../api.ts';
import { fingerprint } from './configuration/fingerprint.ts';

const nothing = z.tuple([]);
const maxEntryCharacters = 1_000_000; // the server refuses bodies beyond 1 MB
const maxTextCharacters = 1_000_000;
const json: z.ZodType<Json> = z.json();

/** As a look at the scanner's folder gives it: no path fits. */
const scanned = z.string().regex(/^[\w-]{43}$/);

const entry = z
  .object({ id: z.string().min(1).max(200) })
  .catchall(json)
  .refine((value) => JSON.stringify(value).length <= maxEntryCharacters);

/** `area/what-happened`: lower-case words, so that nothing about a person can be said in it. */
export const faultCode = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z-]*(\/[a-z][a-z-]*){1,3}$/);

/** What each channel accepts; anything else is refused before it is looked at. */
export const channelShapes = {
  'workstation:settings': nothing,
  'workstation:secret': nothing,
  'workstation:data-key': nothing,
  'workstation:journal-append': z.tuple([entry]),
  'workstation:journal-acknowledge': z.tuple([z.array(z.string().min(1).max(200)).max(10_000)]),
  'workstation:journal-pending': nothing,
  'workstation:witness-read': nothing,
  'workstation:witness-record': z.tuple([z.int().min(0)]),
  'workstation:scanner-look': nothing,
  'workstation:scanner-read': z.tuple([scanned, z.int().min(0)]),
  'workstation:scanner-taken': z.tuple([scanned]),
  'workstation:pin-server': z.tuple([fingerprint.nullable()]),
  'workstation:wipe': nothing,
  'workstation:user-switched': nothing,
  'workstation:print': nothing,
  'workstation:save-pdf': z.tuple([z.string().max(200)]),
  'workstation:save-text': z.tuple([z.string().max(200), z.string().max(maxTextCharacters)]),
  'workstation:save-csv': z.tuple([z.string().max(200), z.string().max(maxTextCharacters)]),
  'workstation:report-fault': z.tuple([faultCode]),
} satisfies { readonly [C in Channel]: z.ZodType<Channels[C]['ask']> };
