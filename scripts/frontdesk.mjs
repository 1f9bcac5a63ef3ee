// `npm run frontdesk -- COMMAND`: the command line of the built gateway.
import { requireFreshBuild } from './paths.mjs';

requireFreshBuild();
const { main } = await import('../dist/cli/main.js');
await main();
