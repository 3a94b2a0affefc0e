import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Composer } from '@crm/ui/process/composer';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { useTranslation } from 'react-i18next';
import { linkMentions, plainText } from '@crm/domain/comment/mention.rules';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';
import { searchPeople } from '#admin/resource/lookups.ts';
import { useForms } from '#admin/resource/use-forms.ts';

interface NoteComposerProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** What the title of a note may be long. */
const maxSubject = 300;

/** Writes a note; the other kinds open their form with the record filled in. */
export function NoteComposer({ subjectType, subjectId }: NoteComposerProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  const forms = useForms();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.activity.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: [['timeline']] }),
    }),
  );
  if (!may('activity:create')) return null;
  const keep = async (written: string, mentioned: readonly LookupOption[]) => {
    const text = linkMentions(
      written,
      mentioned.map(({ id, label }) => ({ id, name: label })),
    );
    const [first = ''] = plainText(text).split('\n');
    const subject = first.length > maxSubject ? `${first.slice(0, maxSubject - 1)}…` : first;
    const body = subject === text ? {} : { body: text };
    await create.mutateAsync({ data: { type: 'note', subject, ...body, subjectType, subjectId } });
  };
  return (
    <Composer
      label={t('compose.label')}
      placeholder={t('compose.placeholder')}
      submitLabel={t('compose.submit')}
      onSubmit={keep}
      searchPeople={searchPeople}
      actions={(['call', 'meeting', 'task'] as const).map((type) => (
        <Button
          key={type}
          variant="ghost"
          size="small"
          icon={activityIcons[type]}
          collapses
          onClick={() => forms.create('activity', { type, subjectType, subjectId })}
        >
          {t(`compose.${type}`)}
        </Button>
      ))}
    />
  );
}
