import { leadScoringRuleService } from '@crm/core/lead/lead-scoring-rule.service';
import { leadScoringRule } from '@crm/domain/lead/lead-scoring-rule';
import { crud } from '../crud.ts';

export const leadScoringRuleRouter = crud(leadScoringRule, leadScoringRuleService);
