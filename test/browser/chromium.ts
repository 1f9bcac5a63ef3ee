import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The machine's own browser, from `CHROMIUM` or the search path; undefined when it has none. */
export const chromiumPath: string | undefined = [
  process.env['CHROMIUM'],
  ...(process.env['PATH'] ?? '').split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))),
].find((file) => file !== undefined && isExecutable(file));

/** As root there is no sandbox; the rest keeps the browser from calling home. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Notes everything that should not be: violations of the policy, script errors, requests that leave the origin. */
export async function watch(page: Page, origin: string, complaints: string[]): Promise<void> {
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) complaints.push(`left for ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is the browser's "error" too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  await page.addInitScript(`
    addEventListener('securitypolicyviolation', (event) => console.error('policy violated: ' + event.violatedDirective));
  `);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
