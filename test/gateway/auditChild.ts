/** A gateway's audit log under load, for a test to kill: prints the id of each record that has resolved. */
import { writeSync } from 'node:fs';
import { Pool } from 'pg';
import { createAuditWriter } from '../../src/gateway/audit/auditWriter.js';
import { entry, silent, write } from './auditSupport.js';

const pool = new Pool({ connectionString: process.argv[2], max: 2 });
const audit = createAuditWriter({ pool, statementNames: true, statementTimeoutMs: 15_000, log: silent });

async function caller(): Promise<never> {
  for (let n = 0; ; n += 1) {
    const one = n % 5 === 0 ? write() : entry();
    await audit.record(one);
    // Synchronously, as an answer that has left: a killed process takes nothing of it back.
    writeSync(1, `${one.requestId}\n`);
  }
}

await Promise.all(Array.from({ length: 40 }, caller));
