import { rotateSigningKey } from '../access/keyring.js';
import { loadDemo } from '../database/demo/load.js';
import { migrate } from '../database/migrate.js';
import { type Command, CommandError } from './command.js';

export const operatorCommands: readonly Command[] = [
  {
    words: ['migrate'],
    summary: 'Bring the database’s tables up to date; gateways do so too when they start',
    async run({ session, io }) {
      const { applied } = await migrate(session.database.db);
      io.out(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
    },
  },
  {
    words: ['demo', 'load'],
    summary: 'Load the demo companies, unless they are there; refused in production',
    async run({ session, io, now }) {
      if (session.isProduction) throw new CommandError('The demo data is never loaded in production: its credentials are public.');
      await migrate(session.database.db);
      const { loaded } = await loadDemo(session.database.db, { now, progress: io.error });
      io.out(loaded ? 'The demo data is loaded.' : 'The demo data is there already.');
    },
  },
  {
    words: ['keys', 'rotate'],
    summary: 'Sign tokens with a new key from now on; tokens of the old one run out',
    async run({ session, io, now }) {
      const { kid } = await rotateSigningKey(session.database.db, await session.sealer(), now);
      io.out(`New tokens are signed with the key ${kid}.`);
    },
  },
];
