import { freePort, startGatewayProcess, type GatewayProcess } from './gatewayProcess.js';
import { surfacesAt, type Surfaces } from './surfaces.js';

/** A gateway process that can be replaced by its successor at the same address. */
export interface GatewayMember extends Surfaces {
  readonly url: string;
  process(): GatewayProcess;
  /** What it has logged, and those before it. */
  log(): string[];
  /** Starts again what was killed, with nothing changed. */
  startAgain(): Promise<void>;
}

/** Some gateway processes that know each other's tokens, on one database. */
export async function startGatewayGroup(connectionString: string, size: number): Promise<readonly GatewayMember[]> {
  const ports = await Promise.all(Array.from({ length: size }, freePort));
  const publicUrl = `http://127.0.0.1:${ports[0]}`;
  return Promise.all(
    ports.map(async (port): Promise<GatewayMember> => {
      const environment = { DATABASE_URL: connectionString, PUBLIC_URL: publicUrl, SECRET_KEY: 'a key that only tests use, 32 characters', LOG_LEVEL: 'error', DATABASE_POOL_SIZE: '30', DATABASE_STATEMENT_TIMEOUT_MS: '60000', PORT: `${port}` };
      let running = await startGatewayProcess(environment);
      const processes = [running];
      return {
        url: running.url,
        ...surfacesAt(running.url),
        process: () => running,
        log: () => processes.flatMap((one) => one.lines().filter((line) => line.startsWith('{'))),
        async startAgain() {
          running = await startGatewayProcess(environment);
          processes.push(running);
        },
      };
    }),
  );
}

export async function killGroup(members: readonly GatewayMember[]): Promise<void> {
  await Promise.all(members.map((member) => member.process().kill('SIGKILL')));
}
