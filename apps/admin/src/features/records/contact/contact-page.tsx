import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { Button } from '@crm/ui/controls/button';
import { Moment } from '@crm/ui/data/moment';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '@crm/domain/contact/contact';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { Deals } from '../side/deals.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { Tickets } from '../side/tickets.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { ContactDetails } from './contact-details.tsx';

/** The page of a contact. */
export function ContactPage() {
  return (
    <RecordSource resource="contact" api={api.contact}>
      {(row) => <ContactRecord row={row} />}
    </RecordSource>
  );
}

function ContactRecord({ row }: { readonly row: ContactRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const forms = useForms();
  const may = useMay();
  const subject = { subjectType: 'contact', subjectId: row.id } as const;
  return (
    <RecordFrame
      resource="contact"
      api={api.contact}
      row={row}
      mark={<Avatar name={row.name} size="large" />}
      beside={
        <>
          {row.account && (
            <Badge icon="account" outlined href={paths.account(row.account.id)}>
              {row.account.name}
            </Badge>
          )}
          {row.isPrimary && <Badge tone="accent">{t('primary')}</Badge>}
        </>
      }
      primary={
        may('activity:create') && (
          <Button variant="primary" icon="phone" onClick={() => forms.create('activity', { type: 'call', ...subject })}>
            {t('compose.call')}
          </Button>
        )
      }
      facts={[
        { id: 'job', label: vocabulary('field.jobTitle'), value: words.words(row.jobTitle) },
        { id: 'phone', label: vocabulary('field.phone'), value: words.phone(row.phone) },
        { id: 'email', label: vocabulary('field.email'), value: words.latin(row.email) },
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        { id: 'updated', label: t('lastChange'), value: <Moment at={row.updatedAt} /> },
      ]}
      details={<ContactDetails row={row} />}
      related={<RelatedTab {...subject} accountId={row.accountId} />}
      side={
        <>
          <RunningProcesses {...subject} />
          <Tickets contactId={row.id} />
          <OpenActivities {...subject} />
          {row.accountId && <Deals accountId={row.accountId} />}
        </>
      }
    />
  );
}
