import { Link } from '@crm/ui/controls/link';
import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { Person } from '@crm/ui/data/named';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '@crm/domain/contact/contact';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { FlagCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { PeekActivities } from '#admin/resource/peek/peek-activities.tsx';
import { PeekProcesses } from '#admin/resource/peek/peek-processes.tsx';

/** A contact beside the list: whose, how to reach them, what was done last. */
export function ContactPeek({ row }: { readonly row: ContactRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={<Avatar name={row.name} size="large" />}
        title={row.name}
        detail={row.jobTitle}
        badge={row.isPrimary && <Badge>{t('field.isPrimary')}</Badge>}
        actions={<PeekActions resource="contact" api={api.contact} row={row} />}
      />
      <PeekProcesses subjectType="contact" subjectId={row.id} />
      <Section>
        <Facts
          facts={[
            {
              id: 'account',
              label: t('field.account'),
              value: row.account ? (
                <Link href={paths.account(row.account.id)} dir="auto">
                  {row.account.name}
                </Link>
              ) : (
                <Nothing label={t('none')} />
              ),
            },
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            { id: 'phone', label: t('field.phone'), value: <WordsCell words={row.phone} latin /> },
            { id: 'email', label: t('field.email'), value: <WordsCell words={row.email} latin /> },
            { id: 'consent', label: t('field.consent'), value: <FlagCell flag={row.consent} /> },
          ]}
        />
      </Section>
      <PeekActivities subjectType="contact" subjectId={row.id} />
    </>
  );
}
