import { LeadConversion } from '#admin/features/conversion/lead-conversion.tsx';
import { LeadVerbs } from '#admin/features/conversion/lead-verbs.tsx';
import { LeadPage as RecordPage } from '#admin/features/records/lead/lead-page.tsx';

/** A lead with its conversion: two features that do not know each other. */
export function LeadPage() {
  return <RecordPage Verbs={LeadVerbs} Conversion={LeadConversion} />;
}
