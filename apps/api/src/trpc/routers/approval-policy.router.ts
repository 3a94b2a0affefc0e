import { approvalPolicyService } from '@crm/core/approval/approval-policy.service';
import { approvalPolicy } from '@crm/domain/approval/approval-policy';
import { crud } from '../crud.ts';

export const approvalPolicyRouter = crud(approvalPolicy, approvalPolicyService);
