import { Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { useTranslation } from 'react-i18next';

/** Words of a record, or the mark that there are none. */
export function WordsCell({ words, latin }: { readonly words: string | null; readonly latin?: boolean }) {
  const { t } = useTranslation('vocabulary');
  if (words === null || words === '') return <Nothing label={t('none')} />;
  return (
    <Text level={2} cut>
      <bdi dir={latin ? 'ltr' : undefined} title={words}>
        {words}
      </bdi>
    </Text>
  );
}

/** An amount, or the mark that there is none. Without a currency it is no amount. */
export function MoneyCell({
  amountMinor,
  currency,
}: {
  readonly amountMinor: number | null;
  readonly currency: string | null;
}) {
  const { t } = useTranslation('vocabulary');
  if (amountMinor === null || currency === null) return <Nothing label={t('none')} />;
  return <MoneyText money={{ amountMinor, currency }} fraction="auto" />;
}

/** A moment or a day, or the mark that there is none. */
export function MomentCell({
  at,
  as = 'moment',
}: {
  readonly at: string | null;
  readonly as?: 'moment' | 'date' | 'appointment';
}) {
  const { t } = useTranslation('vocabulary');
  if (at === null) return <Nothing label={t('none')} />;
  return (
    <Text level={2}>
      <Moment at={at} as={as} />
    </Text>
  );
}

/** Yes, no, or not known. */
export function FlagCell({ flag }: { readonly flag: boolean | null }) {
  const { t } = useTranslation('vocabulary');
  if (flag === null) return <Nothing label={t('notAsked')} />;
  return <Text level={2}>{t(flag ? 'yes' : 'no')}</Text>;
}
