import { startEmbedded } from '../../src/database/embedded/server.js';

/**
 * A process that starts the embedded server of the folder in its first argument, as a gateway does, says its address
 * on standard output, and then waits to be killed.
 */
const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('DATA_DIR is missing');
const log = { info: () => undefined, warn: () => undefined };
const { connectionString } = await startEmbedded({ dataDir, log, settings: { fsync: 'off' } });
process.stdout.write(`${connectionString}\n`);
setInterval(() => undefined, 60_000);
