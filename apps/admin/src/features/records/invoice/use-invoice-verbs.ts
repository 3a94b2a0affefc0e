import type { MenuEntry } from '@crm/ui/overlays/menu';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { useCommands } from '#admin/app/commands/use-commands.ts';

const verbs = ['issue', 'pay', 'credit', 'void'] as const;
/** What is asked for before it is done. */
export type InvoiceVerb = (typeof verbs)[number];

const icons = { issue: 'check', pay: 'plus', credit: 'undo', void: 'ban' } as const;
const shortcuts = { issue: ['KeyI', 'I'], pay: ['KeyP', 'P'] } as const;

/** Where the document lies, as its customer gets it. */
export function pdfPath(id: string): string {
  return `/crm/v1/invoices/${id}/pdf`;
}

export interface InvoiceVerbs {
  readonly entries: readonly MenuEntry[];
  readonly asked: InvoiceVerb | undefined;
  readonly ask: (verb: InvoiceVerb) => void;
  readonly close: () => void;
}

/** What can be done with an invoice as its abilities allow, as menu and commands. */
export function useInvoiceVerbs(row: InvoiceRow): InvoiceVerbs {
  const { t } = useTranslation('bills');
  const [asked, ask] = useState<InvoiceVerb | undefined>();
  const can = verbs.filter((verb) => row.abilities[verb]);
  const keyOf = (verb: InvoiceVerb) => (verb === 'issue' || verb === 'pay' ? shortcuts[verb] : undefined);
  const openPdf = () => void window.open(pdfPath(row.id), '_blank', 'noopener');

  useCommands([
    ...can.map((verb) => {
      const shortcut = keyOf(verb)?.[0];
      return {
        id: `invoice.${verb}`,
        label: t(`verb.${verb}`),
        section: 'action' as const,
        icon: icons[verb],
        ...(shortcut && { shortcut }),
        run: () => ask(verb),
      };
    }),
    { id: 'invoice.pdf', label: t('verb.pdf'), section: 'action' as const, icon: 'external' as const, run: openPdf },
  ]);

  const entries: readonly MenuEntry[] = [
    { id: 'pdf', label: t('verb.pdf'), icon: 'external', onSelect: openPdf },
    ...can.map((verb) => ({
      id: verb,
      label: t(`verb.${verb}`),
      icon: icons[verb],
      kbd: keyOf(verb)?.[1],
      onSelect: () => ask(verb),
    })),
  ];
  return { entries, asked, ask, close: () => ask(undefined) };
}
