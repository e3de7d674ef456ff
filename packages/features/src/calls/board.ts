import { callPriorities } from '@healthcare/domain/calls';
import { type Call, concerns } from './call.ts';

/** The views of the board, each with an address of its own. */
export const boardViews = ['calls', 'mine', 'today', 'history'] as const;
export type BoardView = (typeof boardViews)[number];

export function isBoardView(screen: string): screen is BoardView {
  return boardViews.some((view) => view === screen);
}

/** `waiting`: nobody has accepted. The order is the order on the screen. */
export const sectionNames = ['waiting', 'onTheWay', 'there', 'closed'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Section {
  readonly name: SectionName;
  readonly calls: readonly Call[];
}

/** Most urgent first, then longest waiting. */
export function byUrgency(a: Call, b: Call): number {
  const rank = callPriorities.indexOf(a.priority) - callPriorities.indexOf(b.priority);
  return rank || inText(a.raisedAt, b.raisedAt) || inText(a.id, b.id);
}

/** The latest raised first. */
export function byRecency(a: Call, b: Call): number {
  return inText(b.raisedAt, a.raisedAt) || inText(a.id, b.id);
}

/** The sections of a view; empty ones are left out, except the first of the current view: an empty board says why. */
export function sectionsOf(view: Exclude<BoardView, 'history'>, calls: Calls, user: string): readonly Section[] {
  const open = view === 'mine' ? calls.open.filter((call) => concerns(call, user)) : calls.open;
  const closed = view === 'today' ? [...calls.closedToday].sort(byRecency) : [];
  const sections = [
    ...sectionNames.slice(0, 3).map((name) => ({ name, calls: inSection(open, name) })),
    { name: 'closed' as const, calls: closed },
  ];
  return sections.filter((section) => section.calls.length > 0);
}

/** What the board is made of. */
export interface Calls {
  readonly open: readonly Call[];
  readonly closedToday: readonly Call[];
}

/** The state of a call as a place on the board. */
export function sectionOf(call: Call): SectionName {
  if (call.phase === 'closed') return 'closed';
  if (call.arrivals.length > 0) return 'there';
  return call.acceptances.length > 0 ? 'onTheWay' : 'waiting';
}

function inSection(calls: readonly Call[], name: SectionName): readonly Call[] {
  return calls.filter((call) => sectionOf(call) === name).sort(byUrgency);
}

function inText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
