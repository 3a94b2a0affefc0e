import { pipelineService } from '@crm/core/pipeline/pipeline.service';
import { pipeline } from '@crm/domain/pipeline/pipeline';
import { crud } from '../crud.ts';

export const pipelineRouter = crud(pipeline, pipelineService);
