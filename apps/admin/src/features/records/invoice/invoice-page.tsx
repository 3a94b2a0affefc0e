import { Button } from '@crm/ui/controls/button';
import { Link } from '@crm/ui/controls/link';
import { Badge } from '@crm/ui/data/badge';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Note } from '@crm/ui/feedback/note';
import { Icon } from '@crm/ui/icons/icon';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { localeNames } from '@crm/ui/i18n/locale';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { InvoiceStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { Invoices } from '../side/invoices.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { Charges } from './charges.tsx';
import { InvoiceDocument } from './invoice-document.tsx';
import { pdfPath, useInvoiceVerbs } from './use-invoice-verbs.ts';
import { InvoiceVerbDialog } from './verb-dialogs.tsx';

/** The page of an invoice or a credit note. */
export function InvoicePage() {
  return (
    <RecordSource resource="invoice" api={api.invoice}>
      {(row) => <InvoiceRecord key={row.id} row={row} />}
    </RecordSource>
  );
}

function InvoiceRecord({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const verbs = useInvoiceVerbs(row);
  const subject = { subjectType: 'invoice', subjectId: row.id } as const;
  const next = row.abilities.issue ? 'issue' : row.abilities.pay ? 'pay' : undefined;
  const isOpen = row.status !== 'draft' && row.balanceMinor > 0;
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency: row.currency }} />;
  return (
    <>
      <RecordFrame
        resource="invoice"
        api={api.invoice}
        row={row}
        title={row.number ?? t('draftOf', { account: row.account?.name ?? '' })}
        mark={<Icon name="invoice" size={20} />}
        beside={
          <>
            <InvoiceStatusBadge status={row.status} />
            {row.kind === 'credit_note' && <Badge>{t('kind.credit_note')}</Badge>}
            {row.account && (
              <Badge icon="account" outlined href={paths.account(row.account.id)}>
                {row.account.name}
              </Badge>
            )}
          </>
        }
        primary={
          next && (
            <Button variant="primary" kbd={next === 'issue' ? 'I' : 'P'} onClick={() => verbs.ask(next)}>
              {t(`verb.${next}`)}
            </Button>
          )
        }
        verbs={verbs.entries}
        facts={[
          { id: 'total', label: t('total'), value: money(row.totalMinor) },
          { id: 'outstanding', label: t('outstanding'), value: money(row.balanceMinor) },
          {
            id: 'due',
            label: t('due'),
            value: words.day(row.dueDate),
            ...(row.dueDate !== null && isOpen && { note: <Moment at={row.dueDate} as="relativeDays" /> }),
            whole: true,
            ...(row.status === 'overdue' && { noteTone: 'bad' as const }),
          },
          { id: 'issued', label: t('issued'), value: words.day(row.issueDate) },
          { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        ]}
        notice={row.status === 'void' && <Note icon="ban">{t('voidNote', { reason: row.reason ?? '–' })}</Note>}
        parts={[{ id: 'document', label: t('document'), content: <InvoiceDocument row={row} verbs={verbs} /> }]}
        details={<InvoiceDetails row={row} />}
        related={<RelatedTab {...subject} accountId={row.accountId} />}
        side={
          <>
            <RunningProcesses {...subject} />
            {row.kind === 'invoice' && row.status !== 'draft' && <Charges row={row} />}
            {row.kind === 'invoice' && <Invoices title={t('credits')} filter={{ creditedInvoiceId: row.id }} />}
            <OpenActivities {...subject} />
            <Invoices title={t('otherInvoices')} filter={{ accountId: row.accountId }} except={row.id} />
          </>
        }
      />
      {verbs.asked && <InvoiceVerbDialog verb={verbs.asked} row={row} onClose={verbs.close} />}
    </>
  );
}

function InvoiceDetails({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const { t: records } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('invoice', api.invoice, row);
  const { billTo } = row;
  const link = (href: string | undefined, label: string) =>
    href === undefined ? words.words(null) : <Link href={href}>{label}</Link>;
  return (
    <RecordStream>
      <EditableFacts
        title={records('group.facts')}
        facts={[
          { id: 'kind', label: vocabulary('field.kind'), value: t(`kind.${row.kind}`) },
          { id: 'account', label: vocabulary('field.account'), value: words.account(row.account) },
          { id: 'terms', label: t('terms'), value: t('days', { count: row.termsDays }) },
          { id: 'language', label: t('language'), value: localeNames[row.language] },
          {
            id: 'pdf',
            label: 'PDF',
            value: (
              <Link href={pdfPath(row.id)} target="_blank" rel="noreferrer">
                {t('verb.pdf')}
              </Link>
            ),
          },
          {
            id: 'subscription',
            label: vocabulary('noun.subscription'),
            value: link(row.subscriptionId === null ? undefined : paths.subscription(row.subscriptionId), t('open')),
          },
          {
            id: 'credited',
            label: t('creditOf'),
            value: link(row.creditedInvoiceId === null ? undefined : paths.invoice(row.creditedInvoiceId), t('open')),
          },
          { id: 'reason', label: t('why'), value: words.words(row.reason) },
        ]}
      />
      {billTo !== null && (
        <EditableFacts
          title={t('billTo')}
          facts={[
            { id: 'name', label: vocabulary('field.name'), value: words.words(billTo.name) },
            { id: 'taxId', label: vocabulary('field.taxId'), value: words.latin(billTo.taxId) },
            { id: 'email', label: vocabulary('field.email'), value: words.latin(billTo.email) },
            {
              id: 'address',
              label: vocabulary('field.billingAddress'),
              value: words.words(addressOf(billTo.address)),
            },
          ]}
        />
      )}
      <CustomFacts resource="invoice" row={row} save={save} />
      <EditableFacts title={records('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}

function addressOf(address: NonNullable<InvoiceRow['billTo']>['address']): string | null {
  if (address === null) return null;
  const { line1, line2, postalCode, city, region, country } = address;
  const lines = [line1, line2, [postalCode, city].filter(Boolean).join(' '), region, country];
  return lines.filter((line) => typeof line === 'string' && line !== '').join(', ');
}
