import { createRequire } from 'node:module';
import { type DicomAsked, pixels } from './index.ts';

const require = createRequire(import.meta.url);

interface Encoder {
  getDecodedBuffer(info: object): Uint8Array;
  /** Both kinds of JPEG 2000. */
  setQuality?(lossless: boolean, quantisation: number): void;
  setDecompositions?(levels: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
}

type Codec = Readonly<Record<string, new () => Encoder>>;

/** By which a frame is packed without loss, and the transfer syntax of it (PS3.6, A). */
const codecs = {
  jpeg2000: { from: '@cornerstonejs/codec-openjpeg', encoder: 'J2KEncoder', syntax: '1.2.840.10008.1.2.4.90' },
  htj2k: { from: '@cornerstonejs/codec-openjph', encoder: 'HTJ2KEncoder', syntax: '1.2.840.10008.1.2.4.201' },
  jpegLs: { from: '@cornerstonejs/codec-charls', encoder: 'JpegLSEncoder', syntax: '1.2.840.10008.1.2.4.80' },
} as const;

/** The frames of `asked` as this codec packs them: what `dicomFile` takes as `packed`. */
export async function packedFrames(
  asked: DicomAsked,
  by: keyof typeof codecs,
): Promise<NonNullable<DicomAsked['packed']>> {
  const { rows, columns, frames = 1 } = asked;
  const { from, encoder, syntax } = codecs[by];
  const codec: Codec = await require(from)({ print: () => undefined });
  const all = pixels(asked, frames);
  const size = rows * columns * 2;
  const info = {
    width: columns,
    height: rows,
    bitsPerSample: 16,
    componentCount: 1,
    isSigned: false,
    isUsingColorTransform: false,
  };
  return {
    syntax,
    frames: Array.from({ length: frames }, (_, frame) => {
      const Made = codec[encoder];
      if (!Made) throw new Error(`no ${encoder}`);
      const packing = new Made();
      packing.getDecodedBuffer(info).set(all.subarray(frame * size, (frame + 1) * size));
      packing.setQuality?.(true, 0);
      packing.setDecompositions?.(1); // the usual five do not go into a picture of a few pixels
      packing.encode();
      return packing.getEncodedBuffer().slice();
    }),
  };
}
