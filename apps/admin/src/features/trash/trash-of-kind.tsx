import { useTranslation } from 'react-i18next';
import { api } from '#admin/lib/trpc.ts';
import type { TrashKind } from './trash-kinds.ts';
import { TrashList } from './trash-list.tsx';

interface TrashOfKindProps {
  readonly kind: TrashKind;
  /** Words to search by; empty for all. */
  readonly q: string;
  readonly onClear: () => void;
}

/** The deleted rows of one kind, with what each of them was. */
export function TrashOfKind({ kind, ...list }: TrashOfKindProps) {
  const { t } = useTranslation('vocabulary');
  const { t: frame } = useTranslation('resource');
  const words = (detail: string | null | undefined) => [t(`noun.${kind}`), detail].filter(Boolean).join(frame('comma'));
  switch (kind) {
    case 'account':
      return (
        <TrashList
          {...list}
          kind="account"
          api={api.account}
          nameOf={(row) => row.name}
          whatOf={(row) => words(t(`accountKind.${row.kind}`))}
        />
      );
    case 'contact':
      return (
        <TrashList
          {...list}
          kind="contact"
          api={api.contact}
          nameOf={(row) => row.name}
          whatOf={(row) => words(row.account?.name)}
        />
      );
    case 'lead':
      return (
        <TrashList
          {...list}
          kind="lead"
          api={api.lead}
          nameOf={(row) => row.name}
          whatOf={(row) => words(row.company)}
        />
      );
    case 'opportunity':
      return (
        <TrashList
          {...list}
          kind="opportunity"
          api={api.opportunity}
          nameOf={(row) => row.name}
          whatOf={(row) => words(row.account?.name)}
        />
      );
    case 'invoice':
      return (
        <TrashList
          {...list}
          kind="invoice"
          api={api.invoice}
          nameOf={(row) => row.account?.name ?? ''}
          whatOf={(row) => words(t(`invoiceStatus.${row.status}`))}
        />
      );
    case 'subscription':
      return (
        <TrashList
          {...list}
          kind="subscription"
          api={api.subscription}
          nameOf={(row) => row.name}
          whatOf={(row) => words(row.account?.name)}
        />
      );
    case 'product':
      return (
        <TrashList
          {...list}
          kind="product"
          api={api.product}
          nameOf={(row) => row.name}
          whatOf={(row) => words(row.sku)}
        />
      );
    case 'ticket':
      return (
        <TrashList
          {...list}
          kind="ticket"
          api={api.ticket}
          nameOf={(row) => row.subject}
          whatOf={(row) => words(row.number)}
        />
      );
    case 'kb_article':
      return (
        <TrashList
          {...list}
          kind="kb_article"
          api={api.kb_article}
          nameOf={(row) => row.title}
          whatOf={(row) => words(row.category?.name)}
        />
      );
    case 'quote':
      return (
        <TrashList
          {...list}
          kind="quote"
          api={api.quote}
          nameOf={(row) => row.number}
          whatOf={(row) => words(row.account?.name)}
        />
      );
    case 'campaign':
      return (
        <TrashList
          {...list}
          kind="campaign"
          api={api.campaign}
          nameOf={(row) => row.name}
          whatOf={(row) => words(t(`campaignChannel.${row.channel}`))}
        />
      );
    case 'activity':
      return (
        <TrashList
          {...list}
          kind="activity"
          api={api.activity}
          nameOf={(row) => row.subject}
          whatOf={(row) => words(t(`activityType.${row.type}`))}
        />
      );
  }
}
