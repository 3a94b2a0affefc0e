import { useForms } from '#admin/resource/use-forms.ts';
import { PipelineForm } from './pipelines/pipeline-form.tsx';
import { StageForm } from './pipelines/stage-form.tsx';
import { TeamForm } from './teams/team-form.tsx';
import { UserForm } from './users/user-form.tsx';

const forms = { user: UserForm, team: TeamForm, pipeline: PipelineForm, stage: StageForm } as const;

/** Draws the form of the settings that the address names. */
export function SettingsForms() {
  const { open, close } = useForms();
  const resource = open?.resource;
  if (resource !== 'user' && resource !== 'team' && resource !== 'pipeline' && resource !== 'stage') return null;
  const Form = forms[resource];
  return <Form key={`${resource}:${open?.id ?? 'new'}`} id={open?.id} preset={open?.preset ?? {}} onClose={close} />;
}
