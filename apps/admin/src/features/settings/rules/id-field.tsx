import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { maxPageSize } from '@crm/domain/page-limits';
import { trpc } from '#admin/lib/trpc.ts';
import { usePipelines, useStages, useTicketCategories } from '#admin/resource/directory.ts';
import { AccountLookup, ContactLookup, PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';

interface IdFieldProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** A record that a condition speaks of, chosen as forms choose it. */
export function IdField({ of, ...props }: IdFieldProps & { readonly of: string }) {
  const lookup = { ...props, value: props.value || null, onChange: (id: string | null) => props.onChange(id ?? '') };
  switch (of) {
    case 'assignedTo':
      return <PersonLookup {...lookup} />;
    case 'teamId':
      return <TeamLookup {...lookup} />;
    case 'accountId':
      return <AccountLookup {...lookup} />;
    case 'contactId':
    case 'primaryContactId':
      return <ContactLookup {...lookup} />;
    case 'pipelineId':
      return <PipelineField {...props} />;
    case 'stageId':
      return <StageField {...props} />;
    case 'categoryId':
      return <CategoryField {...props} />;
    case 'campaignId':
      return <CampaignField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

type Named = readonly { readonly id: string; readonly name: string }[] | undefined;

function OneOf({ rows, ...props }: IdFieldProps & { readonly rows: Named }) {
  return (
    <SelectField {...props} placeholder="" options={(rows ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
  );
}

function PipelineField(props: IdFieldProps) {
  return <OneOf {...props} rows={usePipelines()} />;
}

function StageField(props: IdFieldProps) {
  return <OneOf {...props} rows={useStages()} />;
}

function CategoryField(props: IdFieldProps) {
  return <OneOf {...props} rows={useTicketCategories()} />;
}

function CampaignField(props: IdFieldProps) {
  const { data } = useQuery(trpc.campaign.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return <OneOf {...props} rows={data?.items} />;
}
