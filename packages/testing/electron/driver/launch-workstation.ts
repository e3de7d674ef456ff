import type Electron from 'electron';
import type { Page } from 'playwright-core';
import { electronBinary } from './electron-binary.ts';
import { launchOnDouble } from './launch-on-double.ts';
import { launchOnElectron } from './launch-on-electron.ts';

/** The main file to run, the profile folder, and what is added to the environment. */
export interface LaunchOptions {
  readonly main: string;
  readonly userData: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More command-line arguments for the app. */
  readonly args?: readonly string[];
}

/** How the main process ended. */
export interface MainExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A request a page made, in the app's own addresses, and whether the app let it through. */
export interface RequestSeen {
  readonly url: string;
  readonly allowed: boolean;
}

/** A running workstation: real main, preload and renderer, in Electron or in its double. Tests do not know which. */
export interface Workstation {
  readonly engine: 'electron' | 'double';
  /** The page of the window that is open now; waits for one. Ask again after a renderer has been killed or replaced. */
  page(): Promise<Page>;
  /** The address of the page's origin inside the page: app://ward, or what stands in for it. */
  readonly origin: (host: string) => string;
  /** Runs a function in the main process with Electron's module and one argument; the answer is a structured clone. */
  evaluate<Argument, Answer>(
    run: (electron: typeof Electron, argument: Argument) => Answer | Promise<Answer>,
    argument?: Argument,
  ): Promise<Awaited<Answer>>;
  /** Every request the pages made so far. Only the double can tell; Electron answers an empty list. */
  requests(): Promise<readonly RequestSeen[]>;
  /** SIGKILL to every renderer process. The main process stays. */
  killRenderer(): Promise<void>;
  /** SIGKILL to the main process and everything below it, as a power cut would; resolves when all of it is gone. */
  kill(): Promise<MainExit>;
  /** An ordinary quit. */
  close(): Promise<MainExit>;
  readonly exited: Promise<MainExit>;
}

/** Starts the app on a real Electron when its binary is here, else on the double. Rejects when main ends before a window. */
export function launchWorkstation(options: LaunchOptions): Promise<Workstation> {
  const binary = electronBinary();
  return binary ? launchOnElectron(binary, options) : launchOnDouble(options);
}
