import { expect, test } from 'vitest';
import { typedFile, typeOf, viewOf } from './file-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  [bytes(`${'\0'.repeat(128)}DICM`), 'application/dicom'],
  [bytes('%PDF-1.7'), 'application/pdf'],
  [bytes('\x89PNG\r\n'), 'image/png'],
  [bytes('\xff\xd8\xff\xe0'), 'image/jpeg'],
  [bytes('II*\0'), 'image/tiff'],
  [bytes('MM\0*'), 'image/tiff'],
  [bytes('\0\0\0\x0cjP  \r\n\x87\n'), 'image/jp2'],
  [bytes('PK'), undefined],
  [bytes(''), undefined],
])('the first bytes say what a file is', (head, type) => {
  expect(typeOf(head)).toBe(type);
});

test('a file without a type gets the one its bytes say; a named one is left alone', async () => {
  expect((await typedFile(new File([bytes('%PDF-1.7')], 'scan'))).type).toBe('application/pdf');
  expect((await typedFile(new File([bytes('%PDF-1.7')], 'a.txt', { type: 'text/plain' }))).type).toBe('text/plain');
});

test.each([
  ['application/dicom', 'dicom'],
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'image'],
  ['image/tiff', 'tiff'],
  ['image/jp2', 'jpeg2000'],
  ['image/svg+xml', 'none'],
  ['text/html', 'none'],
  ['text/plain', 'text'],
])('%s is shown as %s', (type, view) => {
  expect(viewOf(type)).toBe(view);
});
