import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createContext, type GraphContext, resolvers, typeDefs } from './graph.js';
import { readSettings, ready } from './ready.js';
import { connect } from './sql.js';

/** Apollo Server as its documentation starts it, with DataLoader. */
const { databaseUrl, companyId } = readSettings();
const sql = connect(databaseUrl);
const server = new ApolloServer<GraphContext>({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, { listen: { port: 0 }, context: async () => createContext(sql, companyId) });
ready(url.replace(/\/$/, ''), () => sql.sent());
