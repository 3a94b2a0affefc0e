import type { IconName } from '@crm/ui/icons/icon';
import { useSyncExternalStore } from 'react';
import type { Shortcut } from './shortcut.ts';

/** Something that can be done from here: the one source of buttons, menus, palette and keys. */
export interface Command {
  /** `account.create`: unique among what is registered at a time. */
  readonly id: string;
  /** A verb that names its result, in the language of the page. */
  readonly label: string;
  readonly section: 'action' | 'goto' | 'create';
  readonly icon?: IconName | undefined;
  readonly detail?: string | undefined;
  readonly shortcut?: Shortcut | undefined;
  readonly run: () => void;
}

interface CommandState {
  readonly commands: readonly Command[];
  /** What the actions act on: "3 accounts". */
  readonly subject: string | undefined;
}

let state: CommandState = { commands: [], subject: undefined };
const sources = new Map<symbol, readonly Command[]>();
const listeners = new Set<() => void>();

function publish(next: CommandState): void {
  state = next;
  for (const listener of listeners) listener();
}

function shapeOf(commands: readonly Command[]): string {
  return JSON.stringify(commands.map(({ run: _run, ...rest }) => rest));
}

/**
 * Puts the commands of one source; a later source wins a shortcut. Who listens is told only when
 * ids, labels or keys have changed: `run` is always the latest.
 */
export function putCommands(source: symbol, commands: readonly Command[]): void {
  const isSame = shapeOf(sources.get(source) ?? []) === shapeOf(commands);
  sources.set(source, commands);
  if (!isSame) publish({ ...state, commands: [...sources.values()].flat() });
}

/** Takes the commands of a source away. */
export function dropCommands(source: symbol): void {
  if (sources.delete(source)) publish({ ...state, commands: [...sources.values()].flat() });
}

/** Runs a command by id, as its source has it now. */
export function runCommand(id: string): void {
  [...sources.values()]
    .flat()
    .findLast((command) => command.id === id)
    ?.run();
}

/** Names what the actions act on, for the palette; undefined when nothing is chosen. */
export function setCommandSubject(subject: string | undefined): void {
  publish({ ...state, subject });
}

/** What is registered now, without subscribing. */
export function readCommands(): CommandState {
  return state;
}

/** What is registered now. */
export function useCommandState(): CommandState {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, readCommands);
}
