import { expressionBuilder } from 'kysely';
import type { MediaLibrary, Video } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { catalogueMoney } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const library = expressionBuilder<Rows, 'library'>();
const video = expressionBuilder<Rows, 'video'>();

const libraryFields: FieldExpressions<MediaLibrary> = {
  id: () => idExpression('mediaLibrary', library.ref('library.number')),
  name: () => library.ref('library.name'),
};

/** Of the row `video`. */
export const videoFields: FieldExpressions<Video> = {
  id: () => idExpression('video', video.ref('video.number')),
  library: ({ selection }) =>
    jsonObjectFrom(
      video
        .selectFrom('media_libraries as library')
        .whereRef('library.company_id', '=', 'video.company_id')
        .whereRef('library.number', '=', 'video.library_number')
        .select(columnsOf(libraryFields, selection)),
    ),
  name: () => video.ref('video.name'),
  description: () => video.ref('video.description'),
  price: () => catalogueMoney(video.ref('video.price')),
  credits: () => video.ref('video.credits'),
  hasExpiry: () => video.ref('video.has_expiry'),
  expiryDays: () => video.ref('video.expiry_days'),
  ready: () => video.ref('video.is_ready'),
  deleted: () => video('video.deleted_at', 'is not', null),
  updatedAt: () => utc(video.ref('video.updated_at')),
  updatedAtLocal: () => wallClock(video.ref('video.updated_at'), companyTimeZone),
};
