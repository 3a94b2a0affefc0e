import { commentService } from '@crm/core/comment/comment.service';
import { comment } from '@crm/domain/comment/comment';
import { crud } from '../crud.ts';

export const commentRouter = crud(comment, commentService);
