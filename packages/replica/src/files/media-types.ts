/** What a page shows without running anything in it. SVG and HTML bring scripts, and a page's own Blobs have its rights. */
const inert: ReadonlySet<string> = new Set([
  'application/pdf',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
  'video/mp4',
  'video/webm',
]);

const UNKNOWN = 'application/octet-stream';

/** The media type (RFC 6838) under which a file is recorded: without parameters, in small letters. */
export function recordedType(type: string): string {
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,49}\/[\w.+-]{1,50}$/.test(bare) ? bare : UNKNOWN;
}

/** The type under which a page gets it. */
export function shownType(type: string): string {
  return inert.has(type) ? type : UNKNOWN;
}
