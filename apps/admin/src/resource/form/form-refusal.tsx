import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Code } from '@crm/ui/data/text';
import { Note } from '@crm/ui/feedback/note';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '#admin/lib/api-error.ts';
import { readNamed, type NamedRecord } from '#admin/lib/read.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { recordPath } from '../record-path.ts';
import type { FormResource } from '../use-forms.ts';
import classes from './form-refusal.module.css';
import { RestoreButton } from './restore-button.tsx';

interface FormRefusalProps {
  readonly refusal: ApiError;
  readonly resource: FormResource;
  /** Makes the record although another is like it, and says why, or ''. */
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** What the server refused, with the ways on: open or restore what is there, or make another all the same. */
export function FormRefusal({ refusal, resource, onConfirm, onClose }: FormRefusalProps) {
  const { t } = useTranslation('resource');
  const words = useErrorWords();
  const [reason, setReason] = useState('');
  const { code, details, requestId } = refusal;
  const existing = readNamed(details['existing']);
  const candidates = Array.isArray(details['candidates'])
    ? details['candidates'].flatMap((candidate: unknown) => readNamed(candidate) ?? [])
    : [];
  const isQuestion = code === 'exists_in_trash' || code === 'possible_duplicate';
  const isUnforeseen = code === 'internal' || code === 'unavailable';

  return (
    <Note tone={isQuestion ? 'warn' : 'bad'} icon="warning" live>
      <b className={classes.title}>{words.title(refusal)}.</b> {words.advice(refusal)}
      {code === 'possible_duplicate' && <Candidates resource={resource} candidates={candidates} />}
      {code === 'possible_duplicate' && (
        <TextField
          label={t('form.duplicateReason')}
          hint={t('form.duplicateReasonHint')}
          maxLength={300}
          value={reason}
          onChange={setReason}
          onEnter={() => onConfirm(reason.trim())}
        />
      )}
      {code === 'exists_in_trash' && existing && <p dir="auto">{existing.name}</p>}
      {isUnforeseen && requestId && (
        <p>
          <Code>{requestId}</Code>
        </p>
      )}
      <div className={classes.verbs}>
        {code === 'exists_in_trash' && existing && (
          <RestoreButton resource={resource} record={existing} onRestored={onClose} />
        )}
        {isQuestion && (
          <Button size="small" onClick={() => onConfirm(reason.trim())}>
            {t('form.createAnyway')}
          </Button>
        )}
        {code === 'duplicate' && existing && (
          <ButtonLink size="small" href={recordPath(resource, existing.id)} icon="external">
            {t('form.open', { name: existing.name })}
          </ButtonLink>
        )}
      </div>
    </Note>
  );
}

interface CandidatesProps {
  readonly resource: FormResource;
  readonly candidates: readonly NamedRecord[];
}

function Candidates({ resource, candidates }: CandidatesProps) {
  const { t } = useTranslation('resource');
  return (
    <ul className={classes.candidates}>
      {candidates.map(({ id, name, detail }) => (
        <li key={id} className={classes.candidate}>
          <span className={classes.name}>
            <bdi>{name}</bdi>
            {detail && (
              <bdi className={classes.detail} dir="ltr">
                {detail}
              </bdi>
            )}
          </span>
          <ButtonLink size="small" href={recordPath(resource, id)}>
            {t('form.openIt')}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
