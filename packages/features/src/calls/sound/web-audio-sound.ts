import type { CallPriority } from '@healthcare/domain/calls';
import type { CallSound } from '../../state/index.ts';
import { type Pattern, patterns, type Tone } from './tones.ts';

/** Loud enough for a ward at full volume, without clipping when two tones meet. */
const LOUDNESS = 0.6;
/** A tone that starts or ends at once clicks (s). */
const EDGE = 0.015;

/** Tones made by the browser itself: no file that could be missing. `open` makes the audio context (a page may have one). */
export function webAudioSound(open: () => AudioContext): CallSound {
  const context = open();
  const heard = new Set<() => void>();
  let now: CallPriority | null = null;
  let repeating: ReturnType<typeof setInterval> | undefined;
  let volume: GainNode | undefined;

  const quiet = () => {
    clearInterval(repeating);
    volume?.disconnect(); // Also what is already scheduled of the pattern falls silent at once.
    volume = undefined;
  };
  const start = (pattern: Pattern) => {
    const out = new GainNode(context, { gain: LOUDNESS });
    out.connect(context.destination);
    volume = out;
    const once = () => {
      if (context.state === 'running') for (const tone of pattern.tones) play(context, out, tone);
    };
    once();
    repeating = setInterval(once, pattern.every * 1000);
  };
  const restart = () => {
    quiet();
    if (now !== null) start(patterns[now]);
  };
  context.addEventListener('statechange', () => {
    restart();
    for (const changed of heard) changed();
  });
  return {
    sound: (priority) => {
      if (priority === now) return;
      now = priority;
      restart();
    },
    unlock: () => void context.resume().catch(() => undefined), // Refused: `blocked` still says so, and the act stays on the screen.
    get blocked() {
      return context.state !== 'running';
    },
    onChange: (changed) => {
      heard.add(changed);
      return () => heard.delete(changed);
    },
  };
}

function play(context: AudioContext, out: AudioNode, { at, lasts, hz }: Tone): void {
  const from = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hz });
  const edge = new GainNode(context, { gain: 0 });
  edge.gain.setValueAtTime(0, from);
  edge.gain.linearRampToValueAtTime(1, from + EDGE);
  edge.gain.setValueAtTime(1, from + lasts - EDGE);
  edge.gain.linearRampToValueAtTime(0, from + lasts);
  oscillator.connect(edge).connect(out);
  oscillator.start(from);
  oscillator.stop(from + lasts);
}
