import type { CallPriority } from '@healthcare/domain/calls';
import high from '../../../../../resources/sounds/high.wav';
import low from '../../../../../resources/sounds/low.wav';
import medium from '../../../../../resources/sounds/medium.wav';

/** Where the sounds of this build lie: among the page's own files, so that they load without a network. Made by `scripts/sounds`. */
export const soundFiles: Readonly<Record<CallPriority, string>> = { high, medium, low };
