import { Facts, Nothing } from '@crm/ui/data/facts';
import { Person } from '@crm/ui/data/named';
import { Icon } from '@crm/ui/icons/icon';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { api } from '#admin/lib/trpc.ts';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { QuoteStatusBadge } from '#admin/resource/quote-status.tsx';

/** A quote beside the list: for whom, for how much, until when, and its lines. */
export function QuotePeek({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('quotes');
  const { t: lines } = useTranslation('lines');
  return (
    <>
      <PreviewHead
        mark={<Icon name="quote" />}
        title={row.number}
        detail={row.account?.name ?? ''}
        badge={<QuoteStatusBadge status={row.status} />}
        actions={<PeekActions resource="quote" api={api.quote} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'total',
              label: own('total'),
              value: <MoneyCell amountMinor={row.totalMinor} currency={row.currency} />,
            },
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            {
              id: 'opportunity',
              label: own('opportunity'),
              value: <WordsCell words={row.opportunity?.name ?? null} />,
            },
            { id: 'valid', label: own('validUntil'), value: <MomentCell at={row.validUntil} as="date" /> },
          ]}
        />
      </Section>
      {row.lines.length > 0 && (
        <Section title={lines('lines')}>
          {row.lines.map((line) => (
            <SectionItem
              key={line.id}
              title={line.description}
              detail={`${line.quantity} ${line.unit ?? ''}`.trim()}
              end={<MoneyCell amountMinor={line.subtotalMinor - line.discountMinor} currency={row.currency} />}
            />
          ))}
        </Section>
      )}
    </>
  );
}
