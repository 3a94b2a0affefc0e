import { Button } from '@crm/ui/controls/button';
import { MoneyText } from '@crm/ui/data/figure';
import { Note } from '@crm/ui/feedback/note';
import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { today } from '@crm/ui/format/plain-date';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paymentMethods, type InvoiceLineRow, type InvoiceRow } from '@crm/domain/invoice/invoice';
import { creditableQuantity, creditLine, exceeds, isNothing } from '@crm/domain/invoice/credit.rules';
import { sumTotals } from '@crm/domain/money/line';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import type { InvoiceVerb } from './use-invoice-verbs.ts';
import { useInvoiceWrite } from './use-invoice-write.ts';

interface VerbDialogProps {
  readonly row: InvoiceRow;
  readonly onClose: () => void;
}

const longestReason = 300;

/** Asks what has to be known before a verb is done. */
export function InvoiceVerbDialog({ verb, ...props }: VerbDialogProps & { readonly verb: InvoiceVerb }) {
  switch (verb) {
    case 'issue':
      return <IssueDialog {...props} />;
    case 'pay':
      return <PayDialog {...props} />;
    case 'credit':
      return <CreditDialog {...props} />;
    case 'void':
      return <VoidDialog {...props} />;
  }
}

interface FrameProps {
  readonly title: string;
  readonly description?: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly unavailable?: boolean;
  readonly note?: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function Frame(props: FrameProps) {
  const { t } = useTranslation('resource');
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title={props.title}
      description={props.description}
      note={props.note}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            busy={props.busy}
            unavailable={props.unavailable ?? false}
            onClick={() => props.unavailable !== true && props.onSubmit()}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      {props.children}
      {props.problem && (
        <Note tone="bad" live>
          {props.problem}
        </Note>
      )}
    </Dialog>
  );
}

function IssueDialog({ row, onClose }: VerbDialogProps) {
  const { t } = useTranslation('bills');
  const write = useInvoiceWrite(() => api.invoice.issue.mutate({ id: row.id, version: row.version }), {
    title: (saved) => t('done.issue', { number: saved.number ?? '' }),
    onDone: onClose,
  });
  return (
    <Frame
      title={t('issue.title', { account: row.account?.name ?? '' })}
      description={t('issue.reason')}
      submit={t('verb.issue')}
      busy={write.busy}
      problem={write.problem}
      note={<MoneyText money={{ amountMinor: row.totalMinor, currency: row.currency }} />}
      onSubmit={() => write.run(undefined)}
      onClose={onClose}
    />
  );
}

function PayDialog({ row, onClose }: VerbDialogProps) {
  const { t } = useTranslation('bills');
  const [amountMinor, setAmount] = useState<number | undefined>(row.balanceMinor);
  const [paidOn, setPaidOn] = useState<string | undefined>(today());
  const [method, setMethod] = useState<(typeof paymentMethods)[number]>('bank_transfer');
  const [reference, setReference] = useState('');
  const write = useInvoiceWrite(
    (amount: number) =>
      api.invoice.pay.mutate({
        id: row.id,
        data: {
          amountMinor: amount,
          method,
          reference: reference.trim() === '' ? null : reference.trim(),
          ...(paidOn && { paidOn }),
        },
      }),
    { title: () => t('done.pay', { number: row.number ?? '' }), onDone: onClose },
  );
  const isTooMuch = amountMinor !== undefined && amountMinor > row.balanceMinor;
  return (
    <Frame
      title={t(row.kind === 'invoice' ? 'pay.title' : 'pay.back', { number: row.number ?? '' })}
      submit={t('verb.pay')}
      busy={write.busy}
      problem={write.problem}
      unavailable={amountMinor === undefined || amountMinor < 1 || isTooMuch}
      onSubmit={() => amountMinor !== undefined && write.run(amountMinor)}
      onClose={onClose}
    >
      <FormGrid columns={2}>
        <MoneyField
          label={t('pay.amount')}
          required
          value={amountMinor}
          currency={row.currency}
          error={isTooMuch ? t('pay.tooMuch') : undefined}
          onChange={setAmount}
        />
        <DateField label={t('pay.on')} value={paidOn} onChange={setPaidOn} />
        <SelectField
          label={t('pay.method')}
          value={method}
          options={paymentMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
          onChange={setMethod}
        />
        <TextField label={t('pay.reference')} value={reference} maxLength={140} onChange={setReference} />
      </FormGrid>
    </Frame>
  );
}

function CreditDialog({ row, onClose }: VerbDialogProps) {
  const { t } = useTranslation('bills');
  const navigate = useNavigate();
  const open = row.lines.filter((line) => !isNothing(creditableQuantity(line)));
  const [quantities, setQuantities] = useState<Readonly<Record<string, string | undefined>>>(() =>
    Object.fromEntries(open.map((line) => [line.id, creditableQuantity(line)])),
  );
  const [reason, setReason] = useState('');
  const chosen = open.flatMap((line) => {
    const quantity = quantities[line.id];
    return quantity === undefined || isNothing(quantity) ? [] : [{ line, quantity }];
  });
  const isTooMuch = (line: InvoiceLineRow) => exceeds(quantities[line.id] ?? '0', creditableQuantity(line));
  const { totalMinor } = sumTotals(chosen.map(({ line, quantity }) => creditLine(line, quantity)));
  const write = useInvoiceWrite(
    () =>
      api.invoice.credit.mutate({
        id: row.id,
        data: {
          lines: chosen.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
          reason: reason.trim() === '' ? null : reason.trim(),
        },
      }),
    {
      title: (note) => t('done.credit', { number: note.number ?? '' }),
      onDone: (note) => {
        onClose();
        void navigate(paths.invoice(note.id));
      },
    },
  );
  return (
    <Frame
      title={t('credit.title', { number: row.number ?? '' })}
      description={t('credit.reason')}
      submit={t('verb.credit')}
      busy={write.busy}
      problem={write.problem}
      unavailable={chosen.length === 0 || chosen.some(({ line }) => isTooMuch(line))}
      note={<MoneyText money={{ amountMinor: totalMinor, currency: row.currency }} />}
      onSubmit={() => write.run(undefined)}
      onClose={onClose}
    >
      {open.map((line) => (
        <NumberField
          key={line.id}
          label={line.description}
          unit={line.unit ?? undefined}
          value={Number(quantities[line.id] ?? 0)}
          error={isTooMuch(line) ? t('credit.tooMuch', { quantity: creditableQuantity(line) }) : undefined}
          onChange={(value) => setQuantities({ ...quantities, [line.id]: plainQuantity(value) })}
        />
      ))}
      <TextField label={t('why')} value={reason} maxLength={longestReason} onChange={setReason} />
    </Frame>
  );
}

const quantityPlaces = 3;

/** A quantity as it travels; nothing below zero. */
function plainQuantity(value: number | undefined): string | undefined {
  return value === undefined || value < 0 ? undefined : String(Number(value.toFixed(quantityPlaces)));
}

function VoidDialog({ row, onClose }: VerbDialogProps) {
  const { t } = useTranslation('bills');
  const [reason, setReason] = useState('');
  const write = useInvoiceWrite(
    () => api.invoice.void.mutate({ id: row.id, data: { reason: reason.trim() === '' ? null : reason.trim() } }),
    { title: () => t('done.void', { number: row.number ?? '' }), onDone: onClose },
  );
  return (
    <Frame
      title={t('void.title', { number: row.number ?? '' })}
      description={t('void.reason')}
      submit={t('verb.void')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => write.run(undefined)}
      onClose={onClose}
    >
      <TextField label={t('why')} value={reason} maxLength={longestReason} onChange={setReason} />
    </Frame>
  );
}
