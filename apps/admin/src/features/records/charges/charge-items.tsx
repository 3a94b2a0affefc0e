import { Button } from '@crm/ui/controls/button';
import { Badge, type Tone } from '@crm/ui/data/badge';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Note } from '@crm/ui/feedback/note';
import { SectionItem } from '@crm/ui/layout/section';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChargeRow } from '@crm/domain/charge/charge';
import classes from './charge-items.module.css';
import { SettleCharge } from './settle-charge.tsx';

const tones: Readonly<Record<ChargeRow['state'], Tone>> = {
  planned: 'idle',
  unknown: 'warn',
  succeeded: 'good',
  declined: 'bad',
};

interface ChargeItemsProps {
  readonly invoiceId: string;
  readonly items: readonly ChargeRow[];
}

/** The tries to take the money of one invoice; who may says what came of one of which the provider cannot tell. */
export function ChargeItems({ invoiceId, items }: ChargeItemsProps) {
  const { t } = useTranslation('bills');
  const [asked, setAsked] = useState<ChargeRow>();
  return (
    <>
      {items.map((each) => (
        <div key={each.id}>
          <SectionItem
            title={<MoneyText money={each} />}
            detail={<Moment at={each.settledAt ?? each.sentAt ?? each.createdAt} />}
            end={<Badge tone={tones[each.state]}>{t(`charges.${each.state}`)}</Badge>}
          />
          {each.state === 'unknown' && (
            <p className={classes.word}>
              {each.asked === 0 ? t('charges.sent') : t('charges.asking', { count: each.asked })}{' '}
              {each.askAt !== null && <Moment at={each.askAt} />}
            </p>
          )}
          {each.settledReason !== null && (
            <p className={classes.word} dir="auto">
              {t('charges.recorded', { who: each.settledBy?.name ?? '–', reason: each.settledReason })}
            </p>
          )}
          {each.toldState !== null && each.toldState !== each.state && (
            <Note tone="bad" icon="warning">
              {t(`charges.contradicted.${each.toldState}`)}
            </Note>
          )}
          {each.abilities.settle && (
            <Button size="small" onClick={() => setAsked(each)}>
              {t('charges.settle')}
            </Button>
          )}
        </div>
      ))}
      {asked && <SettleCharge invoiceId={invoiceId} charge={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
