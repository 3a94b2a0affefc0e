import { Navigate, useParams } from 'react-router';
import { paths } from '#admin/app/paths.ts';

/** The address of one activity: it has no page of its own, and is shown beside the list. */
export function ActivityLink() {
  const { id = '' } = useParams();
  return <Navigate to={`${paths.activities}?peek=${encodeURIComponent(id)}`} replace />;
}
