import fastify from 'fastify';
import mercurius from 'mercurius';
import { createContext, type GraphContext, resolvers, typeDefs } from './graph.js';
import { readSettings, ready } from './ready.js';
import { connect } from './sql.js';

declare module 'mercurius' {
  interface MercuriusContext extends GraphContext {}
}

/** Mercurius at its fastest: compiled from the first use of a query on, with DataLoader. */
const { databaseUrl, companyId } = readSettings();
const sql = connect(databaseUrl);
const app = fastify();
await app.register(mercurius, { schema: typeDefs, resolvers, jit: 1, context: () => createContext(sql, companyId) });
ready(await app.listen({ port: 0 }), () => sql.sent());
