import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MenuEntry } from '@crm/ui/overlays/menu';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { api } from '#admin/lib/trpc.ts';

const verbs = ['take', 'resolve', 'close', 'reopen', 'unmerge'] as const;
export type TicketVerb = (typeof verbs)[number];

const icons = { take: 'contact', resolve: 'check', close: 'ban', reopen: 'undo', unmerge: 'undo' } as const;
const shortcuts = { take: ['KeyT', 'T'], resolve: ['KeyR', 'R'] } as const;

/** What can be done with a ticket as its abilities allow, as buttons, menu and commands. */
export function useTicketVerbs(row: TicketRow) {
  const { t } = useTranslation('desk');
  const [isMerging, setMerging] = useState(false);
  const run = useTicketWrite(row);
  const can = verbs.filter((verb) => row.abilities[verb]);
  const keyOf = (verb: TicketVerb) => (verb === 'take' || verb === 'resolve' ? shortcuts[verb] : undefined);

  useCommands([
    ...can.map((verb) => {
      const shortcut = keyOf(verb)?.[0];
      return {
        id: `ticket.${verb}`,
        label: t(`verb.${verb}`),
        section: 'action' as const,
        icon: icons[verb],
        ...(shortcut && { shortcut }),
        run: () => run.mutate(verb),
      };
    }),
    ...(row.abilities.merge
      ? [
          {
            id: 'ticket.merge',
            label: t('verb.merge'),
            section: 'action' as const,
            icon: 'merge' as const,
            run: () => setMerging(true),
          },
        ]
      : []),
  ]);

  const entries: readonly MenuEntry[] = [
    ...can.map((verb) => ({
      id: verb,
      label: t(`verb.${verb}`),
      icon: icons[verb],
      kbd: keyOf(verb)?.[1],
      onSelect: () => run.mutate(verb),
    })),
    ...(row.abilities.merge
      ? [{ id: 'merge', label: t('verb.merge'), icon: 'merge' as const, onSelect: () => setMerging(true) }]
      : []),
  ];
  return {
    entries,
    run: (verb: TicketVerb) => run.mutate(verb),
    busy: run.isPending,
    isMerging,
    closeMerge: () => setMerging(false),
  };
}

function useTicketWrite(row: TicketRow) {
  const { t } = useTranslation('desk');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (verb: TicketVerb) => api.ticket[verb].mutate({ id: row.id }),
    onSuccess: async (saved, verb) => {
      queryClient.setQueryData([['ticket', 'get'], { input: { id: row.id }, type: 'query' }], saved);
      showToast({ title: t(`done.${verb}`, { number: row.number }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['ticket']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
  });
}
