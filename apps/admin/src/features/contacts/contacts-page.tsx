import { useTranslation } from 'react-i18next';
import { contact } from '@crm/domain/contact/contact';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { ContactPeek } from './contact-peek.tsx';
import { useContactColumns } from './use-contact-columns.tsx';
import { useContactFields } from './use-contact-fields.ts';

/** People under accounts. */
export function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { t: app } = useTranslation('app');
  const may = useMay();
  return (
    <ResourceList
      resource="contact"
      api={api.contact}
      assign={api.contact.update}
      definition={contact}
      title={app('nav.contacts')}
      section={app('section.customers')}
      columns={useContactColumns()}
      fields={useContactFields()}
      views={useCommonViews('contact:read')}
      rowName={(row) => row.name}
      href={(row) => paths.contact(row.id)}
      Peek={ContactPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('contact:create') ? t('create') : undefined,
      }}
    />
  );
}
