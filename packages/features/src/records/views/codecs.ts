import { type Codec, type Unpacked, unpackedBy } from './codec.ts';

/** JPEG 2000 (ISO 15444-1), as films and archives pack pictures: by OpenJPEG in WebAssembly, loaded with the first that somebody opens. */
export async function unpackedJpeg2000(packed: Uint8Array): Promise<Unpacked> {
  const [{ default: open }, { default: program }] = await Promise.all([
    import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
    import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
  ]);
  return unpackedBy(await decoderOf(open, program, 'J2KDecoder'), packed);
}

/** JPEG-LS (ISO 14495-1): by CharLS, in the same way. */
export async function unpackedJpegLs(packed: Uint8Array): Promise<Unpacked> {
  const [{ default: open }, { default: program }] = await Promise.all([
    import('@cornerstonejs/codec-charls/decodewasmjs'),
    import('@cornerstonejs/codec-charls/decodewasm?url'),
  ]);
  return unpackedBy(await decoderOf(open, program, 'JpegLSDecoder'), packed);
}

/** High-throughput JPEG 2000 (ISO 15444-15): by OpenJPH, in the same way. */
export async function unpackedHtj2k(packed: Uint8Array): Promise<Unpacked> {
  const [{ default: open }, { default: program }] = await Promise.all([
    import('@cornerstonejs/codec-openjph/wasmjs'),
    import('@cornerstonejs/codec-openjph/wasm?url'),
  ]);
  return unpackedBy(await decoderOf(open, program, 'HTJ2KDecoder'), packed);
}

type Open = typeof import('@cornerstonejs/codec-openjpeg/decodewasmjs')['default'];

const opened = new Map<string, ReturnType<Open>>();

async function decoderOf(open: Open, program: string, name: string): Promise<Codec> {
  // The codecs tell the console of every header they read.
  const silent = { print: () => undefined, printErr: () => undefined };
  const opening = opened.get(program) ?? open({ locateFile: () => program, ...silent });
  opened.set(program, opening);
  const codec = await opening.catch((error: unknown) => {
    opened.delete(program); // tried again with the next picture
    throw error;
  });
  const Decoder = codec[name];
  if (!Decoder) throw new Error(`no ${name}`);
  return new Decoder() as Codec;
}
