import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { ChooseMatch } from '#admin/resource/process/choose-match.tsx';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import { Text } from '@crm/ui/data/text';
import { ConvertedLead } from './converted-lead.tsx';
import classes from './lead-conversion.module.css';
import { openConversion } from './open-conversion.ts';

/** On the lead's page: what its conversion waits for, with the choice, or what the lead became. Live. */
export function LeadConversion({ lead }: { readonly lead: LeadRow }) {
  const { t } = useTranslation('conversion');
  const { data } = useQuery(openConversion(lead.id));
  const [process] = data?.items ?? [];
  if (process) {
    const waits = process.wait?.reason === 'choose_match';
    return (
      <section className={classes.panel} aria-label={waits ? t('waits') : t('runs')} aria-live="polite">
        <ProcessCard process={process} />
        {waits && process.abilities.choose && <ChooseMatch leadId={lead.id} />}
        {waits && !process.abilities.choose && <Text level={2}>{t('youMayNot')}</Text>}
      </section>
    );
  }
  return lead.status === 'converted' ? <ConvertedLead lead={lead} /> : null;
}
