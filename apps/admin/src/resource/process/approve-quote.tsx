import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Facts } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { Note } from '@crm/ui/feedback/note';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deepestDiscount } from '@crm/domain/quote/quote.rules';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { paths } from '#admin/app/paths.ts';
import { readError } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './approve-quote.module.css';

const longestComment = 2_000;

/** The decision that a quote waits for, with what is decided on, right where it is shown. */
export function ApproveQuote({ quoteId }: { readonly quoteId: string }) {
  const { data, error, refetch } = useQuery(trpc.quote.get.queryOptions({ id: quoteId }));
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} />;
  return data ? <Decision key={data.contentHash} quote={data} /> : <Skeleton width={240} />;
}

function Decision({ quote }: { readonly quote: QuoteRow }) {
  const { t } = useTranslation('process');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [comment, setComment] = useState('');
  const said = comment.trim();
  const contentHash = quote.contentHash ?? undefined;
  const decide = useMutation({
    mutationFn: (answer: 'approve' | 'reject') =>
      answer === 'approve'
        ? api.quote.approve.mutate({ id: quote.id, data: { ...(said && { comment: said }), contentHash } })
        : api.quote.reject.mutate({ id: quote.id, data: { comment: said, contentHash } }),
    meta: { tellsErrors: true },
    onSuccess: ({ status, number }) => {
      const told = status === 'approved' ? 'approved' : status === 'rejected' ? 'rejected' : 'agreed';
      showToast({ title: t(`approve.${told}`, { number }), state: 'done' });
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: [['process']] });
      await queryClient.invalidateQueries({ queryKey: [['quote']] });
    },
  });
  const refusal = decide.error ? readError(decide.error) : undefined;
  return (
    <div className={classes.form} role="group" aria-label={t('approve.title')}>
      <QuoteFacts quote={quote} />
      <ul className={classes.lines}>
        {quote.lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <span>
              <bdi>{line.description}</bdi> <Text level={2}>× {line.quantity}</Text>
            </span>
            <MoneyText money={{ amountMinor: line.subtotalMinor - line.discountMinor, currency: quote.currency }} />
          </li>
        ))}
      </ul>
      <TextareaField
        label={t('approve.comment')}
        hint={t('approve.commentHint')}
        rows={2}
        maxLength={longestComment}
        value={comment}
        onChange={setComment}
      />
      {refusal && (
        <Note tone="bad" state="failed" live>
          {words.title(refusal)}. {words.advice(refusal)}
        </Note>
      )}
      <div className={classes.verbs}>
        <Button variant="primary" icon="check" busy={decide.isPending} onClick={() => decide.mutate('approve')}>
          {t('approve.yes')}
        </Button>
        <Button icon="ban" unavailable={said === '' || decide.isPending} onClick={() => decide.mutate('reject')}>
          {t('approve.no')}
        </Button>
        <ButtonLink variant="ghost" href={paths.quote(quote.id)}>
          {t('approve.whole')}
        </ButtonLink>
      </div>
    </div>
  );
}

function QuoteFacts({ quote }: { readonly quote: QuoteRow }) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const { currency, totalMinor, lines, validUntil, approvals } = quote;
  const agreed = approvals.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy.name]));
  const reasons = [...new Set(approvals.map(({ policy }) => policy))];
  return (
    <Facts
      facts={[
        { id: 'total', label: t('approve.total'), value: <MoneyText money={{ amountMinor: totalMinor, currency }} /> },
        { id: 'discount', label: t('approve.discount'), value: format.percent(deepestDiscount(lines) / 100, 1) },
        ...(validUntil
          ? [{ id: 'valid', label: t('approve.valid'), value: <Moment at={validUntil} as="date" /> }]
          : []),
        { id: 'asked', label: t('approve.asked'), value: <bdi>{reasons.join(', ')}</bdi> },
        ...(agreed.length > 0
          ? [{ id: 'agreed', label: t('approve.others'), value: <bdi>{agreed.join(', ')}</bdi> }]
          : []),
      ]}
    />
  );
}
