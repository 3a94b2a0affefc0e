import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { sendInput } from '@crm/domain/quote/quote-delivery';
import type { z } from 'zod';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';

const verbs = ['submit', 'approve', 'reject', 'recall', 'accept', 'decline', 'send', 'revise'] as const;
export type QuoteVerb = (typeof verbs)[number];

/** Verbs that somebody gives a reason for first. */
export type ReasonedVerb = 'reject' | 'decline';

/** Verbs that something is asked for first. */
type AskedVerb = ReasonedVerb | 'send';

const icons = {
  submit: 'arrow',
  approve: 'check',
  reject: 'ban',
  recall: 'undo',
  send: 'mail',
  accept: 'check',
  decline: 'ban',
  revise: 'copy',
} as const satisfies Record<QuoteVerb, string>;

/** Which ability lets which verb. */
const abilityOf = {
  submit: 'submit',
  approve: 'approve',
  reject: 'approve',
  recall: 'recall',
  send: 'send',
  accept: 'decide',
  decline: 'decide',
  revise: 'revise',
} as const satisfies Record<QuoteVerb, keyof QuoteRow['abilities']>;

export type Sending = z.input<typeof sendInput>;

interface Wanted {
  readonly verb: QuoteVerb;
  readonly reason?: string;
  readonly sending?: Sending;
}

/** What can be done with a quote now, as its abilities allow. */
export function useQuoteVerbs(row: QuoteRow) {
  const { t } = useTranslation('quotes');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<AskedVerb | undefined>();
  const write = useMutation({
    mutationFn: (wanted: Wanted) => run(row, wanted),
    onSuccess: async (saved, { verb }) => {
      setAsked(undefined);
      showToast({ title: t(`done.${verb}`, { number: row.number }), state: 'done' });
      queryClient.setQueryData([['quote', 'get'], { input: { id: saved.id }, type: 'query' }], saved);
      if (saved.id !== row.id) void navigate(paths.quote(saved.id));
      await queryClient.invalidateQueries({ queryKey: [['quote']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
  });
  const can = verbs.filter((verb) => row.abilities[abilityOf[verb]]);
  const take = (verb: QuoteVerb) => {
    if (verb === 'reject' || verb === 'decline' || verb === 'send') setAsked(verb);
    else write.mutate({ verb });
  };
  const label = (verb: QuoteVerb) => t(verb === 'send' && row.status === 'sent' ? 'verb.sendAgain' : `verb.${verb}`);
  useCommands(
    can.map((verb) => ({
      id: `quote.${verb}`,
      label: label(verb),
      section: 'action' as const,
      icon: icons[verb],
      run: () => take(verb),
    })),
  );
  return {
    can,
    icons,
    label,
    take,
    busy: write.isPending,
    /** The verb that something is asked for. */
    asked,
    say: (reason: string) => asked && write.mutate({ verb: asked, reason }),
    send: (sending: Sending) => write.mutate({ verb: 'send', sending }),
    close: () => setAsked(undefined),
  };
}

function run({ id, version, contentHash }: QuoteRow, { verb, reason = '', sending = {} }: Wanted): Promise<QuoteRow> {
  switch (verb) {
    case 'approve':
      return api.quote.approve.mutate({ id, version, data: { contentHash: contentHash ?? undefined } });
    case 'reject':
      return api.quote.reject.mutate({ id, version, data: { comment: reason, contentHash: contentHash ?? undefined } });
    case 'decline':
      return api.quote.decline.mutate({ id, version, data: reason === '' ? {} : { reason } });
    case 'send':
      return api.quote.send.mutate({ id, version, data: sending });
    case 'submit':
    case 'recall':
    case 'accept':
    case 'revise':
      return api.quote[verb].mutate({ id, version });
  }
}
