import { contextBridge, ipcRenderer } from 'electron';
import {
  type Channel,
  type Channels,
  type Reply,
  resumedChannel,
  serverRefusedChannel,
  type WorkstationApi,
} from '../api.ts';

/** Asks main; a refusal rejects with its code as the message, which is all that crosses a contextBridge. */
async function ask<C extends Channel>(channel: C, ...args: Channels[C]['ask']): Promise<Channels[C]['answer']> {
  const reply = (await ipcRenderer.invoke(channel, ...args)) as Reply<C>;
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
}

async function tell<C extends Channel>(channel: C, ...args: Channels[C]['ask']): Promise<void> {
  await ask(channel, ...args);
}

/** Answers how to stop listening. */
function hearing(channel: string, listener: () => void): () => void {
  const heard = () => listener();
  ipcRenderer.on(channel, heard);
  return () => void ipcRenderer.removeListener(channel, heard);
}

const workstation: WorkstationApi = {
  version: 1,
  settings: () => ask('workstation:settings'),
  secret: () => ask('workstation:secret'),
  dataKey: () => ask('workstation:data-key'),
  journal: {
    append: (entry) => tell('workstation:journal-append', entry),
    acknowledge: (ids) => tell('workstation:journal-acknowledge', ids),
    pending: () => ask('workstation:journal-pending'),
  },
  witness: {
    read: () => ask('workstation:witness-read'),
    record: (sequence) => tell('workstation:witness-record', sequence),
  },
  scanner: {
    look: () => ask('workstation:scanner-look'),
    read: (id, from) => ask('workstation:scanner-read', id, from),
    taken: (id) => tell('workstation:scanner-taken', id),
  },
  pinServer: (fingerprint) => tell('workstation:pin-server', fingerprint),
  wipe: () => tell('workstation:wipe'),
  userSwitched: () => tell('workstation:user-switched'),
  print: () => ask('workstation:print'),
  savePdf: (suggestedName) => ask('workstation:save-pdf', suggestedName),
  saveText: (suggestedName, text) => ask('workstation:save-text', suggestedName, text),
  saveCsv: (suggestedName, text) => ask('workstation:save-csv', suggestedName, text),
  onResume: (listener) => hearing(resumedChannel, listener),
  onServerRefused: (listener) => hearing(serverRefusedChannel, listener),
  reportFault: (code) => tell('workstation:report-fault', code),
};

contextBridge.exposeInMainWorld('workstation', workstation);
