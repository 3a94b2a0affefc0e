import { Badge } from '@crm/ui/data/badge';
import { Moment } from '@crm/ui/data/moment';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { QuoteDeliveryRow } from '@crm/domain/quote/quote-delivery';
import { copyText } from '#admin/lib/copy-text.ts';
import { api } from '#admin/lib/trpc.ts';

/** To whom the quote was sent, whether they opened it, and what they answered. */
export function Deliveries({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('quotes');
  if (row.deliveries.length === 0) return null;
  const copy = () =>
    copyText(
      async () => {
        const { path } = await api.quote.offerLink.query({ id: row.id });
        return new URL(path ?? '', window.location.origin).href;
      },
      { copied: t('delivery.copied'), notCopied: t('delivery.notCopied') },
    );
  return (
    <Section
      title={t('delivery.title')}
      end={
        row.abilities.send && (
          <IconButton icon="copy" size="small" variant="ghost" label={t('delivery.copy')} onClick={() => void copy()} />
        )
      }
    >
      {row.deliveries.map((delivery) => (
        <SectionItem
          key={delivery.id}
          mark={<Icon name={delivery.toAddress === null ? 'check' : 'mail'} />}
          title={delivery.toName ?? delivery.toAddress ?? t('delivery.byHand')}
          detail={<Moment at={delivery.answeredAt ?? delivery.firstSeenAt ?? delivery.createdAt} />}
          end={<DeliveryBadge delivery={delivery} />}
        />
      ))}
    </Section>
  );
}

function DeliveryBadge({ delivery }: { readonly delivery: QuoteDeliveryRow }) {
  const { t } = useTranslation('quotes');
  const { answer, firstSeenAt, mailState } = delivery;
  if (answer !== null) return <Badge tone={answer === 'accepted' ? 'good' : 'bad'}>{t(`delivery.${answer}`)}</Badge>;
  if (firstSeenAt !== null) return <Badge tone="accent">{t('delivery.seen')}</Badge>;
  if (mailState === null) return null;
  return <Badge tone={mailState === 'failed' ? 'bad' : 'idle'}>{t(`delivery.${mailState}`)}</Badge>;
}
