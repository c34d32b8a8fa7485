/** An answer as a played carrier sends it. */
export const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });

/** IntelePeer's answer about one number (carriers/intelepeer.md, "provision"). */
export const state = (name: string, code = 200) => json(code, { code, provisioning: { state: name } });
