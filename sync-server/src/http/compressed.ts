import compression from 'compression';
import type { RequestHandler } from 'express';

/** Below this a body is not worth the work (bytes). */
const WORTH_IT = 1024;

/**
 * Gzip for callers that ask for it. Feeds that are held open are left as they are (they say `no-transform`): a compressor would keep
 * rows back.
 */
export function compressed(): RequestHandler {
  return compression({ threshold: WORTH_IT });
}
