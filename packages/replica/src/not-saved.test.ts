import { expect, test } from 'vitest';
import { notSaved } from './not-saved.ts';

const full = async () => false;
const room = async () => true;
const ioError = 'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3)';

test.each([
  ['the browser’s own bound', new DOMException('no room', 'QuotaExceededError'), room, 'here/disk-full'],
  ['the first write on a full disk', new DOMException(ioError, 'UnknownError'), room, 'here/disk-full'],
  [
    'behind the errors of libraries',
    new Error('x', { cause: { inner: new DOMException(ioError) } }),
    room,
    'here/disk-full',
  ],
  ['the journal of a desktop', new Error('journal/disk-full'), room, 'here/disk-full'],
  ['the writes after it: the disk is asked', new DOMException('closing', 'InvalidStateError'), full, 'here/disk-full'],
  ['another fault', new DOMException('closing', 'InvalidStateError'), room, 'here/not-saved'],
] as const)('%s is called by its name', async (_, cause, hasRoom, code) => {
  expect(await notSaved(cause, hasRoom)).toMatchObject({ name: 'NotSaved', code, cause });
});
