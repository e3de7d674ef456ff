import { type CallPriority, callPriorities } from '@healthcare/domain/calls';
import type { CallSound, Sounding, Volume } from '../../state/index.ts';
import { soundFiles } from './sound-files.ts';
import { patterns, type Tone } from './tones.ts';
import { gainOf, volumeWithin } from './volume.ts';

/** A tone that starts or ends at once clicks (s). */
const EDGE = 0.015;
/** Of a tone that is made because its file is not there: as loud as the files are. */
const LOUDNESS = 0.8;

/** What a terminal keeps of its volume. */
export interface KeptVolume {
  read(): Volume;
  keep(volume: Volume): void;
}

/**
 * The sounds of the build's own files. One that cannot be read is made by the browser itself, so that no missing file makes a terminal
 * silent. `open` makes the audio context (a page may have one).
 */
export function webAudioSound(open: () => AudioContext, kept: KeptVolume): CallSound {
  const context = open();
  const heard = new Set<() => void>();
  const loaded = loadedInto(context);
  let volume = volumeWithin(kept.read());
  let now: Sounding | null = null;
  let repeating: ReturnType<typeof setInterval> | undefined;
  let out: GainNode | undefined;

  const door = (asked: Sounding) => {
    const gain = new GainNode(context, { gain: gainOf(asked, volume) });
    gain.connect(context.destination);
    return gain;
  };
  const once = (priority: CallPriority, into: AudioNode) => {
    if (context.state !== 'running') return;
    const buffer = loaded.get(priority);
    if (!buffer) for (const tone of patterns[priority].tones) play(context, into, tone);
    else {
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(into);
      source.start();
    }
  };
  const restart = () => {
    clearInterval(repeating);
    out?.disconnect(); // Also what is already scheduled of the pattern falls silent at once.
    out = undefined;
    if (now === null) return;
    const { priority } = now;
    const into = door(now);
    out = into;
    once(priority, into);
    repeating = setInterval(() => once(priority, into), patterns[priority].every * 1000);
  };
  const tellAll = () => {
    for (const changed of heard) changed();
  };
  context.addEventListener('statechange', () => {
    restart();
    tellAll();
  });
  return {
    sound: (asked) => {
      if (asked?.priority === now?.priority && asked?.isEmergency === now?.isEmergency) return;
      now = asked;
      restart();
    },
    hear: (priority) => {
      void context
        .resume()
        .then(() => once(priority, door({ priority, isEmergency: priority === 'high' })))
        .catch(() => undefined); // Refused: `blocked` still says so, and the act stays on the screen.
    },
    get volume() {
      return volume;
    },
    setVolume: (to) => {
      volume = volumeWithin(to);
      kept.keep(volume);
      if (now && out) out.gain.value = gainOf(now, volume);
      tellAll();
    },
    unlock: () => void context.resume().catch(() => undefined), // Refused: as above.
    get blocked() {
      return context.state !== 'running';
    },
    onChange: (changed) => {
      heard.add(changed);
      return () => heard.delete(changed);
    },
  };
}

/** The files by priority, as far as they have been read; each is small, and they are read at once. */
function loadedInto(context: AudioContext): ReadonlyMap<CallPriority, AudioBuffer> {
  const loaded = new Map<CallPriority, AudioBuffer>();
  for (const priority of callPriorities)
    void fetch(soundFiles[priority])
      .then(async (answer) => context.decodeAudioData(await answer.arrayBuffer()))
      .then((buffer) => loaded.set(priority, buffer))
      .catch(() => undefined); // Then its tones are made.
  return loaded;
}

function play(context: AudioContext, out: AudioNode, { at, lasts, hz }: Tone): void {
  const from = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hz });
  const edge = new GainNode(context, { gain: 0 });
  edge.gain.setValueAtTime(0, from);
  edge.gain.linearRampToValueAtTime(LOUDNESS, from + EDGE);
  edge.gain.setValueAtTime(LOUDNESS, from + lasts - EDGE);
  edge.gain.linearRampToValueAtTime(0, from + lasts);
  oscillator.connect(edge).connect(out);
  oscillator.start(from);
  oscillator.stop(from + lasts);
}
