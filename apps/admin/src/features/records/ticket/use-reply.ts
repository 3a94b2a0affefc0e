import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkMentions, readMentions } from '@crm/domain/comment/mention.rules';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { readError } from '#admin/lib/api-error.ts';
import { keep, readKept } from '#admin/lib/kept.ts';
import { readString } from '#admin/lib/read.ts';
import { api } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

/** An answer, a note among colleagues, or what the customer said to somebody who writes it down. */
export type ReplyMode = 'reply' | 'note' | 'customer';

/** What becomes of the ticket with an answer. */
export type After = 'asIs' | 'pending' | 'resolved';

/** An article that goes with what is written. */
export interface Handed {
  readonly id: string;
  readonly title: string;
}

/** What is written about a ticket: kept in the tab until it is sent, so that a reload loses nothing. */
export function useReply(row: TicketRow) {
  const { t } = useTranslation('desk');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const key = `gx-reply:${row.id}`;
  const [text, write] = useState(() => readString(readKept('tab', key)) ?? '');
  const [chosen, setMode] = useState<ReplyMode | undefined>();
  const [after, setAfter] = useState<After>('asIs');
  const [articles, setArticles] = useState<readonly Handed[]>([]);
  const [mentioned, setMentioned] = useState<readonly LookupOption[]>([]);

  const { reply: mayReply, note: mayNote, resolve: mayResolve } = row.abilities;
  const modes: readonly ReplyMode[] = [
    ...(mayReply ? (['reply'] as const) : []),
    ...(mayNote ? (['note'] as const) : []),
    ...(mayReply ? (['customer'] as const) : []),
  ];
  const mode = modes.find((known) => known === chosen) ?? modes[0];
  const setText = (next: string) => {
    write(next);
    keep('tab', key, next === '' ? undefined : next);
  };

  const send = useMutation({
    mutationFn: () => sendAs(mode ?? 'reply', row.id, { text: text.trim(), after, articles, mentioned }),
    meta: { tellsErrors: true },
    onSuccess: async () => {
      setText('');
      setArticles([]);
      setMentioned([]);
      setAfter('asIs');
      showToast({ id: 'reply-sent', title: t(`sent.${mode ?? 'reply'}`), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['ticket']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
  });
  const refusal = send.error ? readError(send.error) : undefined;

  return {
    text,
    setText,
    mode,
    modes,
    setMode,
    after,
    setAfter,
    afters: ['asIs', 'pending', ...(mayResolve ? (['resolved'] as const) : [])] satisfies After[],
    articles,
    attach: (article: Handed) =>
      setArticles((known) => (known.some(({ id }) => id === article.id) ? known : [...known, article])),
    detach: (id: string) => setArticles((known) => known.filter((article) => article.id !== id)),
    /** Puts words behind what is written already. */
    insert: (more: string) => setText(text.trim() === '' ? more : `${text.trimEnd()}\n\n${more}`),
    mention: (who: LookupOption) => setMentioned((known) => [...known, who]),
    send: () => {
      if (text.trim() !== '' && !send.isPending) send.mutate();
    },
    busy: send.isPending,
    problem: refusal && [words.title(refusal), words.advice(refusal)].join('. '),
  };
}

interface Written {
  readonly text: string;
  readonly after: After;
  readonly articles: readonly Handed[];
  readonly mentioned: readonly LookupOption[];
}

async function sendAs(mode: ReplyMode, id: string, { text, after, articles, mentioned }: Written): Promise<void> {
  const articleIds = articles.map((article) => article.id);
  if (mode === 'customer') {
    await api.ticket.receive.mutate({ id, data: { body: text } });
  } else if (mode === 'note') {
    const body = linkMentions(
      text,
      mentioned.map((who) => ({ id: who.id, name: who.label })),
    );
    await api.ticket.note.mutate({ id, data: { body, articleIds, mentions: [...readMentions(body)] } });
  } else {
    const data = { body: text, articleIds, ...(after !== 'asIs' && { status: after }) };
    await api.ticket.reply.mutate({ id, data });
  }
}
