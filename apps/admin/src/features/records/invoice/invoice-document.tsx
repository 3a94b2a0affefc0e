import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Link } from '@crm/ui/controls/link';
import { Figure, MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { cx } from '@crm/ui/cx';
import { useTranslation } from 'react-i18next';
import type { InvoiceLineRow, InvoiceRow, PaymentRow } from '@crm/domain/invoice/invoice';
import { paths } from '#admin/app/paths.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import type { InvoiceVerbs } from './use-invoice-verbs.ts';
import classes from './invoice-lines.module.css';
import { RemovePayment } from './remove-payment.tsx';

interface InvoiceDocumentProps {
  readonly row: InvoiceRow;
  readonly verbs: InvoiceVerbs;
}

/** What an invoice says: its lines, what they come to, and what was paid of it. */
export function InvoiceDocument({ row, verbs }: InvoiceDocumentProps) {
  const { t } = useTranslation('bills');
  const forms = useForms();
  return (
    <RecordStream>
      <div className={classes.lines}>
        {row.lines.length === 0 ? (
          <>
            <Text level={2}>{t('noLines')}</Text>{' '}
            {row.abilities.update && (
              <Button size="small" icon="plus" onClick={() => forms.edit('invoice', row.id)}>
                {t('addLines')}
              </Button>
            )}
          </>
        ) : (
          <Lines row={row} />
        )}
        <Totals row={row} />
      </div>
      {row.notes !== null && (
        <Section title={t('notes')}>
          <p dir="auto">{row.notes}</p>
        </Section>
      )}
      <Payments row={row} verbs={verbs} />
    </RecordStream>
  );
}

function Lines({ row: { lines, currency } }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const format = useFormat();
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency }} />;
  const percent = (text: string) => format.percent(Number(text) / 100, 3);
  const amount = ({ quantity, unit }: InvoiceLineRow) =>
    [format.number(Number(quantity), { maximumFractionDigits: 3 }), unit].filter(Boolean).join(' ');
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('line.description')}</th>
          <th className={cx(classes.figure, classes.wide)}>{t('line.quantity')}</th>
          <th className={cx(classes.figure, classes.wide)}>{t('line.price')}</th>
          <th className={cx(classes.figure, classes.wide)}>{t('line.discount')}</th>
          <th className={cx(classes.figure, classes.wide)}>{t('line.tax')}</th>
          <th className={classes.figure}>{t('line.total')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={classes.what}>
              <bdi>{line.description}</bdi>
              {line.periodStart !== null && line.periodEnd !== null && (
                <span className={classes.detail}>
                  <Moment at={line.periodStart} as="date" /> – <Moment at={line.periodEnd} as="date" />
                </span>
              )}
              <span className={cx(classes.detail, classes.narrow)}>
                <Figure>{amount(line)}</Figure> × {money(line.unitPriceMinor)}
                {Number(line.discountPercent) > 0 && (
                  <> · {t('lessPercent', { share: percent(line.discountPercent) })}</>
                )}
                {Number(line.taxRate) > 0 && <> · {t('taxPercent', { share: percent(line.taxRate) })}</>}
              </span>
              {Number(line.creditedQuantity) > 0 && (
                <span className={classes.detail}>
                  {t('creditedQuantity', { quantity: format.number(Number(line.creditedQuantity)) })}
                </span>
              )}
            </td>
            <td className={cx(classes.figure, classes.wide)}>
              <Figure>{amount(line)}</Figure>
            </td>
            <td className={cx(classes.figure, classes.wide)}>{money(line.unitPriceMinor)}</td>
            <td className={cx(classes.figure, classes.wide)}>
              <Figure>{percent(line.discountPercent)}</Figure>
            </td>
            <td className={cx(classes.figure, classes.wide)}>
              <Figure>{percent(line.taxRate)}</Figure>
            </td>
            <td className={classes.figure}>{money(line.totalMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Totals({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const sum = (label: string, amountMinor: number, strong = false) => (
    <div className={cx(classes.sum, strong && classes.strong)}>
      <dt>{label}</dt>
      <dd>
        <MoneyText money={{ amountMinor, currency: row.currency }} />
      </dd>
    </div>
  );
  return (
    <dl className={classes.totals}>
      {sum(t('subtotal'), row.subtotalMinor)}
      {row.discountMinor !== 0 && sum(t('discount'), -row.discountMinor)}
      {sum(t('tax'), row.taxMinor)}
      {sum(t('total'), row.totalMinor, true)}
      {row.paidMinor !== 0 && sum(t('paid'), -row.paidMinor)}
      {row.creditedMinor !== 0 && sum(t('credited'), -row.creditedMinor)}
      {row.status !== 'draft' && row.status !== 'void' && sum(t('outstanding'), row.balanceMinor, true)}
    </dl>
  );
}

function Payments({ row, verbs }: InvoiceDocumentProps) {
  const { t } = useTranslation('bills');
  if (row.status === 'draft' || (row.payments.length === 0 && !row.abilities.pay)) return null;
  return (
    <Section
      title={t('payments')}
      count={row.payments.length}
      end={
        row.abilities.pay && (
          <IconButton icon="plus" size="small" variant="ghost" label={t('verb.pay')} onClick={() => verbs.ask('pay')} />
        )
      }
    >
      {row.payments.length === 0 && <Text level={2}>{t('noPayments')}</Text>}
      {row.payments.map((payment) => (
        <SectionItem
          key={payment.id}
          mark={<Icon name={payment.creditNoteId === null ? 'check' : 'undo'} />}
          title={<PaymentName payment={payment} of={row.id} />}
          detail={<Moment at={payment.paidOn} as="date" />}
          end={
            <span className={classes.payment}>
              <MoneyText money={{ amountMinor: payment.amountMinor, currency: row.currency }} />
              <RemovePayment row={row} payment={payment} />
            </span>
          }
        />
      ))}
    </Section>
  );
}

function PaymentName({ payment, of }: { readonly payment: PaymentRow; readonly of: string }) {
  const { t } = useTranslation('bills');
  const name = [t(`method.${payment.method}`), payment.reference].filter(Boolean).join(' · ');
  const other = payment.creditNoteId === of ? payment.invoiceId : payment.creditNoteId;
  if (other === null) return <bdi>{name}</bdi>;
  return (
    <Link href={paths.invoice(other)}>
      <bdi>{name}</bdi>
    </Link>
  );
}
