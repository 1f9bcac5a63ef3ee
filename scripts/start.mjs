// `npm start`: runs the built gateway. Its flags of V8: answers live a moment, so a larger nursery keeps them from
// being promoted, and a heap that grows by less at a time stays near what is really used (a third of the memory
// after many different documents).
import { requireFreshBuild } from './paths.mjs';

requireFreshBuild();
await import('../dist/main.js');
