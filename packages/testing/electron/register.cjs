// `node --require register.cjs main.cjs`: in that process `require('electron')` is the double, never the real package,
// whose index.js would start a download.
const Module = require('node:module');
const path = require('node:path');

const asNodeResolves = Module._resolveFilename;
const double = path.join(__dirname, 'main/electron.ts');
Module._resolveFilename = function resolveFilename(request, ...rest) {
  return /^electron(\/main|\/common)?$/.test(request) ? double : asNodeResolves.call(this, request, ...rest);
};

const { version } = require('electron/package.json');
Object.defineProperty(process.versions, 'electron', {
  value: process.env.ELECTRON_DOUBLE_VERSION ?? version,
  enumerable: true,
});
process.type = 'browser';
process.resourcesPath = path.dirname(path.dirname(path.resolve(process.argv[1])));
