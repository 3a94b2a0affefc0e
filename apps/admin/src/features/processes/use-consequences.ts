import type { Consequence } from '@crm/ui/process/consequences';
import { useTranslation } from 'react-i18next';
import type { ProcessKind } from '@crm/domain/process/process';

const own = {
  'lead-intake': 'intake',
  'lead-response': 'response',
  'lead-conversion': 'conversion',
  'opportunity-stage': 'deal',
  'quote-approval': 'approval',
  'quote-delivery': 'delivery',
  renewal: 'renewal',
  automation: 'automation',
  'ticket-sla': 'clocks',
  'follow-up': 'followUp',
  operation: 'operation',
} as const;

/** What happens if a process is cancelled: it ends where it stands, and what is written stays. */
export function useConsequences(kind: ProcessKind): readonly Consequence[] {
  const { t } = useTranslation('processes');
  return [
    { id: 'ends', kind: 'undone', text: t('consequence.ends') },
    { id: 'own', kind: 'undone', text: t(`consequence.${own[kind]}`) },
    { id: 'records', kind: 'stays', text: t('consequence.records') },
  ];
}
