import { slaPolicyService } from '@crm/core/sla/sla-policy.service';
import { slaPolicy } from '@crm/domain/sla/sla-policy';
import { crud } from '../crud.ts';

export const slaPolicyRouter = crud(slaPolicy, slaPolicyService);
