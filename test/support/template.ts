/** What every test database is a copy of: migrated and empty. */
export const templateDatabase = 'frontdesk_template';
