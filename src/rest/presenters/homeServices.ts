import { policies } from '../../gateway/principal.js';
import { json, namedMessage, text, type Presenter } from './presenter.js';

const { bucket, writes } = policies.homeServices;

/** `{"error": "…"}`, but plain text for 400 and 406, and a longer object for 422, which is what bad values get. */
export const homeServices: Presenter = {
  headers: {
    'x-rate-limit-read-limit': String(bucket.capacity),
    'x-rate-limit-read-ttl': `${bucket.msPerPoint}ms`,
    'x-rate-limit-write-limit': String(writes.capacity),
    'x-rate-limit-write-ttl': `${writes.msPerPoint}ms`,
  },
  vary: 'authorization, cookie, origin',
  refuse(error) {
    if (error.code === 'BAD_USER_INPUT' || error.code === 'UNPROCESSABLE') {
      const said = { message: namedMessage(error), description: error.message };
      return {
        status: 422,
        contentType: json,
        body: JSON.stringify({ error: said.message, ...said, errors: [{ field: error.field ?? null, ...said }] }),
      };
    }
    if (error.code === 'BAD_REQUEST') {
      // An empty body gets the two documented words, a malformed one what the parser found.
      return { status: 400, contentType: text, body: error.field === 'body' ? 'Bad Request' : error.message };
    }
    if (error.status === 400 || error.status === 406) return { status: error.status, contentType: text, body: namedMessage(error) };
    return { status: error.status, contentType: json, body: JSON.stringify({ error: namedMessage(error) }) };
  },
};
