/** A module that Vite builds as a worker of its own, served from the page's own files. */
declare module '*?worker' {
  const Made: { new (): Worker };
  // biome-ignore lint/style/noDefaultExport: this is how Vite exports it
  export default Made;
}

/** Its own types are left out of its `exports`. */
declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    /** The bytes of the pixels, in the order of the machine. */
    decompress(buffer: ArrayBuffer, offset?: number, length?: number): ArrayBuffer;
  }
}
