import { expressionBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { videoFields } from './videos.fields.js';
import type { VideoChanges } from './videoUpdate.js';

export type VideosRepository = ReturnType<typeof createVideosRepository>;

const root = expressionBuilder<Rows>();
const video = expressionBuilder<Rows, 'video'>();

/** The company's videos, deleted ones too. */
const videos = root.selectFrom('videos as video').where('video.company_id', '=', companyId);
const videosOnOffer = videos.where('video.deleted_at', 'is', null);

const name: SortKey = { by: video.ref('video.name'), kind: 'text' };
const number: SortKey = { by: video.ref('video.number'), kind: 'number' };

/** Every query on the catalogue of videos, bound to one company. */
export function createVideosRepository(scope: FeatureScope) {
  return {
    /** Those that are not deleted, by name. */
    list(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        return connectionExpression(plan, {
          nodes: (selection) => pageOf(videosOnOffer.select(columnsOf(videoFields, selection)), plan, [name, number], 'asc'),
          totalCount: () => videosOnOffer.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    /** @param transaction Reads what it has changed. */
    find(videoNumber: number, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      const reading = transaction === undefined ? scope : { ...scope, db: transaction };
      return read(reading, lookAhead, oneVideo, [videoNumber]);
    },

    /**
     * Whether there is such a video.
     * @throws The database's check violation (23514, `videos_check`) when it would expire without days.
     */
    async update(transaction: Transaction<Tables>, videoNumber: number, changes: VideoChanges): Promise<boolean> {
      const result = await transaction
        .updateTable('videos')
        .set({
          name: changes.name,
          description: changes.description,
          price: changes.price,
          credits: changes.credits,
          has_expiry: changes.hasExpiry,
          expiry_days: changes.expiryDays,
          is_ready: changes.ready,
          updated_at: new Date(scope.now),
        })
        .where('company_id', '=', scope.company.id)
        .where('number', '=', videoNumber)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function oneVideo({ selection }: SelectedField) {
  return jsonObjectFrom(videos.where('video.number', '=', rowNumber).select(columnsOf(videoFields, selection)));
}
