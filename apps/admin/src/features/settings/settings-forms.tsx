import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { PipelineForm } from './pipelines/pipeline-form.tsx';
import { StageForm } from './pipelines/stage-form.tsx';
import { TeamForm } from './teams/team-form.tsx';
import { UserForm } from './users/user-form.tsx';

const forms = { user: UserForm, team: TeamForm, pipeline: PipelineForm, stage: StageForm } as const;

/** Draws the form of the settings that the address names, for those who may save it. */
export function SettingsForms() {
  const { open, close } = useForms();
  const may = useMay();
  const resource = open?.resource;
  if (resource !== 'user' && resource !== 'team' && resource !== 'pipeline' && resource !== 'stage') return null;
  if (!may(`${resource}:${open?.id === undefined ? 'create' : 'update'}`)) return null;
  const Form = forms[resource];
  return <Form key={`${resource}:${open?.id ?? 'new'}`} id={open?.id} preset={open?.preset ?? {}} onClose={close} />;
}
