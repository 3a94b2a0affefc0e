import { useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { paths } from '#admin/app/paths.ts';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './converted-lead.module.css';
import { UndoConflicts } from './undo-conflicts.tsx';
import { useUndo } from './use-undo.ts';

const nouns = ['account', 'contact', 'opportunity'] as const;
const icons = { account: 'account', contact: 'contact', opportunity: 'opportunity' } as const;

/** What a lead became, with the ways there, and the way back while it is open. */
export function ConvertedLead({ lead }: { readonly lead: LeadRow }) {
  const { t } = useTranslation('conversion');
  const format = useFormat();
  const { data: conversion } = useQuery(trpc.lead.conversion.queryOptions({ id: lead.id }));
  const { undo, isPending, conflicts, leave } = useUndo(lead);
  if (!conversion) return null;
  const ids = { account: conversion.accountId, contact: conversion.contactId, opportunity: conversion.opportunityId };
  return (
    <section className={classes.panel} aria-label={t('panel')}>
      <Text medium>{t('became', { day: format.date(conversion.convertedAt) })}</Text>
      <div className={classes.links}>
        {nouns.map((noun) => (
          <ButtonLink key={noun} size="small" icon={icons[noun]} href={paths[noun](ids[noun])}>
            {t(`open.${noun}`)}
          </ButtonLink>
        ))}
        {lead.abilities.undoConversion && (
          <span className={classes.undo}>
            <Text level={2} size="sm">
              {t('undoUntil', { day: format.date(conversion.undoableUntil) })}
            </Text>
            <Button size="small" icon="undo" variant="danger" busy={isPending} onClick={() => undo('ask')}>
              {t('undo')}
            </Button>
          </span>
        )}
      </div>
      {conflicts && (
        <UndoConflicts conflicts={conflicts} busy={isPending} onKeep={() => undo('keep')} onLeave={leave} />
      )}
    </section>
  );
}
