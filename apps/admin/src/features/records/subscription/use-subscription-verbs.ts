import { useMutation, useQueryClient } from '@tanstack/react-query';
import { today } from '@crm/ui/format/plain-date';
import { showToast } from '@crm/ui/hooks/use-toasts';
import type { MenuEntry } from '@crm/ui/overlays/menu';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { api } from '#admin/lib/trpc.ts';

const verbs = ['change', 'renew', 'pause', 'resume', 'cancel'] as const;
type Verb = (typeof verbs)[number];
type Asked = Extract<Verb, 'change' | 'cancel'>;
type Direct = Exclude<Verb, Asked>;

const icons = { change: 'note', renew: 'arrow', pause: 'pause', resume: 'play', cancel: 'ban' } as const;

/** What can be done with a subscription as its abilities allow, as menu and commands. */
export function useSubscriptionVerbs(row: SubscriptionRow) {
  const { t } = useTranslation('bills');
  const [asked, ask] = useState<Asked | undefined>();
  const queryClient = useQueryClient();
  const write = useMutation({
    mutationFn: (verb: Direct) => {
      if (verb !== 'renew') return api.subscription[verb].mutate({ id: row.id });
      return api.subscription.renew.mutate({ id: row.id, data: { periodStart: row.currentPeriodEnd } });
    },
    onSuccess: async (_saved, verb) => {
      showToast({ title: t(`done.${verb}`, { name: row.name }), state: 'done' });
      await Promise.all(
        ['subscription', 'invoice', 'timeline'].map((noun) => queryClient.invalidateQueries({ queryKey: [[noun]] })),
      );
    },
  });
  // A period is billed once it has begun; before that the verb would only be refused.
  const isDue = row.currentPeriodEnd <= today();
  const can = verbs.filter((verb) => row.abilities[verb] && (verb !== 'renew' || isDue));
  const act = (verb: Verb) => (verb === 'change' || verb === 'cancel' ? ask(verb) : write.mutate(verb));

  useCommands(
    can.map((verb) => ({
      id: `subscription.${verb}`,
      label: t(`verb.${verb}`),
      section: 'action' as const,
      icon: icons[verb],
      run: () => act(verb),
    })),
  );
  const entries: readonly MenuEntry[] = can.map((verb) => ({
    id: verb,
    label: t(`verb.${verb}`),
    icon: icons[verb],
    onSelect: () => act(verb),
  }));
  return {
    entries,
    asked,
    ask,
    close: () => ask(undefined),
    run: (verb: Direct) => write.mutate(verb),
    busy: write.isPending,
  };
}
