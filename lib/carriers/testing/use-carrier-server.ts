import { afterAll, beforeAll, beforeEach } from "vitest";
import { type CarrierServer, startCarrierServer } from "./carrier-server";
import { createMemoryPorts, type MemoryPorts } from "./memory-ports";

/** In a `describe`: one carrier server for all tests, and new ports for each. Read both inside a test. */
export function useCarrierServer(): { readonly server: CarrierServer; readonly ports: MemoryPorts } {
  let server: CarrierServer;
  let ports: MemoryPorts;
  beforeAll(async () => {
    server = await startCarrierServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    ports = createMemoryPorts();
  });
  return {
    get server() {
      return server;
    },
    get ports() {
      return ports;
    },
  };
}
