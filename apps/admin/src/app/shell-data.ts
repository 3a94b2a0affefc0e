import type { PaletteItem } from '@crm/ui/overlays/palette';
import { createContext, use } from 'react';
import type { Session } from '#admin/lib/session.ts';

/** A record that the palette found; the shell draws it and goes to its address. */
export interface FoundRecord extends Pick<PaletteItem, 'id' | 'label' | 'detail' | 'icon' | 'mark' | 'end'> {
  readonly href: string;
}

/** What the shell shows and is given from outside: it fetches nothing itself. */
export interface ShellData {
  readonly workspace: string;
  readonly session: Session;
  /** Figures of the navigation; left out while unknown. */
  readonly counts: {
    readonly needsYou?: number | undefined;
    readonly leads?: number | undefined;
    readonly activities?: number | undefined;
    /** What one was told and has not read yet. */
    readonly notifications?: number | undefined;
    /** Processes that failed or are stuck. */
    readonly troubledProcesses?: number | undefined;
  };
  readonly connection: 'live' | 'connecting' | 'offline';
  /** ISO moment, while `connection` is `offline`. */
  readonly offlineSince?: string | undefined;
  /** Writes that wait on this device for the connection. */
  readonly waitingWrites: number;
  readonly onReconnect?: (() => void) | undefined;
  /** One line on the machine's health, at the foot of the navigation. */
  readonly health?: { readonly tone: 'good' | 'warn' | 'bad'; readonly label: string } | undefined;
  /** Finds records by name; an empty query asks for the latest. Keep it stable. */
  readonly searchRecords?: ((query: string, signal: AbortSignal) => Promise<readonly FoundRecord[]>) | undefined;
  readonly onSignOut: () => void;
}

export const ShellDataContext = createContext<ShellData | undefined>(undefined);

/** What the shell was given. Only inside the shell. */
export function useShellData(): ShellData {
  const data = use(ShellDataContext);
  if (!data) throw new Error('useShellData is called outside the shell');
  return data;
}
