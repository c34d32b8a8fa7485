/** Uploads that this tab has seen before their columns were known: it is led on where nothing is left to map. */
const followed = new Set<string>();

export const follow = (id: string) => void followed.add(id);

/** Whether this tab followed it until now. */
export const stopFollowing = (id: string): boolean => followed.delete(id);
