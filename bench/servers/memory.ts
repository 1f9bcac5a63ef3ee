import fastify from 'fastify';
import { readSettings, ready } from './ready.js';

/** The limit of a cached answer: the same bytes, sent from memory. */
const bytes = Buffer.from(readSettings().bytes ?? '');
const app = fastify();
app.get('/bench/bytes', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes));
ready(await app.listen({ port: 0 }), () => 0);
