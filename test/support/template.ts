/** What every test database is a copy of: migrated and empty. */
export const templateDatabase = 'frontdesk_template';

/** The names of all the databases that a run makes. */
export const testDatabases = /^(frontdesk(_demo)?_template(_unfinished)?|test_(demo_)?[0-9a-f]{16})$/;
