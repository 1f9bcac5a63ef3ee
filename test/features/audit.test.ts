import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditFilter, type AuditLogService, createAuditLogService } from '../../src/features/audit/audit.service.js';
import { createAuditWriter } from '../../src/gateway/audit/auditWriter.js';
import { entry, silent } from '../gateway/auditSupport.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let auditLog: AuditLogService;
const noon = Date.parse('2026-09-14T12:00:00Z');
const at = (seconds: number) => new Date(noon + seconds * 1000);

function serviceOf(companyId: number): AuditLogService {
  return createAuditLogService({
    db: test.database.db,
    readText: (sql, values) => test.database.readText(sql, values),
    company: { id: companyId, slug: 'c', name: 'C', timeZone: 'Europe/London', currency: 'GBP' },
    now: noon,
    pageLimit: 100,
    validUntil: () => undefined,
    write: () => Promise.reject(new Error('nothing is written here')),
  });
}

beforeAll(async () => {
  test = await createTestDatabase();
  auditLog = serviceOf(1);
  const audit = createAuditWriter({ pool: test.database.pool, statementNames: true, statementTimeoutMs: 15_000, log: silent });
  const lines = [
    entry({ at: at(1), requestId: 'a', path: '/api/v1/customer/cust_1/profile', status: 200 }),
    entry({ at: at(2), requestId: 'b', path: '/api/v1/customer/cust_1/profile', method: 'PUT', action: 'UPDATE', status: 403, missingScope: 'profile:write' }),
    entry({ at: at(3), requestId: 'c', path: '/api/v1/customers', principalId: 'user_3', principalKind: 'staff', status: 200 }),
    // One moment, three lines.
    entry({ at: at(4), requestId: 'd', path: '/graphql' }),
    entry({ at: at(4), requestId: 'e', path: '/graphql%' }),
    entry({ at: at(4), requestId: 'f', path: '/graphQL_', status: 500 }),
    entry({ at: at(5), requestId: 'other company', companyId: 2 }),
    entry({ at: at(5), requestId: 'nobody', companyId: null, principalId: null, status: 401 }),
  ];
  for (const line of lines) await audit.record(line);
  await audit.close();
});
afterAll(async () => await test.drop());

const found = async (filter?: AuditFilter) => (await auditLog.list({ first: 100 }, filter)).nodes.map(({ requestId }) => requestId).join('');

describe('the audit log', () => {
  it('has the company\'s calls alone, newest first', async () => {
    expect(await found()).toBe('fedcba');
    expect((await serviceOf(2).list({})).nodes.map(({ requestId }) => requestId)).toEqual(['other company']);
    expect((await serviceOf(3).list({})).nodes).toEqual([]);
  });

  it('tells who did what with which result', async () => {
    const { nodes } = await auditLog.list({}, { statusClass: 4 });
    expect(nodes).toEqual([
      {
        id: expect.stringMatching(/^audit_\d+$/), at: at(2), principalId: 'm2m_test', principalKind: 'CLIENT', principalName: 'Test client',
        method: 'PUT', path: '/api/v1/customer/cust_1/profile', resourceType: 'customer', action: 'UPDATE', operationName: 'customers',
        status: 403, missingScope: 'profile:write', points: 1, durationMs: 4, requestId: 'b', count: 1,
      },
    ]);
  });

  it.each<[AuditFilter, string]>([
    [{ principalId: 'user_3' }, 'c'],
    [{ principalId: 'm2m_test' }, 'fedba'],
    [{ principalId: '%' }, ''],
    [{ statusClass: 2 }, 'edca'],
    [{ statusClass: 5 }, 'f'],
    [{ action: 'UPDATE' }, 'b'],
    [{ action: 'READ', statusClass: 2, principalId: 'user_3' }, 'c'],
    [{ pathPrefix: '/api/v1/customer' }, 'cba'],
    [{ pathPrefix: '/api/v1/customer/' }, 'ba'],
    [{ pathPrefix: '/graphql%' }, 'e'],
    [{ pathPrefix: '/graph___' }, ''],
    [{ pathPrefix: '%' }, ''],
    [{ pathPrefix: '\\' }, ''],
    [{ from: at(3).toISOString() }, 'fedc'],
    [{ until: at(3).toISOString() }, 'ba'],
    [{ from: at(2).toISOString(), until: at(4).toISOString() }, 'cb'],
    [{ principalId: null, statusClass: null, action: null, pathPrefix: null, from: null, until: null }, 'fedcba'],
  ])('filtered by %j', async (filter, expected) => {
    expect(await found(filter)).toBe(expected);
    expect(await (await auditLog.list({}, filter)).countAll()).toBe(expected.length);
  });

  it.each([1, 2, 3, 4, 6])('is read whole by its cursors in pages of %i, lines of one moment included', async (first) => {
    let ids = '';
    let after: string | null = null;
    let pages = 0;
    do {
      const page = await auditLog.list({ first, after });
      expect(page.pageInfo.hasPreviousPage).toBe(pages > 0);
      ids += page.nodes.map(({ requestId }) => requestId).join('');
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      pages += 1;
    } while (after !== null);
    expect([ids, pages]).toEqual(['fedcba', Math.ceil(6 / first)]);
  });

  it('is read by page number too', async () => {
    expect((await auditLog.list({ page: 1, pageSize: 4 })).nodes.map(({ requestId }) => requestId)).toEqual(['b', 'a']);
    expect((await auditLog.list({ page: 9, pageSize: 4 })).nodes).toEqual([]);
  });

  it('asks the database once, and once more only for the count', async () => {
    const before = test.database.statementsSent();
    const page = await auditLog.list({ first: 2 });
    expect(test.database.statementsSent() - before).toBe(1);
    expect(await page.countAll()).toBe(6);
    expect(test.database.statementsSent() - before).toBe(2);
  });

  it.each<[string, AuditFilter]>([
    ['filter.statusClass', { statusClass: 0 }],
    ['filter.statusClass', { statusClass: 404 }],
    ['filter.principalId', { principalId: '' }],
    ['filter.principalId', { principalId: 'x'.repeat(201) }],
    ['filter.pathPrefix', { pathPrefix: '' }],
    ['filter.pathPrefix', { pathPrefix: '/a\0b' }],
    ['filter.pathPrefix', { pathPrefix: 'x'.repeat(501) }],
    ['filter.until', { from: at(3).toISOString(), until: at(3).toISOString() }],
  ])('refuses a wrong %s and names it', async (field, filter) => {
    await expect(auditLog.list({}, filter)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it.each(['', 'x', 'W10', Buffer.from('["2026-09-14T12:00:00","x"]').toString('base64url'), Buffer.from('["now",1]').toString('base64url')])(
    'refuses the cursor %j',
    async (after) => {
      await expect(auditLog.list({ after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    },
  );
});
