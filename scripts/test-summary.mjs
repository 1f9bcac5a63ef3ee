// Prints `N passed, N failed, N skipped` from vitest's JSON report, and names skipped races before it.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const races = report.testResults
  .filter((file) => file.name.includes('/test/races/'))
  .flatMap((file) => file.assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed'));
for (const race of races) console.log(`skipped in races: ${race.fullName}`);

const failed = report.numFailedTests || (report.success ? 0 : report.numFailedTestSuites);
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`);
