import { randomBytes } from 'node:crypto';
import { inTransaction } from '../database/transaction.js';
import { createCompany } from '../features/companies/companies.service.js';
import { changeStaffPassword, createStaff, prepareStaff, type StaffInput } from '../features/users/users.service.js';
import type { Command, CommandOption, Io } from './command.js';
import { companyNamed } from './scope.js';

const passwordOption = {
  password: { value: 'TEXT', summary: 'at least 10 characters; made and shown once when absent', field: 'password' },
} as const satisfies Record<string, CommandOption>;

const staffOptions = {
  'first-name': { value: 'NAME', summary: 'first name, "Staff" when absent', field: 'firstName' },
  'last-name': { value: 'NAME', summary: 'last name, the company’s when absent', field: 'lastName' },
  role: { value: 'ROLE', summary: 'admin (when absent), reception or auditor', field: 'role' },
  ...passwordOption,
} as const satisfies Record<string, CommandOption>;

export const companyCommands: readonly Command[] = [
  {
    words: ['company', 'create'],
    summary: 'Make a company, and with --email its first staff',
    positionals: ['SLUG'],
    options: {
      name: { value: 'NAME', summary: 'what people call it', isRequired: true, field: 'name' },
      'time-zone': { value: 'ZONE', summary: 'IANA zone, UTC when absent', field: 'timeZone' },
      currency: { value: 'CODE', summary: 'ISO 4217, GBP when absent', field: 'currency' },
      email: { value: 'EMAIL', summary: 'of somebody who can then sign in', field: 'email' },
      ...staffOptions,
    },
    async run({ positionals, options, session, io, now }) {
      const slug = positionals[0] ?? '';
      const name = options['name'] ?? '';
      const staff = options['email'] === undefined ? undefined : staffInput(options, name);
      const { company } = await createCompany(
        session.database.db,
        { slug, name, timeZone: options['time-zone'] ?? 'UTC', currency: options['currency'] ?? 'GBP', ...(staff === undefined ? {} : { staff }) },
        now,
      );
      io.out(`Company ${company.slug}: ${company.name}, ${company.timeZone}, ${company.currency}.`);
      if (staff !== undefined) showStaff(io, staff, options);
    },
  },
  {
    words: ['staff', 'create'],
    summary: 'Let somebody sign in as staff of a company',
    options: {
      company: { value: 'SLUG', summary: 'the company', isRequired: true },
      email: { value: 'EMAIL', summary: 'by which they sign in', isRequired: true, field: 'email' },
      ...staffOptions,
    },
    async run(input) {
      const { options, session, io, now } = input;
      const company = await companyNamed(input, options['company'] ?? '');
      const staff = staffInput(options, company.name);
      const prepared = await prepareStaff(staff);
      await inTransaction(session.database.db, (transaction) => createStaff(transaction, company, prepared, now));
      showStaff(io, staff, options);
    },
  },
  {
    words: ['staff', 'password'],
    summary: 'Give staff who lost theirs another password; whoever is signed in with the old one no longer is',
    options: {
      company: { value: 'SLUG', summary: 'the company', isRequired: true },
      email: { value: 'EMAIL', summary: 'by which they sign in', isRequired: true },
      ...passwordOption,
    },
    async run(input) {
      const { options, session, io, now } = input;
      const company = await companyNamed(input, options['company'] ?? '');
      const [email, password] = [options['email'] ?? '', passwordIn(options)];
      await changeStaffPassword(session.database.db, company, email, password, now);
      io.out(`Staff ${email} has another password.`);
      showPassword(io, password, options);
    },
  },
];

function staffInput(options: Readonly<Record<string, string>>, companyName: string): StaffInput {
  return {
    email: options['email'] ?? '',
    firstName: options['first-name'] ?? 'Staff',
    lastName: options['last-name'] ?? companyName,
    role: options['role'] ?? 'admin',
    password: passwordIn(options),
  };
}

function passwordIn(options: Readonly<Record<string, string>>): string {
  return options['password'] ?? randomBytes(15).toString('base64url');
}

function showStaff(io: Io, { email, role, password }: StaffInput, options: Readonly<Record<string, string>>): void {
  io.out(`Staff ${email}, ${role}.`);
  showPassword(io, password, options);
}

/** One that the caller chose is not repeated. */
function showPassword(io: Io, password: string, options: Readonly<Record<string, string>>): void {
  if (options['password'] !== undefined) return;
  io.out(`password  ${password}`);
  io.error('Keep the password now: it is not shown again.');
}
