import { z } from 'zod';

/** The SHA-256 of a certificate as it is printed: `AB:CD:…`. */
export const fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
