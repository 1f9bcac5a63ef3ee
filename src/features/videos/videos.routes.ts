import {
  GetVideoDocument,
  ListCustomerVideosDocument,
  ListVideosDocument,
  UpdateVideoDocument,
  type UpdateVideoInput,
  type VideoFieldsFragment,
} from '../../rest/operations.generated.js';
import { idParameter, optionalPageParameters, pageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { readUpdateBody, restNames } from '../shared/catalogueUpdate.js';
import { idOf, numberOf } from '../shared/ids.js';
import { purchasePaymentRow } from '../shared/purchasePayment.js';
import { listed, paged, single, written } from '../shared/studioAnswers.js';
import { customerPage, listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { video, videoChanges, videoPurchase } from './videos.answers.js';
import { videoUpdate } from './videoUpdate.js';

export const videosRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/videos',
    family: 'studio',
    resourceType: 'video',
    summary: 'The catalogue of videos, by name; deleted ones are left out',
    operation: ListVideosDocument,
    parameters: optionalPageParameters,
    answer: listed(video),
    variables: ({ query }) => listVariables(query),
    present: ({ videos }, { variables }) =>
      videos === null ? undefined : pagedList(videos.nodes.map(videoRow), videos.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ videos }) => videos,
      next: (variables, after) => ({ ...variables, after }),
      item: videoRow,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/video/:id',
    family: 'studio',
    resourceType: 'video',
    summary: 'One video of the catalogue, deleted ones included',
    operation: GetVideoDocument,
    parameters: { id: idParameter('video', 'The video') },
    answer: single(video),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ video }) => (video === null ? undefined : { data: videoRow(video) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/video/:id',
    family: 'studio',
    resourceType: 'video',
    summary: 'Changes what is given of a video; purchases made before stay as they are',
    operation: UpdateVideoDocument,
    parameters: { id: idParameter('video', 'The video') },
    body: videoChanges,
    answer: written('Video updated successfully'),
    parameterNames: restNames(videoUpdate),
    variables: ({ path, body }) => ({ input: { id: path['id'] ?? '', ...readUpdateBody<UpdateVideoInput>(videoUpdate, body) } }),
    present: () => ({ message: 'Video updated successfully' }),
  }),
  defineRoute({
    method: 'GET',
    path: '/customer/:id/videos',
    family: 'studio',
    resourceType: 'video_purchase',
    summary: 'Videos that a customer bought, newest first',
    operation: ListCustomerVideosDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(videoPurchase),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const purchases = customer?.videos ?? null;
      if (purchases === null) return undefined;
      const data = purchases.nodes.map(({ id, video, createdAt, expiresAt, cancelled, refunded, expired, payment }) => ({
        id,
        type: 'video_purchase',
        media: mediaRow(video),
        created: createdAt,
        expires_on: expiresAt,
        is_cancelled: cancelled,
        is_refunded: refunded,
        is_expired: expired,
        payment: purchasePaymentRow(payment),
      }));
      return pagedList(data, purchases.totalCount, variables);
    },
  }),
];

/** The price is in the company's currency, which no field names. */
function videoRow(video: VideoFieldsFragment) {
  return {
    id: video.id,
    type: 'video',
    library: video.library === null ? null : { id: video.library.id, type: 'media_library', name: video.library.name },
    name: video.name,
    description: video.description,
    base100_price: video.price.amount,
    credits: video.credits,
    has_expiry: video.hasExpiry,
    expiry_days: video.expiryDays,
    ready: video.ready,
    updated_at: video.updatedAtLocal,
  };
}

/** The documented purchases have an id of their own kind for the catalogue's video; its number is the same. */
function mediaRow({ id, name }: { id: string; name: string }) {
  const number = numberOf('video', id);
  if (number === null) throw new Error(`A purchase is of ${id}, which is no video.`);
  return { id: idOf('purchasedMedia', number), type: 'media', name };
}
