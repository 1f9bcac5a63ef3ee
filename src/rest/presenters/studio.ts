import { json, namedMessage, type Presenter } from './presenter.js';

/** The statuses that this family documents in place of others. */
const documentedStatus: Readonly<Record<number, number>> = { 415: 400, 422: 400 };

/** `{"error": "…"}`, the text alone. */
export const studio: Presenter = {
  headers: {},
  vary: 'authorization, x-api-key, origin',
  refuse: (error) => ({
    status: documentedStatus[error.status] ?? error.status,
    contentType: json,
    body: JSON.stringify({ error: namedMessage(error) }),
  }),
};
