import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import classes from './needs-me.module.css';

const shown = 3;

/** Processes that wait for a decision of whoever is signed in. */
export function NeedsMe() {
  const { t } = useTranslation('home');
  const { t: words } = useTranslation('process');
  const format = useFormat();
  const { data } = useQuery(trpc.process.list.queryOptions({ filter: { needsMe: true, open: true } }));
  const items = data?.items ?? [];
  return (
    <Section
      title={t('needsYou')}
      count={items.length > 0 ? format.number(items.length) : undefined}
      end={items.length > 0 ? <Text level={3}>{t('dueFirst')}</Text> : undefined}
    >
      {data && items.length === 0 && <Text level={2}>{t('calm')}</Text>}
      <div className={classes.cards}>
        {items
          .toSorted((a, b) => (a.wait?.dueAt ?? a.updatedAt).localeCompare(b.wait?.dueAt ?? b.updatedAt))
          .slice(0, shown)
          .map((process) => (
            <ProcessCard
              key={process.id}
              process={process}
              withSubject
              actions={
                <ButtonLink size="small" href={paths.process(process.id)}>
                  {process.abilities.choose ? t('decide') : words('open')}
                </ButtonLink>
              }
            />
          ))}
        {items.length > shown && (
          <ButtonLink block href={paths.needsYou}>
            {t('all')}
          </ButtonLink>
        )}
      </div>
    </Section>
  );
}
