import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { api } from '#admin/lib/trpc.ts';
import { RecordLookup } from '#admin/resource/form/record-lookup.tsx';
import type { RecordForm } from '#admin/resource/form/use-record-form.ts';
import { searchSubjects } from '#admin/resource/lookups.ts';
import { isScreenSubject, screenSubjects, type ScreenSubject } from '#admin/resource/screen-subject.ts';
import type { ActivityValues } from './activity-values.ts';

type Read = (id: string) => Promise<LookupOption>;

const readSubject: Readonly<Record<ScreenSubject, Read>> = {
  account: async (id) => ({ id, label: (await api.account.get.query({ id })).name, kind: 'company' }),
  contact: async (id) => ({ id, label: (await api.contact.get.query({ id })).name, kind: 'person' }),
  lead: async (id) => ({ id, label: (await api.lead.get.query({ id })).name }),
  opportunity: async (id) => ({ id, label: (await api.opportunity.get.query({ id })).name }),
  invoice: async (id) => {
    const { number, account } = await api.invoice.get.query({ id });
    return { id, label: number ?? account?.name ?? '–' };
  },
  subscription: async (id) => ({ id, label: (await api.subscription.get.query({ id })).name }),
  ticket: async (id) => ({ id, label: (await api.ticket.get.query({ id })).subject }),
  quote: async (id) => ({ id, label: (await api.quote.get.query({ id })).number }),
  campaign: async (id) => ({ id, label: (await api.campaign.get.query({ id })).name }),
};
const kinds: Readonly<Partial<Record<ScreenSubject, 'company' | 'person'>>> = { account: 'company', contact: 'person' };

interface AboutFieldProps {
  readonly form: RecordForm<ActivityRow, ActivityValues>;
  readonly label: string;
}

/** The record that an activity is about: its kind, and which one. Both are there, or neither. */
export function AboutField({ form, label }: AboutFieldProps) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('activities');
  const { subjectType, subjectId } = form.values;
  const [kind, setKind] = useState<ScreenSubject>(isScreenSubject(subjectType) ? subjectType : 'account');
  const { row } = form;
  const known = row?.subjectId && row.subjectName ? { id: row.subjectId, name: row.subjectName } : undefined;
  const mark = kinds[kind];

  return (
    <>
      <SelectField
        label={own('aboutKind')}
        value={kind}
        options={screenSubjects.map((value) => ({ value, label: t(`noun.${value}`) }))}
        onChange={(next) => {
          setKind(next);
          form.set('subjectType', null);
          form.set('subjectId', null);
        }}
      />
      <RecordLookup
        key={kind}
        name="subjectId"
        label={label}
        error={form.errors['subjectId'] ?? form.errors['subjectType']}
        value={subjectType === kind ? subjectId : null}
        known={known}
        search={searchSubjects[kind]}
        read={readSubject[kind]}
        {...(mark && { kind: mark })}
        onChange={(id) => {
          form.set('subjectType', id === null ? null : kind);
          form.set('subjectId', id);
        }}
      />
    </>
  );
}
