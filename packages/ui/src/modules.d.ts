declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react';

  const icon: Icon;
  // biome-ignore lint/style/noDefaultExport: that is what these files export
  export default icon;
}

declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  // biome-ignore lint/style/noDefaultExport: that is what these files export
  export default classes;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  export { default } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
}

/** A file of the build, by its address beside the page. */
declare module '*.wav' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: that is how Vite exports it
  export default address;
}

declare module '*.css';
declare module 'virtual:theme.css';

/** A module that Vite builds as a worker of its own, served from the page's own files. */
declare module '*?worker' {
  const Made: { new (): Worker };
  // biome-ignore lint/style/noDefaultExport: that is how Vite exports it
  export default Made;
}

/** Its own types are left out of its `exports`. */
declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    /** The bytes of the pixels, in the order of the machine. */
    decompress(buffer: ArrayBuffer, offset?: number, length?: number): ArrayBuffer;
  }
}

/** An Emscripten program: opened once, it gives decoders by name. `locateFile`: the address of its WebAssembly. */
declare module '@cornerstonejs/codec-*/decodewasmjs' {
  const open: (options: {
    readonly locateFile: () => string;
    readonly print: () => void;
    readonly printErr: () => void;
  }) => Promise<Readonly<Record<string, new () => unknown>>>;
  // biome-ignore lint/style/noDefaultExport: that is how it is exported
  export default open;
}

/** A file of the build, by its address beside the page. */
declare module '*?url' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: that is how Vite exports it
  export default address;
}
