import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { CalendarForm } from './service/calendar-form.tsx';
import { CategoryForm } from './service/category-form.tsx';
import { PolicyForm } from './service/policy-form.tsx';
import { PipelineForm } from './pipelines/pipeline-form.tsx';
import { StageForm } from './pipelines/stage-form.tsx';
import { ScoringForm } from './scoring/scoring-form.tsx';
import { ApprovalForm } from './approvals/approval-form.tsx';
import { TerritoryForm } from './territories/territory-form.tsx';
import { TeamForm } from './teams/team-form.tsx';
import { UserForm } from './users/user-form.tsx';

const forms = {
  user: UserForm,
  team: TeamForm,
  pipeline: PipelineForm,
  stage: StageForm,
  calendar: CalendarForm,
  sla_policy: PolicyForm,
  ticket_category: CategoryForm,
  territory: TerritoryForm,
  approval_policy: ApprovalForm,
  lead_scoring_rule: ScoringForm,
} as const;

function isSettingsForm(resource: string): resource is keyof typeof forms {
  return resource in forms;
}

/** Draws the form of the settings that the address names, for those who may save it. */
export function SettingsForms() {
  const { open, close } = useForms();
  const may = useMay();
  const resource = open?.resource;
  if (resource === undefined || !isSettingsForm(resource)) return null;
  if (!may(`${resource}:${open?.id === undefined ? 'create' : 'update'}`)) return null;
  const Form = forms[resource];
  return <Form key={`${resource}:${open?.id ?? 'new'}`} id={open?.id} preset={open?.preset ?? {}} onClose={close} />;
}
