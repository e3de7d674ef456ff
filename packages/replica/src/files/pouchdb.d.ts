/** Only what this package uses: the packages bring no types of their own. */
declare module 'pouchdb-core' {
  interface PouchDB {
    new (name: string, options: object): import('./chunk-shelf.ts').ChunkDatabase;
    plugin(plugin: unknown): PouchDB;
  }
  const PouchDB: PouchDB;
  // biome-ignore lint/style/noDefaultExport: that is what the package exports
  export default PouchDB;
}

declare module 'pouchdb-adapter-idb' {
  const plugin: unknown;
  // biome-ignore lint/style/noDefaultExport: that is what the package exports
  export default plugin;
}
