import { Palette, type PaletteGroup } from '@crm/ui/overlays/palette';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { runCommand, useCommandState, type Command } from './command-store.ts';
import { matchCommands } from './match-commands.ts';
import { shortcutKeys } from './shortcut.ts';
import { useFoundRecords } from './use-found-records.ts';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onShowShortcuts: () => void;
}

function toItem(command: Command) {
  return {
    ...command,
    kbd: command.shortcut ? shortcutKeys(command.shortcut) : undefined,
    run: () => runCommand(command.id),
  };
}

/** Search or run: actions on what is chosen, records, places, what can be created. */
export function CommandPalette({ onClose, onShowShortcuts }: CommandPaletteProps) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { commands, subject } = useCommandState();
  const { records, busy, took } = useFoundRecords(useDeferredValue(query));

  const section = (wanted: Command['section']) =>
    matchCommands(
      // A command that was registered twice (by the shell and by the page) is shown once.
      commands.filter(
        (command, index) =>
          command.section === wanted &&
          command.id !== 'shell.search' &&
          commands.findLastIndex((other) => other.id === command.id) === index,
      ),
      query,
    ).map(toItem);

  const groups: readonly PaletteGroup[] = [
    { id: 'action', label: subject ? t('palette.with', { subject }) : t('palette.actions'), items: section('action') },
    {
      id: 'records',
      label: query ? t('palette.records') : t('palette.latest'),
      note:
        query && took !== undefined && records.length > 0
          ? t('palette.found', { count: records.length, took })
          : undefined,
      items: records.map((record) => ({ ...record, run: () => void navigate(record.href) })),
    },
    { id: 'goto', label: t('palette.goto'), items: section('goto') },
    { id: 'create', label: t('palette.create'), items: section('create') },
  ];
  // Without a chosen subject the page's few actions come last: people look for records first.
  const ordered = subject ? groups : [...groups.slice(1), ...groups.slice(0, 1)];

  return (
    <Palette
      query={query}
      onQueryChange={setQuery}
      groups={ordered}
      context={subject}
      busy={busy}
      onClose={onClose}
      onShowShortcuts={onShowShortcuts}
    />
  );
}
