import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Text } from '@crm/ui/data/text';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { QuoteStatusBadge } from '#admin/resource/quote-status.tsx';

const shown = 6;

/** The quotes of a deal, and the way to write the next: account, contact, currency and owner come from the deal. */
export function Quotes({ opportunityId }: { readonly opportunityId: string }) {
  const { t } = useTranslation('quotes');
  const may = useMay();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data } = useQuery(
    trpc.quote.list.queryOptions({ filter: { opportunityId }, limit: shown }, { enabled: may('quote:read') }),
  );
  const create = useMutation({
    mutationFn: () => api.quote.fromOpportunity.mutate({ id: opportunityId, data: { lines: [] } }),
    onSuccess: async ({ id }) => {
      void navigate(paths.quote(id));
      await queryClient.invalidateQueries({ queryKey: [['quote']] });
    },
  });
  if (!may('quote:read')) return null;
  return (
    <Section
      title={t('ofDeal')}
      end={
        may('quote:create') && (
          <IconButton
            icon="plus"
            size="small"
            variant="ghost"
            label={t('create')}
            aria-busy={create.isPending}
            onClick={() => create.mutate()}
          />
        )
      }
    >
      {data?.items.length === 0 && <Text level={2}>{t('ofDealNone')}</Text>}
      {data?.items.map((quote) => (
        <SectionItem
          key={quote.id}
          mark={<Icon name="quote" />}
          title={quote.number}
          detail={<QuoteStatusBadge status={quote.status} />}
          end={<MoneyCell amountMinor={quote.totalMinor} currency={quote.currency} />}
          href={paths.quote(quote.id)}
        />
      ))}
    </Section>
  );
}
