/** A JSON response of a fake carrier. */
export const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });

/** IntelePeer's response about one number (page "provision"). */
export const state = (name: string, code = 200) => json(code, { code, provisioning: { state: name } });
