import { afterAll, beforeAll, beforeEach } from "vitest";
import { type CarrierServer, startCarrierServer } from "./carrier-server";
import { createMemoryPorts, type MemoryPorts } from "./memory-ports";

/** Within a `describe`: a server that plays the carrier for all of its tests, and fresh ports for each. Both are read in a test. */
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
