/** A decoder of the codecs, made for one picture: its memory is the program's own until it is deleted. */
export interface Codec {
  getEncodedBuffer(length: number): Uint8Array;
  /** Throws what is none of its kind. */
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    /** JPEG-LS knows no sign. */
    readonly isSigned?: boolean;
  };
  /** JPEG-LS: 0 stands for one component after the other. */
  getInterleaveMode?(): number;
  delete(): void;
}

/** A picture as its codec unpacks it. Samples of more than 8 bits are two bytes, the lower first. */
export interface Unpacked {
  readonly columns: number;
  readonly rows: number;
  readonly bits: number;
  readonly samples: number;
  readonly signed: boolean;
  /** One component after the other, and not pixel by pixel. */
  readonly planar: boolean;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Throws where it cannot be unpacked, or lacks pixels. The decoder's memory is given back in any case. */
export function unpackedBy(decoder: Codec, packed: Uint8Array): Unpacked {
  try {
    decoder.getEncodedBuffer(packed.length).set(packed);
    decoded(decoder);
    const { width, height, bitsPerSample, componentCount, isSigned = false } = decoder.getFrameInfo();
    if (width < 1 || height < 1) throw new Error('no picture');
    const bytes = decoder.getDecodedBuffer().slice();
    if (bytes.length < width * height * componentCount * (bitsPerSample > 8 ? 2 : 1))
      throw new Error('fewer pixels than the picture has');
    return {
      columns: width,
      rows: height,
      bits: bitsPerSample,
      samples: componentCount,
      signed: isSigned,
      planar: componentCount > 1 && decoder.getInterleaveMode?.() === 0,
      bytes,
    };
  } finally {
    decoder.delete();
  }
}

/** A codec throws the address of what went wrong. */
function decoded(decoder: Codec): void {
  try {
    decoder.decode();
  } catch (error) {
    throw new Error('it cannot be unpacked', { cause: error });
  }
}
