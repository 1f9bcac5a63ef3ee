import { startTestGateway, type TestGateway, type TestGatewayOptions } from './gateway.js';

/** Two gateways on one database, which know each other's tokens. The second one's options are the first one's unless given. */
export async function startGatewayPair(
  options: TestGatewayOptions,
  second: TestGatewayOptions = {},
): Promise<readonly [TestGateway, TestGateway]> {
  const one = await startTestGateway(options);
  const { connectionString, publicUrl } = one;
  try {
    return [one, await startTestGateway({ ...options, connectionString, publicUrl, ...second })];
  } catch (error) {
    await one.close();
    throw error;
  }
}

/** The first one owns the database, and ends last. */
export async function closeGateways(gateways: readonly TestGateway[]): Promise<void> {
  for (const gateway of gateways.toReversed()) await gateway.close();
}
